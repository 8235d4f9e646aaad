/**
 * Getting bytes back from the GPU, in two ways.
 *
 * The standard way waits for `mapAsync()`. Deno (ext/webgpu/buffer.rs, 2.9) waits for the GPU
 * *inside* that call and then sleeps 10 ms before its promise resolves, so every awaited read costs
 * 11 ms although the bytes are there when the call returns.
 *
 * The immediate way takes them at once: `mapAsync()`, `getMappedRange()`, `unmap()` in one go, in
 * about 0.05 ms. It leans on a detail of Deno and is fenced accordingly:
 * - only in Deno, and only in versions whose tests ran (`TESTED_DENO`): elsewhere a mapping is not
 *   ready before its promise is;
 * - only on *primed* buffers, created mapped and unmapped once. On others Deno 2.9 panics, which no
 *   `try` can catch; priming sets the map mode whose absence is the panic;
 * - only after a self-test at open read back the bytes it wrote; else the standard way is used.
 * Delete this when Deno resolves `mapAsync()` as soon as the buffer is mapped.
 */
import type { ErrorWatch } from "./error_watch.ts";
import { GpuError } from "./gpu_error.ts";

/** How `gpu.read()` gets its bytes. */
export type ReadbackMode = "immediate" | "standard";

const TESTED_DENO = /^2\.9\./;

/** Staging buffers kept for reuse, by size; larger ones are destroyed after use. */
const KEEP_BELOW = 16 * 2 ** 20;

/** Staging buffers and the two ways of reading them. */
export class Readback {
  #device: GPUDevice;
  #watch: ErrorWatch;
  #mode: ReadbackMode = "standard";
  #free = new Map<number, GPUBuffer[]>();
  #sleeping = new Set<Promise<unknown>>();

  constructor(device: GPUDevice, watch: ErrorWatch) {
    this.#device = device;
    this.#watch = watch;
  }

  /** The way in use. */
  get mode(): ReadbackMode {
    return this.#mode;
  }

  /** Switches to the immediate way if this is a Deno it was tested in and the self-test passes. */
  async chooseMode(): Promise<void> {
    const version = (globalThis as { Deno?: { version?: { deno?: string } } }).Deno?.version?.deno;
    if (version === undefined || !TESTED_DENO.test(version)) return;
    const want = Uint32Array.of(0x5eed_cafe, 42, 0xffff_ffff, 7);
    const source = this.#device.createBuffer({
      label: "readback self-test",
      size: want.byteLength,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    this.#device.queue.writeBuffer(source, 0, want);
    this.#mode = "immediate";
    try {
      const bytes = await this.read(want.byteLength, (staging) => {
        const encoder = this.#device.createCommandEncoder();
        encoder.copyBufferToBuffer(source, 0, staging, 0, want.byteLength);
        this.#device.queue.submit([encoder.finish()]);
      });
      const got = new Uint32Array(bytes);
      if (!got.every((word, i) => word === want[i])) this.#mode = "standard";
    } catch {
      this.#mode = "standard";
    } finally {
      await this.idle(); // opening leaves no timer behind
      source.destroy();
    }
  }

  /** Reads `size` bytes that `copy` puts into the staging buffer it is given, submit included. */
  async read(size: number, copy: (staging: GPUBuffer) => void): Promise<ArrayBuffer> {
    const staging = this.#take(size);
    try {
      copy(staging);
      const bytes = this.#mode === "immediate"
        ? await this.#readNow(staging, size)
        : await this.#readLater(staging, size);
      staging.unmap();
      this.#giveBack(staging);
      return bytes;
    } catch (error) {
      staging.destroy();
      if (error instanceof GpuError || !(error instanceof DOMException)) throw error;
      throw new GpuError(`Cannot read back ${size} bytes: ${error.message}`, { cause: error });
    }
  }

  async #readNow(staging: GPUBuffer, size: number): Promise<ArrayBuffer> {
    await this.#watch.collect(); // costs no time in Deno; a refused copy must not be read
    const mapped = staging.mapAsync(GPUMapMode.READ, 0, size);
    const tracked = mapped.catch(() => {}).finally(() => this.#sleeping.delete(tracked));
    this.#sleeping.add(tracked);
    return staging.getMappedRange(0, size).slice(0);
  }

  async #readLater(staging: GPUBuffer, size: number): Promise<ArrayBuffer> {
    const mapped = staging.mapAsync(GPUMapMode.READ, 0, size);
    // Both are under way at once; a refusal is reported first, then the mapping no longer matters.
    mapped.catch(() => {});
    await this.#watch.collect();
    await mapped;
    return staging.getMappedRange(0, size).slice(0);
  }

  /** Waits for the promises that immediate reads left behind; nothing but a test needs to. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#sleeping);
  }

  #take(size: number): GPUBuffer {
    const limit = this.#device.limits.maxBufferSize;
    if (size > limit) {
      throw new RangeError(
        `Cannot read back ${size} bytes at once: at most ${limit}\nTry: read fewer arrays at a time`,
      );
    }
    const rounded = Math.max(256, 2 ** Math.ceil(Math.log2(size)));
    const kept = this.#free.get(rounded)?.pop();
    if (kept) return kept;
    const staging = this.#watch.during(
      `allocate ${size} bytes for reading back`,
      () =>
        this.#device.createBuffer({
          label: "staging",
          size: rounded <= KEEP_BELOW ? rounded : Math.ceil(size / 8) * 8,
          usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
          mappedAtCreation: true,
        }),
    );
    staging.unmap(); // primes it
    return staging;
  }

  #giveBack(staging: GPUBuffer): void {
    if (staging.size > KEEP_BELOW) return staging.destroy();
    const shelf = this.#free.get(staging.size);
    if (shelf) shelf.push(staging);
    else this.#free.set(staging.size, [staging]);
  }
}
