import type { ErrorWatch } from "./error_watch.ts";

/** What the pool holds, in bytes and buffers. */
export interface MemoryUse {
  /** Arrays alive now. */
  arrays: number;
  /** Their bytes, padding included. */
  bytes: number;
  /** Bytes kept for reuse. */
  pooledBytes: number;
}

/** Free bytes kept at most; V8 does not see GPU memory, so nothing else would bound them. */
const KEEP_BYTES = 256 * 2 ** 20;

/** Bytes uploaded before an empty submit: until the next one, Deno keeps a copy of them all. */
const UNSENT_BYTES = 64 * 2 ** 20;

/** Lends buffers by size class, fills them and takes them back, so that a loop allocates once. */
export class BufferPool {
  #device: GPUDevice;
  #watch: ErrorWatch;
  #free = new Map<number, GPUBuffer[]>();
  #unsent = 0;
  #use: MemoryUse = { arrays: 0, bytes: 0, pooledBytes: 0 };

  constructor(device: GPUDevice, watch: ErrorWatch) {
    this.#device = device;
    this.#watch = watch;
  }

  /** A buffer of at least `bytes`, with whatever its last user left in it. */
  take(bytes: number, label: string): GPUBuffer {
    const limit = this.#device.limits.maxBufferSize;
    if (bytes > limit) {
      throw new RangeError(
        `Cannot allocate "${label}": ${bytes} bytes, at most ${limit} on this device\n` +
          `Try: split the array`,
      );
    }
    const size = this.sizeOf(bytes);
    this.#use.arrays++;
    this.#use.bytes += size;
    const pooled = this.#free.get(size)?.pop();
    if (pooled) {
      this.#use.pooledBytes -= size;
      return pooled;
    }
    return this.#watch.during(
      `allocate "${label}" (${size} bytes)`,
      () =>
        this.#device.createBuffer({
          label,
          size,
          usage: GPUBufferUsage.STORAGE | GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_SRC |
            GPUBufferUsage.COPY_DST,
        }),
    );
  }

  /** The size of the buffer that `take()` gives for so many bytes. */
  sizeOf(bytes: number): number {
    const limit = this.#device.limits.maxBufferSize;
    return Math.min(sizeClass(bytes), limit - limit % 4);
  }

  /** Copies data into a buffer, before all work submitted from now on. */
  upload(buffer: GPUBuffer, data: ArrayBufferView<ArrayBuffer>, offset = 0): void {
    if (data.byteLength === 0) return;
    this.#device.queue.writeBuffer(buffer, offset, data);
    this.#unsent += data.byteLength;
    if (this.#unsent <= UNSENT_BYTES) return;
    this.#device.queue.submit([]);
    this.#unsent = 0;
  }

  /** Takes a buffer back that no recorded work uses any more. */
  giveBack(buffer: GPUBuffer): void {
    this.#use.arrays--;
    this.#use.bytes -= buffer.size;
    if (this.#use.pooledBytes + buffer.size > KEEP_BYTES) return buffer.destroy();
    this.#use.pooledBytes += buffer.size;
    const shelf = this.#free.get(buffer.size);
    if (shelf) shelf.push(buffer);
    else this.#free.set(buffer.size, [buffer]);
  }

  /** Counts of now. */
  get use(): MemoryUse {
    return { ...this.#use };
  }
}

/** Multiples of 256 bytes, then of an eighth of the power of two below: at most 1/8 is padding. */
function sizeClass(bytes: number): number {
  const step = Math.max(256, 2 ** Math.floor(Math.log2(Math.max(bytes, 1))) / 8);
  return Math.max(step, Math.ceil(bytes / step) * step);
}
