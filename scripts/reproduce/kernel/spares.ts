/** Kernels started ahead of need: while one note runs, the kernel of the next gets ready. */
import type { Kernel } from "./kernel.ts";
import { type KernelOptions, startKernel } from "./start.ts";

export class SpareKernels implements AsyncDisposable {
  readonly #waiting = new Map<string, Promise<Kernel | null>[]>();

  /** Starts a kernel in the background. A failure is met by `take`, which tries again. */
  prepare(options: KernelOptions): void {
    const key = keyOf(options);
    const spare = startKernel(options).catch(() => null);
    this.#waiting.set(key, [...this.#waiting.get(key) ?? [], spare]);
  }

  /** A kernel for these options: one that waits, if it lives, else a new one. */
  async take(options: KernelOptions): Promise<{ kernel: Kernel; spare: boolean }> {
    const kernel = await this.#waiting.get(keyOf(options))?.shift();
    if (kernel?.alive) return { kernel, spare: true };
    await kernel?.[Symbol.asyncDispose]();
    return { kernel: await startKernel(options), spare: false };
  }

  /** Ends the kernels nobody took. */
  async [Symbol.asyncDispose](): Promise<void> {
    const spares = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const kernel of await Promise.all(spares)) await kernel?.[Symbol.asyncDispose]();
  }
}

// what cells can tell apart: a kernel fits only where all of it is the same
function keyOf({ cwd, env, heapMb, caps, allow }: KernelOptions): string {
  return JSON.stringify([cwd, Object.entries(env ?? {}).sort(), heapMb, caps, allow]);
}
