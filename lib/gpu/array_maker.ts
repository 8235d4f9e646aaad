import type { Arena } from "./arena.ts";
import type { BufferPool } from "./buffer_pool.ts";
import { type ElementType, GpuArray } from "./gpu_array.ts";
import { MemoryLog } from "./memory_log.ts";
import type { Recorder } from "./recorder.ts";
import type { WorkRecording } from "./recording.ts";

/** Makes arrays out of buffers of the pool, or of the arena of the recording under way. */
export class ArrayMaker {
  /** What is being recorded. */
  recording: WorkRecording | undefined;
  #pool: BufferPool;
  #recorder: Recorder;
  #logs = new Set<MemoryLog>();
  // The net under `using`: an array that is collected gives its buffer back.
  #forgotten = new FinalizationRegistry<() => void>((release) => release());

  constructor(pool: BufferPool, recorder: Recorder) {
    this.#pool = pool;
    this.#recorder = recorder;
  }

  /** Notes every array from now on. */
  log(): MemoryLog {
    const log = new MemoryLog((closed) => this.#logs.delete(closed));
    this.#logs.add(log);
    return log;
  }

  /** An array; one that the host writes has to be `fresh`. */
  make<T extends ElementType>(
    type: T,
    length: number,
    label: string,
    options: { fresh?: boolean } = {},
  ): GpuArray<T> {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`Cannot allocate "${label}": length ${length}, wanted an integer >= 0`);
    }
    const arena = this.recording?.arena;
    const buffer = this.take(length * 4, label, options);
    const ends = Array.from(this.#logs, (log) => log.add(label, length * 4));
    const release = () => this.release(buffer, arena);
    const array = new GpuArray(type, length, label, buffer, () => {
      this.#forgotten.unregister(array);
      release();
      for (const end of ends) end();
    });
    this.#forgotten.register(array, release, array);
    this.recording?.noteOwn(array);
    return array;
  }

  /** A buffer of at least `bytes`. */
  take(bytes: number, label: string, options: { fresh?: boolean }): GPUBuffer {
    if (this.recording) return this.recording.arena.take(bytes, label, options);
    return this.#pool.take(bytes, label);
  }

  /** Takes a buffer back: at once where the order of work protects it, else after the next submit. */
  release(buffer: GPUBuffer, arena: Arena | undefined): void {
    if (arena) arena.giveBack(buffer);
    else this.#recorder.afterSubmit(() => this.#pool.giveBack(buffer));
  }
}
