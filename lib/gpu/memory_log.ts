/** An array that was made, or let go. */
export interface MemoryEvent {
  /** Its name. */
  readonly label: string;
  /** Its elements' bytes; negative when it was let go. */
  readonly bytes: number;
}

/**
 * What happens to memory while it is open: every array made since, and when it was let go. Made by
 * `gpu.logMemory()`. It counts what programs hold; buffers of arrays let go stay busy until the work
 * that uses them is submitted.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using log = gpu.logMemory();
 * {
 *   using _x = gpu.zeros("f32", 10, "x");
 *   using _y = gpu.zeros("f32", 5, "y");
 * }
 * deepEqual(log.events.map(({ bytes }) => bytes), [40, 20, -20, -40]);
 * equal(log.peakBytes, 60);
 * equal(log.bytes, 0);
 * ```
 */
export class MemoryLog implements Disposable {
  /** What happened, in order. */
  readonly events: MemoryEvent[] = [];
  #alive = new Set<MemoryEvent>();
  #bytes = 0;
  #peak = 0;
  #isOpen = true;
  #close: (log: MemoryLog) => void;

  /** Use `gpu.logMemory()`. */
  constructor(close: (log: MemoryLog) => void) {
    this.#close = close;
  }

  /** Bytes alive now, of arrays made since the log was opened. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The most bytes that were alive at once. */
  get peakBytes(): number {
    return this.#peak;
  }

  /** The arrays alive now, oldest first. */
  get alive(): MemoryEvent[] {
    return [...this.#alive];
  }

  /** Notes an array; what is returned notes its end. Part of making arrays. */
  add(label: string, bytes: number): () => void {
    const made = { label, bytes };
    this.#alive.add(made);
    this.#note(made);
    return () => {
      if (this.#isOpen && this.#alive.delete(made)) this.#note({ label, bytes: -bytes });
    };
  }

  /** Closes the log: it stays as it is. */
  [Symbol.dispose](): void {
    this.#isOpen = false;
    this.#close(this);
  }

  #note(event: MemoryEvent): void {
    this.events.push(event);
    this.#bytes += event.bytes;
    this.#peak = Math.max(this.#peak, this.#bytes);
  }
}
