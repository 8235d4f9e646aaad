import type { ArrayMaker } from "./array_maker.ts";
import type { BufferPool } from "./buffer_pool.ts";
import type { ErrorWatch } from "./error_watch.ts";
import type { GpuArray, HostArray } from "./gpu_array.ts";
import type { Dispatch, Encoding, Recorder } from "./recorder.ts";
import { type Command, type Recording, WorkRecording } from "./recording.ts";

/** Passes work on to the GPU, keeps it where it is recorded, and runs it again. */
export class Replayer {
  #watch: ErrorWatch;
  #pool: BufferPool;
  #recorder: Recorder;
  #arrays: ArrayMaker;
  #inTask = false;

  constructor(watch: ErrorWatch, pool: BufferPool, recorder: Recorder, arrays: ArrayMaker) {
    this.#watch = watch;
    this.#pool = pool;
    this.#recorder = recorder;
    this.#arrays = arrays;
  }

  /** Does something on the GPU. */
  add(command: Dispatch | Encoding): void {
    this.#recorder.add(command);
    this.#arrays.recording?.add(command);
  }

  /** Copies an array over another. */
  copy(from: GpuArray, to: GpuArray): void {
    for (const each of [from, to]) this.#arrays.recording?.noteUse(each);
    const [source, target] = [from.buffer, to.buffer];
    this.add({
      action: `copy "${from.label}"`,
      buffers: [source, target],
      encode: (encoder) => encoder.copyBufferToBuffer(source, 0, target, 0, from.byteLength),
    });
  }

  /** Does something on the host, now and at each replay. */
  everyRun(task: () => void): void {
    this.#run(task);
    this.#arrays.recording?.add({ task });
  }

  /** Writes an array after the work recorded so far; while recording, in a task alone. */
  write(array: GpuArray, data: HostArray, offset: number): void {
    const { recording } = this.#arrays;
    if (recording && !this.#inTask) {
      throw new TypeError(
        `Cannot record a write to "${array.label}": every replay would write the same elements, ` +
          `wanted a function that gives them\nTry: gpu.everyRun(() => gpu.write(array, data))`,
      );
    }
    recording?.noteUse(array);
    recording?.noteWrite(array.buffer);
    this.#upload(array.buffer, data, offset);
  }

  /** Fills a new array, and again at each replay if a function says with what. */
  fill<A extends HostArray>(array: GpuArray, now: A, ask?: () => A): void {
    const { buffer, label, length } = array;
    this.#pool.upload(buffer, now);
    const { recording } = this.#arrays;
    if (!recording || !ask) return;
    recording.noteWrite(buffer);
    recording.add({
      task: () => {
        const next = ask();
        if (next.length === length) return this.#upload(buffer, next);
        throw new RangeError(
          `Cannot replay: "${label}" is given ${next.length} elements, ` +
            `wanted ${length} as when it was recorded`,
        );
      },
    });
  }

  /** Runs `work` and keeps what it does; `settle` throws what the GPU refused. */
  async record(
    work: () => void | Promise<void>,
    settle: () => Promise<void>,
  ): Promise<Recording> {
    const recording = new WorkRecording(this.#pool, (commands) => this.#replay(commands));
    this.#arrays.recording = recording;
    try {
      await work();
      await settle();
      recording.close();
    } catch (error) {
      this.#recorder.afterSubmit(() => recording[Symbol.dispose]());
      throw error;
    } finally {
      this.#arrays.recording = undefined;
    }
    return recording;
  }

  #replay(commands: readonly Command[]): void {
    this.#watch.check();
    this.#recorder.submit();
    try {
      this.#watch.during("replay recorded work", () => {
        for (const command of commands) {
          if ("task" in command) this.#run(command.task);
          else this.#recorder.addUnwatched(command);
        }
      });
    } catch (error) {
      this.#recorder.abandon();
      throw error;
    }
    this.#recorder.submit();
  }

  /** Runs a task; what the host writes meanwhile is written at each replay. */
  #run(task: () => void): void {
    const outside = this.#inTask;
    this.#inTask = true;
    try {
      task();
    } finally {
      this.#inTask = outside;
    }
  }

  #upload(buffer: GPUBuffer, data: HostArray, offset = 0): void {
    // writeBuffer() happens before all work submitted later, so recorded work must go first.
    if (this.#recorder.uses(buffer)) this.#recorder.submit();
    this.#pool.upload(buffer, data, offset);
  }
}
