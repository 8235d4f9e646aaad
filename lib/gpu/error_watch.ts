import { GpuError } from "./gpu_error.ts";

const FILTERS = ["validation", "out-of-memory", "internal"] as const;

/**
 * Makes every error of a device reach somebody. Browsers print uncaught GPU errors and Deno drops
 * them, exit code 0; here they are thrown by the next read, and when nobody reads they become an
 * uncaught error of the program.
 */
export class ErrorWatch {
  #device: GPUDevice;
  #pending = new Set<Promise<void>>();
  /** Errors nobody has seen yet, each with the timer that makes it an uncaught one. */
  #caught = new Map<GpuError, ReturnType<typeof setTimeout>>();
  #lost: GpuError | undefined;
  #closed = false;

  constructor(device: GPUDevice) {
    this.#device = device;
    device.addEventListener("uncapturederror", (event) => {
      event.preventDefault();
      this.#keep("use the GPU", (event as GPUUncapturedErrorEvent).error);
    });
    device.lost.then((info) => {
      if (this.#closed) return;
      this.#lost = new GpuError(
        `Cannot use the GPU: the device was lost (${info.reason || "unknown"}: ${info.message}), ` +
          `wanted a live device\nTry: openGpu() again; its arrays are gone`,
      );
    });
  }

  /** Runs `work` inside error scopes. `action` is what the message says could not be done. */
  during<T>(action: string, work: () => T): T {
    for (const filter of FILTERS) this.#device.pushErrorScope(filter);
    try {
      return work();
    } finally {
      for (const _ of FILTERS) {
        const popped = this.#device.popErrorScope().then((error) => {
          if (error) this.#keep(action, error);
        }, (reason) => {
          // Popping rejects when the device is lost, which `lost` reports in better words.
          if (!this.#lost && !this.#closed) this.#keep(action, reason);
        }).finally(() => this.#pending.delete(popped));
        this.#pending.add(popped);
      }
    }
  }

  /** Throws if the device was lost or closed: asked before every use. */
  check(): void {
    if (this.#closed) {
      throw new TypeError("Cannot use the GPU: it was disposed, wanted a live one");
    }
    if (this.#lost) throw this.#lost;
  }

  /** Waits for the scopes still open and throws the first error caught since the last call. */
  async collect(): Promise<void> {
    await Promise.all(this.#pending);
    const [first, ...rest] = this.#caught.keys();
    for (const timer of this.#caught.values()) clearTimeout(timer);
    this.#caught.clear();
    if (first && rest.length > 0) first.message += `\n(and ${rest.length} more after it)`;
    if (first) throw first;
    if (this.#lost) throw this.#lost;
  }

  /** The device is about to be destroyed on purpose: its loss is no error. */
  close(): void {
    this.#closed = true;
  }

  #keep(action: string, error: unknown): void {
    const text = error instanceof Error || hasMessage(error) ? error.message.trim() : String(error);
    const memory = typeof GPUOutOfMemoryError !== "undefined" &&
      error instanceof GPUOutOfMemoryError;
    const caught = new GpuError(
      memory
        ? `Cannot ${action}: the GPU is out of memory (${text})\n` +
          `Try: dispose arrays sooner (using), or work in smaller pieces`
        : `Cannot ${action}: ${text}`,
    );
    // A read under way collects it before this fires; else nobody is listening, so say it aloud.
    this.#caught.set(caught, setTimeout(() => reportError(caught), 0));
  }
}

function hasMessage(value: unknown): value is { message: string } {
  return typeof value === "object" && value !== null && "message" in value &&
    typeof value.message === "string";
}
