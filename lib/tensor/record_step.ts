import type { Elements, ElementType, Gpu } from "../gpu/mod.ts";
import { openScope } from "./alive.ts";
import { checkTarget } from "./check_target.ts";
import { evaluate } from "./evaluate.ts";
import { Recorded } from "./recorded.ts";
import { openSession, type StepSession } from "./step_session.ts";
import { Tensor } from "./tensor.ts";

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor<ElementType>>>;

/** Elements for tensors by name; those that are left out keep what they have. */
export type ElementsFor<I extends Tensors> = {
  readonly [K in keyof I]?: I[K] extends Tensor<infer T> ? Elements[T] : never;
};

/** A step that was recorded, to be run again. */
export interface RecordedStep<I extends Tensors, O extends Tensors> extends Disposable {
  /** What the step gave: every run puts new elements into the same tensors. */
  readonly outputs: O;
  /** How many kernels a run starts. */
  readonly dispatches: number;
  /**
   * Puts new elements into inputs and runs the step on the GPU, without writing it down again. What the
   * GPU refuses is thrown by a later run or read.
   *
   * @throws {RangeError} when elements are not as many as when the step was recorded, or an index is
   * out of range.
   * @throws {TypeError} when elements are of another type, or a tensor the step uses was disposed.
   */
  run(inputs?: ElementsFor<I>): Promise<void>;
}

/** What a step is given anew each time. */
export interface RecordOptions<I extends Tensors> {
  /** Tensors made from data. */
  inputs?: I;
}

/**
 * Takes a step, say of training, and records what it does on the GPU, so that it can be taken again
 * without writing the computation down: `step` runs once. Inputs, random numbers of `dropout()`,
 * learning rates given as functions and the count of an optimizer are new at each run; whatever else
 * `step` finds out on the host stays as it was. Results are bit for bit those of taking it again.
 *
 * Nothing else may use the GPU until the promise resolves.
 *
 * @throws {TypeError} when the step reads elements, makes tensors from data, or gives a view of a
 * tensor it overwrites.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sgd } from "@rederive/lib/optim";
 * import { evaluate, grad, mean, mul, read, recordStep, square, sub, tensor } from "@rederive/lib/tensor";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * using y = tensor(gpu, Float32Array.of(3, 6));
 * using w = tensor(gpu, Float32Array.of(0));
 * using descent = sgd([w], { learningRate: 0.25 });
 * using step = await recordStep(gpu, async () => {
 *   const loss = mean(square(sub(mul(w, x), y)));
 *   const slopes = grad(loss, [w]);
 *   await evaluate([loss, ...slopes]);
 *   await descent.step(slopes);
 *   return { loss };
 * }, { inputs: { x, y } });
 * for (let i = 0; i < 20; i++) await step.run({ x: Float32Array.of(1, -2), y: Float32Array.of(3, -6) });
 * equal(descent.steps, 21);
 * equal((await read(step.outputs.loss))[0], 0);
 * equal((await read(w))[0], 3);
 * ```
 */
export async function recordStep<O extends Tensors, I extends Tensors = Record<never, never>>(
  gpu: Gpu,
  step: () => O | Promise<O>,
  { inputs = {} as I }: RecordOptions<I> = {},
): Promise<RecordedStep<I, O>> {
  for (const each of Object.values(inputs)) checkTarget("record a step with the input", each);
  using session = openSession(gpu);
  const outputs: Record<string, Tensor<ElementType>> = {};
  const own: Disposable[] = [];
  try {
    const recording = await gpu.record(async () => {
      using scope = openScope(gpu);
      const given = await step();
      await evaluate(Object.values(given));
      for (const [name, each] of Object.entries(given)) {
        outputs[name] = each.recipe ? scope.keep(resultOf(name, each)) : each;
        if (each.recipe) own.push(outputs[name]);
      }
      checkInPlace(session);
    });
    const probe = gpu.zeros("u32", 1, "probe");
    const parts = { gpu, recording, session, probe, own: [...own, recording, probe] };
    return new Recorded(inputs, outputs as O, parts);
  } catch (error) {
    for (const each of own) each[Symbol.dispose]();
    throw error;
  }
}

/** A result of the step as a tensor that every run gives new elements. */
function resultOf(label: string, { gpu, type, shape, storage }: Tensor<ElementType>) {
  const result = new Tensor(gpu, { type, shape, label });
  result.store(storage!.hold());
  gpu.everyRun(() => result.touch());
  return result;
}

/** Throws when a tensor from outside moved to another array: a replay would start from the old one. */
function checkInPlace({ used }: StepSession): void {
  for (const [tensor, storage] of used) {
    if (tensor.disposed || tensor.storage === storage) continue;
    throw new TypeError(
      `Cannot record a step: "${tensor.label}" is overwritten while another tensor looks at its ` +
        `elements, wanted them its own\nTry: dispose what was made of it by reshape() or slice()`,
    );
  }
}
