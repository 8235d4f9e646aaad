import type { ErrorWatch } from "./error_watch.ts";
import type { Profiler } from "./profiler.ts";

/** Dispatches recorded before they are submitted unasked, so that the GPU is not left idle. */
const SUBMIT_AFTER = 256;

/** How much a kernel does, for profiles. */
export interface Work {
  /** Additions, multiplications and the like. */
  flops: number;
  /** Bytes read and written. */
  bytes: number;
}

/** One run of a kernel. */
export interface Dispatch extends Work {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  /** What the group holds. */
  readonly buffers: readonly GPUBuffer[];
  readonly counts: readonly [number, number, number];
}

/** Something else for the GPU: a copy, a clear, the resolving of timestamps. */
export interface Encoding {
  readonly action: string;
  readonly buffers: readonly GPUBuffer[];
  readonly encode: (encoder: GPUCommandEncoder) => void;
}

/** Collects dispatches and copies into one command buffer and submits it when told to. */
export class Recorder {
  /** Set while profiling: then every dispatch has a pass and two timestamps of its own. */
  profiler: Profiler | undefined;
  #device: GPUDevice;
  #watch: ErrorWatch;
  #encoder: GPUCommandEncoder | undefined;
  #pass: GPUComputePassEncoder | undefined;
  #dispatches = 0;
  #used = new Set<GPUBuffer>();
  #afterSubmit: (() => void)[] = [];

  constructor(device: GPUDevice, watch: ErrorWatch) {
    this.#device = device;
    this.#watch = watch;
  }

  /** Records a dispatch or something else, and watches whether the GPU takes it. */
  add(command: Dispatch | Encoding): void {
    const action = "group" in command ? `run "${command.label}"` : command.action;
    this.#watch.during(action, () => this.addUnwatched(command));
  }

  /** Records what was taken before: two thirds of the time go into watching. */
  addUnwatched(command: Dispatch | Encoding): void {
    for (const buffer of command.buffers) this.#used.add(buffer);
    if ("group" in command) return this.#dispatch(command);
    this.#endPass();
    command.encode(this.#begin());
  }

  #dispatch(dispatch: Dispatch): void {
    const { pipeline, group, counts } = dispatch;
    const pass = this.#beginPass(dispatch);
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...counts);
    if (this.profiler) this.#endPass();
    if (++this.#dispatches >= SUBMIT_AFTER) this.submit();
  }

  /** True when recorded work that was not submitted yet uses the buffer. */
  uses(buffer: GPUBuffer): boolean {
    return this.#used.has(buffer);
  }

  /** Calls `task` when no unsubmitted work can refer to what it frees. */
  afterSubmit(task: () => void): void {
    if (this.#encoder) this.#afterSubmit.push(task);
    else task();
  }

  /** Sends everything recorded to the GPU in one submit. */
  submit(): void {
    const encoder = this.#encoder;
    if (!encoder) return;
    this.#endPass();
    this.#forget();
    this.#watch.during("submit recorded work", () => this.#device.queue.submit([encoder.finish()]));
    for (const task of this.#afterSubmit.splice(0)) task();
  }

  /** Drops what was recorded since the last submit. */
  abandon(): void {
    this.#endPass();
    this.#forget();
    for (const task of this.#afterSubmit.splice(0)) task();
  }

  #forget(): void {
    this.#encoder = undefined;
    this.#dispatches = 0;
    this.#used.clear();
  }

  #begin(): GPUCommandEncoder {
    this.#encoder ??= this.#device.createCommandEncoder({ label: "rederive" });
    return this.#encoder;
  }

  #beginPass(dispatch: Dispatch): GPUComputePassEncoder {
    const timestampWrites = this.profiler?.begin(dispatch);
    if (timestampWrites) this.#endPass();
    this.#pass ??= this.#begin().beginComputePass(
      timestampWrites ? { label: dispatch.label, timestampWrites } : { label: "rederive" },
    );
    return this.#pass;
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = undefined;
  }
}
