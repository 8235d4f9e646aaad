import { Arena } from "./arena.ts";
import type { BufferPool } from "./buffer_pool.ts";
import type { GpuArray } from "./gpu_array.ts";
import type { Dispatch, Encoding } from "./recorder.ts";

/** One thing of a recorded run: work for the GPU, or for the host in between. */
export type Command = Dispatch | Encoding | { readonly task: () => void };

/**
 * Work that ran once and can run again, in one go: the same kernels on the same arrays. Made by
 * `gpu.record()`. It keeps the memory the work used until the end of a `using` scope.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const add = await gpu.kernel({
 *   code: `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
 *     @group(0) @binding(1) var<storage, read> by: array<f32>;
 *     @compute @workgroup_size(1) fn add(@builtin(workgroup_id) i: vec3u) { x[i.x] += by[0]; }`,
 * });
 * using x = gpu.array(Float32Array.of(0, 0));
 * let step = 0;
 * using recording = await gpu.record(() => {
 *   using by = gpu.array(() => Float32Array.of(++step)); // asked again at each replay
 *   gpu.run(add, [x, by], 2);
 * });
 * recording.replay();
 * recording.replay();
 * deepEqual(await gpu.read(x), Float32Array.of(6, 6)); // 1 + 2 + 3
 * ```
 */
export interface Recording extends Disposable {
  /** How many kernels a replay runs. */
  readonly dispatches: number;
  /** Bytes it keeps, what is free between two kernels included. */
  readonly bytes: number;
  /**
   * Runs the work again. What the GPU refuses is thrown by the next read or `settle()`.
   *
   * @throws {TypeError} when the recording, or an array it uses, was disposed.
   */
  replay(): void;
}

/** A recording while it is made, and after. */
export class WorkRecording implements Recording {
  /** Whose buffers the arrays made meanwhile have. */
  readonly arena: Arena;
  #commands: Command[] = [];
  #own = new WeakSet<GpuArray>();
  #outside = new Set<GpuArray>();
  #written = new Set<GPUBuffer>();
  #replay: (commands: readonly Command[]) => void;
  #isDisposed = false;

  constructor(pool: BufferPool, replay: (commands: readonly Command[]) => void) {
    this.arena = new Arena(pool);
    this.#replay = replay;
  }

  get dispatches(): number {
    return this.#commands.filter((command) => "group" in command).length;
  }

  get bytes(): number {
    return this.arena.bytes;
  }

  /** Notes a command. */
  add(command: Command): void {
    this.#commands.push(command);
  }

  /** Notes an array that is made meanwhile. */
  noteOwn(array: GpuArray): void {
    this.#own.add(array);
  }

  /** Notes that a kernel is given an array; those from outside have to live on. */
  noteUse(array: GpuArray): void {
    if (!this.#own.has(array)) this.#outside.add(array);
  }

  /** Notes that the host writes a buffer. */
  noteWrite(buffer: GPUBuffer): void {
    this.#written.add(buffer);
  }

  /** Ends recording: from now on only buffers the host writes matter to the order of work. */
  close(): void {
    this.#commands = this.#commands.map((command) =>
      "task" in command
        ? command
        : { ...command, buffers: command.buffers.filter((buffer) => this.#written.has(buffer)) }
    );
  }

  replay(): void {
    if (this.#isDisposed) {
      throw new TypeError("Cannot replay: the recording was disposed, wanted a live one");
    }
    for (const { disposed, label } of this.#outside) {
      if (!disposed) continue;
      throw new TypeError(
        `Cannot replay: "${label}" was disposed, wanted every array alive that the work was given`,
      );
    }
    this.#replay(this.#commands);
  }

  /** Gives the memory back; arrays made while recording live on until they are disposed. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#commands = [];
    this.arena.close();
  }
}
