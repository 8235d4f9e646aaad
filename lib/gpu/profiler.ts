import type { Dispatch, Recorder } from "./recorder.ts";

/** Two timestamps a dispatch; 4096 queries a set is what every device allows. */
const QUERIES = 4096;

/** Hands out timestamp queries while profiling and remembers which kernel each pair belongs to. */
export class Profiler {
  readonly runs: Dispatch[] = [];
  #device: GPUDevice;
  #sets: GPUQuerySet[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Timestamp writes for the next pass. */
  begin(dispatch: Dispatch): GPUComputePassTimestampWrites {
    const first = this.runs.push(dispatch) * 2 - 2;
    if (first % QUERIES === 0) {
      this.#sets.push(this.#device.createQuerySet({ type: "timestamp", count: QUERIES }));
    }
    return {
      querySet: this.#sets.at(-1)!,
      beginningOfPassWriteIndex: first % QUERIES,
      endOfPassWriteIndex: first % QUERIES + 1,
    };
  }

  /** Bytes `resolve()` writes. */
  get byteLength(): number {
    return this.#sets.length * QUERIES * 8;
  }

  /** Records the copy of all timestamps (u64 nanoseconds) into `target`. */
  resolve(recorder: Recorder, target: GPUBuffer): void {
    const encode = (encoder: GPUCommandEncoder) => {
      for (const [i, set] of this.#sets.entries()) {
        const count = Math.min(QUERIES, this.runs.length * 2 - i * QUERIES);
        encoder.resolveQuerySet(set, 0, count, target, i * QUERIES * 8);
      }
    };
    recorder.add({ action: "resolve timestamps", buffers: [target], encode });
  }

  /** Frees the queries. */
  destroy(): void {
    for (const set of this.#sets) set.destroy();
  }
}
