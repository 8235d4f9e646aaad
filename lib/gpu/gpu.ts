import { ArrayMaker } from "./array_maker.ts";
import { arrayOf, bindArrays, type Binding } from "./bind.ts";
import { BufferPool, type MemoryUse } from "./buffer_pool.ts";
import { ErrorWatch } from "./error_watch.ts";
import { chooseFamily, type Family } from "./family.ts";
import {
  type Elements,
  type ElementType,
  type ElementTypeOf,
  elementTypeOf,
  GpuArray,
  type HostArray,
  viewAs,
} from "./gpu_array.ts";
import { compileKernel, type Kernel, type KernelSource } from "./kernel.ts";
import { KernelCache } from "./kernel_cache.ts";
import type { MemoryLog } from "./memory_log.ts";
import { formatProfile, type ProfileRow } from "./profile.ts";
import poisonCode from "./poison.wgsl" with { type: "text" };
import { Readback, type ReadbackMode } from "./readback.ts";
import { Recorder, type Work } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { Replayer } from "./replayer.ts";
import { measureRoof, type Roof } from "./roof.ts";
import { Stopwatch } from "./stopwatch.ts";
import { TexelStage } from "./texel_stage.ts";
import { checkWorkgroups, spread, type Workgroups } from "./workgroups.ts";

/** What `gpu.readMany()` makes of a tuple of arrays. */
export type ReadResults<A extends readonly GpuArray[]> = {
  [I in keyof A]: A[I] extends GpuArray<infer T> ? Elements[T] : never;
};

/**
 * A GPU: arrays, kernels, dispatches, reads. Made by `openGpu()`.
 *
 * `run()` records and returns at once; `read()` submits what was recorded and waits. Anything the
 * GPU refuses is thrown by the next `read()` or `settle()`, or becomes an uncaught error.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const double = await gpu.kernel({
 *   code: `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
 *     @compute @workgroup_size(1) fn double(@builtin(workgroup_id) i: vec3u) { x[i.x] *= 2.0; }`,
 * });
 * using x = gpu.array(Float32Array.of(1, 2, 3));
 * gpu.run(double, [x], 3);
 * gpu.run(double, [x], 3);
 * deepEqual(await gpu.read(x), Float32Array.of(4, 8, 12));
 * ```
 */
export class Gpu implements Disposable, AsyncDisposable {
  /** What the device was asked of: its names, limits and features. */
  readonly adapter: GPUAdapter;
  /** The device itself, for what this class does not do. */
  readonly device: GPUDevice;
  /** Which kernel shapes to use: "cpu" for software Vulkan, "gpu" for hardware. */
  readonly family: Family;
  #watch: ErrorWatch;
  #pool: BufferPool;
  #arrays: ArrayMaker;
  #recorder: Recorder;
  #work: Replayer;
  #readback: Readback;
  #texels: TexelStage;
  #kernels = new KernelCache();
  #stopwatch: Stopwatch;
  #roof: Promise<Roof> | undefined;
  #poison: boolean;
  #poisoner: Kernel | undefined;

