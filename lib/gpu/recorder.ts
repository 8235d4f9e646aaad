import type { ErrorWatch } from "./error_watch.ts";
import type { Profiler } from "./profiler.ts";

/** Dispatches recorded before they are submitted unasked, so that the GPU is not left idle. */
const SUBMIT_AFTER = 256;

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

  /** Records one dispatch. `buffers` are those its bind group holds. */
  dispatch(
    label: string,
    pipeline: GPUComputePipeline,
    group: GPUBindGroup,
    buffers: readonly GPUBuffer[],
    [x, y, z]: readonly [number, number, number],
  ): void {
    this.#watch.during(`run "${label}"`, () => {
      const pass = this.#beginPass(label);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(x, y, z);
      if (this.profiler) this.#endPass();
    });
    for (const buffer of buffers) this.#used.add(buffer);
    if (++this.#dispatches >= SUBMIT_AFTER) this.submit();
  }

  /** Records something that is no dispatch: a copy, a clear, the resolving of timestamps. */
  encode(action: string, buffers: readonly GPUBuffer[], work: (e: GPUCommandEncoder) => void) {
    this.#endPass();
    this.#watch.during(action, () => work(this.#begin()));
    for (const buffer of buffers) this.#used.add(buffer);
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
    this.#encoder = undefined;
    this.#dispatches = 0;
    this.#used.clear();
    this.#watch.during("submit recorded work", () => this.#device.queue.submit([encoder.finish()]));
    for (const task of this.#afterSubmit.splice(0)) task();
  }

  #begin(): GPUCommandEncoder {
    this.#encoder ??= this.#device.createCommandEncoder({ label: "rederive" });
    return this.#encoder;
  }

  #beginPass(label: string): GPUComputePassEncoder {
    const timestampWrites = this.profiler?.begin(label);
    if (timestampWrites) this.#endPass();
    this.#pass ??= this.#begin().beginComputePass(
      timestampWrites ? { label, timestampWrites } : { label: "rederive" },
    );
    return this.#pass;
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = undefined;
  }
}
