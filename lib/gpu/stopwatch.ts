import { type ProfileRow, sumTimestamps } from "./profile.ts";
import { Profiler } from "./profiler.ts";
import type { Recorder } from "./recorder.ts";

/** What a stopwatch needs of a GPU. */
export interface Timed {
  readonly device: GPUDevice;
  readonly recorder: Recorder;
  /** Ends what was recorded before. */
  settle(): Promise<void>;
  /** Runs all that was recorded, and reads the first bytes of a buffer. */
  read(source: GPUBuffer, size: number): Promise<ArrayBuffer>;
}

/** Takes the time of kernels, with two timestamps around each. */
export class Stopwatch {
  #timed: Timed;

  constructor(timed: Timed) {
    this.#timed = timed;
  }

  /** Runs `work` and sums up what each kernel took. */
  async time(work: () => void | Promise<void>): Promise<ProfileRow[]> {
    const { device, recorder } = this.#timed;
    if (!device.features.has("timestamp-query")) {
      throw new TypeError(
        `Cannot take times: the device has no "timestamp-query", wanted one with it`,
      );
    }
    await this.#timed.settle();
    const profiler = new Profiler(device);
    recorder.profiler = profiler;
    try {
      await work();
    } finally {
      recorder.profiler = undefined;
    }
    const target = device.createBuffer({
      label: "timestamps",
      size: Math.max(8, profiler.byteLength),
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    });
    profiler.resolve(recorder, target);
    const bytes = await this.#timed.read(target, profiler.byteLength);
    target.destroy();
    profiler.destroy();
    return sumTimestamps(profiler.runs, new BigUint64Array(bytes));
  }
}