  /** Use `openGpu()`, which asks for the device and chooses how to read back. */
  constructor(
    adapter: GPUAdapter,
    device: GPUDevice,
    options: { family?: Family | undefined; poison?: boolean | undefined } = {},
  ) {
    this.adapter = adapter;
    this.device = device;
    this.family = options.family ?? chooseFamily(adapter.info);
    this.#poison = options.poison ?? false;
    this.#watch = new ErrorWatch(device);
    this.#pool = new BufferPool(device, this.#watch);
    this.#recorder = new Recorder(device, this.#watch);
    this.#readback = new Readback(device, this.#watch);
    this.#texels = new TexelStage(device, this.#watch);
    this.#arrays = new ArrayMaker(this.#pool, this.#recorder);
    this.#stopwatch = new Stopwatch({
      device,
      recorder: this.#recorder,
      settle: () => this.settle(),
      read: (source, size) =>
        this.#readBytes(size, (encoder, staging) => {
          encoder.copyBufferToBuffer(source, 0, staging, 0, size);
        }),
    });
    this.#work = new Replayer(this.#watch, this.#pool, this.#recorder, this.#arrays);
  }

  /** Self-tests the quick way of reading back; called once by `openGpu()`. */
  async chooseReadback(): Promise<void> {
    await this.#readback.chooseMode();
  }

  /** How `read()` gets its bytes: "immediate" costs microseconds, "standard" 11 ms in Deno. */
  get readback(): ReadbackMode {
    return this.#readback.mode;
  }

  /** Arrays alive, their bytes, and bytes kept for reuse: a leak shows as `arrays` that grow. */
  get memory(): MemoryUse {
    return this.#pool.use;
  }

  /** Notes every array made and let go from now on, until the log is closed. */
  logMemory(): MemoryLog {
    return this.#arrays.log();
  }

  /**
   * Sends a typed array to the GPU, or what a function gives: that is asked again at each replay of a
   * recording.
   */
  array<A extends HostArray>(data: A | (() => A), label = "array"): GpuArray<ElementTypeOf<A>> {
    const now = typeof data === "function" ? data() : data;
    const array = this.#make(elementTypeOf(now), now.length, label, { fresh: true });
    this.#work.fill(array, now, typeof data === "function" ? data : undefined);
    return array;
  }

  /** An array of zeros. */
  zeros<T extends ElementType>(type: T, length: number, label = "zeros"): GpuArray<T> {
    const array = this.#make(type, length, label);
    const { buffer } = array;
    const encode = (encoder: GPUCommandEncoder) => encoder.clearBuffer(buffer);
    this.#work.add({ action: `clear "${label}"`, buffers: [buffer], encode });
    return array;
  }

  /** An array with undefined contents, for a kernel that writes all of it. */
  empty<T extends ElementType>(type: T, length: number, label = "empty"): GpuArray<T> {
    const array = this.#make(type, length, label);
    if (!this.#poison) return array;
    if (this.#arrays.recording) {
      const words = 4 * Math.ceil(length / 4);
      this.run(this.#poisoner!, [Uint32Array.of(words), array], spread(words, 64));
    } else {
      this.#pool.upload(array.buffer, new Uint8Array(array.buffer.size).fill(0xff)); // NaN as f32
    }
    return array;
  }

  /** Overwrites elements of an array, after the work recorded so far. */
  write<T extends ElementType>(array: GpuArray<T>, data: Elements[T], offset = 0): void {
    this.#watch.check();
    if (offset < 0 || offset + data.length > array.length) {
      throw new RangeError(
        `Cannot write "${array.label}": elements ${offset} to ${offset + data.length}, ` +
          `it has ${array.length}`,
      );
    }
    this.#work.write(array, data, offset * 4);
  }

  /** Records the copy of an array over another of its type and length. */
  copy<T extends ElementType>(from: GpuArray<T>, to: GpuArray<T>): void {
    this.#watch.check();
    if (from.type !== to.type || from.length !== to.length) {
      throw new RangeError(
        `Cannot copy "${from.label}" over "${to.label}": ${from.length} ${from.type} over ` +
          `${to.length} ${to.type}, wanted the same`,
      );
    }
    if (from.length > 0) this.#work.copy(from, to);
  }

  /**
   * Runs `work` and keeps what it does on the GPU, to be run again by `replay()` without it. Arrays made
   * meanwhile belong to the recording. Nothing else may use this GPU until it is done.
   *
   * @throws {TypeError} when `work` reads or writes on the host.
   */
  async record(work: () => void | Promise<void>): Promise<Recording> {
    if (this.#arrays.recording) {
      throw new TypeError("Cannot record: a recording is under way, wanted one at a time");
    }
    await this.settle();
    if (this.#poison) this.#poisoner = await this.kernel({ code: poisonCode, entry: "poison" });
    return await this.#work.record(work, () => this.settle());
  }

  /** True while `record()` is under way. */
  get isRecording(): boolean {
    return this.#arrays.recording !== undefined;
  }

  /** Runs a task on the host, now and at each replay of what is being recorded. */
  everyRun(task: () => void): void {
    this.#work.everyRun(task);
  }

  /** Compiles a kernel, or finds it compiled. */
  kernel(source: KernelSource): Promise<Kernel> {
    this.#watch.check();
    return this.#kernels.find(source, () => compileKernel(this.device, source));
  }

  /**
   * Records one dispatch: binding `i` of group 0 is `bindings[i]`. `does` is how much it computes and
   * moves, for profiles; nothing, and every array once, unless given.
   */
  run(
    kernel: Kernel,
    bindings: readonly Binding[],
    workgroups: Workgroups,
    does: Partial<Work> = {},
  ): void {
    this.#watch.check();
    const { label, layout, pipeline } = kernel;
    const limit = this.device.limits.maxComputeWorkgroupsPerDimension;
    const counts = checkWorkgroups(label, workgroups, limit);
    if (counts.includes(0)) return;
    const { entries, used, sent, bytes } = bindArrays(bindings, {
      send: (data) => {
        const buffer = this.#arrays.take(data.byteLength, `${label} parameters`, { fresh: true });
        this.#pool.upload(buffer, data);
        return buffer;
      },
      stage: (array, slot) => {
        const { view, copy } = this.#texels.place(array, slot);
        this.#work.add(copy);
        return view;
      },
    });
    const group = this.#watch.during(
      `bind the arrays of "${label}"`,
      () => this.device.createBindGroup({ label, layout, entries }),
    );
    this.#work.add({ label, pipeline, group, buffers: used, counts, flops: 0, bytes, ...does });
    for (const each of bindings) {
      const array = arrayOf(each);
      if (array) this.#arrays.recording?.noteUse(array);
    }
    for (const buffer of sent) this.#arrays.release(buffer, this.#arrays.recording?.arena);
  }

  /** Submits what was recorded and reads one array back. */
  async read<T extends ElementType>(array: GpuArray<T>): Promise<Elements[T]> {
    const [result] = await this.readMany([array]);
    return result as Elements[T];
  }

  /** Submits what was recorded and reads several arrays back through one staging buffer. */
  async readMany<const A extends readonly GpuArray[]>(arrays: A): Promise<ReadResults<A>> {
    this.#watch.check();
    if (this.#arrays.recording) {
      const labels = arrays.map(({ label }) => `"${label}"`).join(", ");
      throw new TypeError(
        `Cannot read ${labels} while recording: a replay runs on the GPU alone, ` +
          `wanted no elements on the host\nTry: read after the replay`,
      );
    }
    const offsets: number[] = [];
    let total = 0;
    for (const { byteLength } of arrays) {
      offsets.push(total);
      total += byteLength;
    }
    const bytes = await this.#readBytes(total, (encoder, staging) => {
      for (const [i, array] of arrays.entries()) {
        if (array.length === 0) continue;
        encoder.copyBufferToBuffer(array.buffer, 0, staging, offsets[i]!, array.byteLength);
      }
    });
    return arrays.map((array, i) => {
      const from = offsets[i]!;
      return viewAs(array.type, bytes.slice(from, from + array.byteLength));
    }) as ReadResults<A>;
  }

  /** Submits what was recorded and throws if the GPU refused any of it. */
  async settle(): Promise<void> {
    this.#watch.check();
    this.#recorder.submit();
    await this.#watch.collect();
  }

  /**
   * Runs `work`, prints what each kernel took on the GPU, computed and moved, beside what the device can
   * do at most, which is measured the first time, and returns it.
   */
  async profile(
    work: () => void | Promise<void>,
    options: { print?: (text: string) => void } = {},
  ): Promise<ProfileRow[]> {
    const roof = await this.roof();
    const rows = await this.#stopwatch.time(work);
    (options.print ?? console.log)(formatProfile(rows, roof));
    return rows;
  }

  /** What this device does at most; measured once, in some tenths of a second. */
  async roof(): Promise<Roof> {
    return await (this.#roof ??= measureRoof(this, this.#stopwatch));
  }

  /** Frees the device and everything on it. */
  [Symbol.dispose](): void {
    this.#watch.close();
    this.device.destroy();
  }

  /** Frees the device after everything recorded ran, and throws what went wrong in it. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.idle();
    } finally {
      this[Symbol.dispose]();
    }
  }

  /** Waits until nothing is in flight, timers of past reads included; tests end with it. */
  async idle(): Promise<void> {
    await this.settle();
    await this.#readback.idle();
  }

  async #readBytes(
    size: number,
    copy: (encoder: GPUCommandEncoder, staging: GPUBuffer) => void,
  ): Promise<ArrayBuffer> {
    if (size === 0) {
      await this.settle();
      return new ArrayBuffer(0);
    }
    return await this.#readback.read(size, (staging) => {
      const encode = (encoder: GPUCommandEncoder) => copy(encoder, staging);
      this.#recorder.add({ action: "read arrays back", buffers: [], encode });
      this.#recorder.submit();
    });
  }

  #make<T extends ElementType>(
    type: T,
    length: number,
    label: string,
    options: { fresh?: boolean } = {},
  ): GpuArray<T> {
    this.#watch.check();
    return this.#arrays.make(type, length, label, options);
  }
}
