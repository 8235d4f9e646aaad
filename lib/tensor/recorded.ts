import { elementTypeOf } from "../gpu/gpu_array.ts";
import type { ElementType, Gpu, GpuArray, HostArray, Recording } from "../gpu/mod.ts";
import { replaceKnown } from "./known.ts";
import type { ElementsFor, RecordedStep, Tensors } from "./record_step.ts";
import type { StepSession } from "./step_session.ts";
import type { Tensor } from "./tensor.ts";

/** Runs before the GPU is waited for, so that it does not fall behind without bound. */
const WAIT_EVERY = 64;

/** What a recorded step is made of. */
export interface RecordedParts {
  readonly recording: Recording;
  readonly session: StepSession;
  readonly gpu: Gpu;
  /** An element to ask for where it is only to be waited. */
  readonly probe: GpuArray;
  /** What ends with it. */
  readonly own: readonly Disposable[];
}

/** A recorded step; see `recordStep()`. */
export class Recorded<I extends Tensors, O extends Tensors> implements RecordedStep<I, O> {
  readonly outputs: O;
  #inputs: I;
  #parts: RecordedParts;
  #checks: readonly (() => void)[];
  #used: ReadonlyMap<Tensor<ElementType>, unknown>;
  #runs = 0;

  constructor(inputs: I, outputs: O, parts: RecordedParts) {
    this.outputs = outputs;
    this.#inputs = inputs;
    this.#parts = parts;
    this.#checks = parts.session.checks;
    this.#used = parts.session.used;
  }

  get dispatches(): number {
    return this.#parts.recording.dispatches;
  }

  async run(given: ElementsFor<I> = {}): Promise<void> {
    this.#checkUsed();
    const writes = Object.entries(given).filter(([, data]) => data !== undefined)
      .map(([name, data]) => this.#writeOf(name, data as HostArray));
    const undo = writes.map(({ tensor, data }) => replaceKnown(tensor, data));
    try {
      for (const check of this.#checks) check();
    } catch (error) {
      for (const each of undo) each();
      throw error;
    }
    for (const { tensor, array, data } of writes) {
      tensor.gpu.write(array, data);
      tensor.touch();
    }
    this.#parts.recording.replay();
    if (++this.#runs % WAIT_EVERY === 0) await this.#wait();
  }

  /** Lets go of the outputs and of the memory the step uses on its way. */
  [Symbol.dispose](): void {
    for (const each of this.#parts.own) each[Symbol.dispose]();
  }

  #checkUsed(): void {
    for (const [tensor, storage] of this.#used) {
      if (tensor.disposed) {
        throw new TypeError(
          `Cannot run the step: "${tensor.label}" was disposed, wanted a live tensor`,
        );
      }
      if (tensor.storage === storage) continue;
      throw new TypeError(
        `Cannot run the step: "${tensor.label}" was assigned to since it was recorded, ` +
          `wanted its elements where they were\nTry: record the step again`,
      );
    }
  }

  #writeOf(
    name: string,
    data: HostArray,
  ): { tensor: Tensor<ElementType>; array: GpuArray; data: HostArray } {
    const tensor = Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : undefined;
    const action = `Cannot run the step: input "${name}"`;
    if (!tensor) {
      const names = Object.keys(this.#inputs).map((each) => `"${each}"`).join(", ") || "none";
      throw new RangeError(`${action} is unknown, wanted some of ${names}`);
    }
    const { storage, shape, size, type } = tensor;
    if (elementTypeOf(data) !== type) {
      throw new TypeError(`${action} is of ${elementTypeOf(data)}, wanted ${type}`);
    }
    if (data.length !== size) {
      throw new RangeError(
        `${action} has ${data.length} elements, wanted ${size} for (${shape.join(", ")}) as when ` +
          `it was recorded\nTry: record a step for the other shape`,
      );
    }
    if (storage!.isSole) return { tensor, array: storage!.array, data };
    throw new TypeError(
      `${action} is looked at by another tensor, wanted its elements its own\n` +
        `Try: dispose what was made of it by reshape() or slice()`,
    );
  }

  /** Waits until the GPU has caught up, and throws what it refused. */
  async #wait(): Promise<void> {
    await this.#parts.gpu.read(this.#parts.probe);
  }
}
