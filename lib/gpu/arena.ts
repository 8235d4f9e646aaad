import type { BufferPool } from "./buffer_pool.ts";

/**
 * The buffers of one recording: lent again inside it, where the order of the work keeps them apart, and
 * to nobody else until it is closed.
 */
export class Arena {
  #pool: BufferPool;
  #free = new Map<number, GPUBuffer[]>();
  #all = new Set<GPUBuffer>();
  #lent = new Set<GPUBuffer>();
  /** Written by the host: what is in them has to last until the next replay. */
  #kept = new Set<GPUBuffer>();
  #isClosed = false;

  constructor(pool: BufferPool) {
    this.#pool = pool;
  }

  /** Bytes of all buffers, free ones included. */
  get bytes(): number {
    return [...this.#all].reduce((sum, { size }) => sum + size, 0);
  }

  /** A buffer for a kernel to write; one that the host writes has to be `fresh`. */
  take(bytes: number, label: string, { fresh = false } = {}): GPUBuffer {
    const free = fresh ? undefined : this.#free.get(this.#pool.sizeOf(bytes))?.pop();
    const buffer = free ?? this.#pool.take(bytes, label);
    this.#all.add(buffer);
    this.#lent.add(buffer);
    if (fresh) this.#kept.add(buffer);
    return buffer;
  }

  /** Takes a buffer back that an array had, or a dispatch. */
  giveBack(buffer: GPUBuffer): void {
    if (!this.#lent.delete(buffer)) return;
    if (this.#isClosed) return this.#pool.giveBack(buffer);
    if (this.#kept.has(buffer)) return;
    const shelf = this.#free.get(buffer.size);
    if (shelf) shelf.push(buffer);
    else this.#free.set(buffer.size, [buffer]);
  }

  /** Gives all to the pool, but those that arrays still hold: they follow. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const buffer of this.#all) if (!this.#lent.has(buffer)) this.#pool.giveBack(buffer);
    for (const each of [this.#free, this.#all, this.#kept]) each.clear();
  }
}
