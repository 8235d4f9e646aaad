import type { ElementType, Gpu } from "../gpu/mod.ts";
import type { Shaped } from "../reference/mod.ts";
import type { WholeRange } from "./known.ts";
import { isTracking } from "./no_grad.ts";
import type { Value } from "./storage.ts";
import { Tensor } from "./tensor.ts";

/** An operation on tensors: forward on the GPU, forward in f64, and backward, side by side. */
export interface Op<T extends ElementType = "f32"> {
  /** Name in messages. */
  readonly name: string;
  /** Shape of the result. */
  readonly shape: readonly number[];
  /** "f32" unless given. */
  readonly type?: T;
  /** Least and largest of its integers, where that is known before they are. */
  readonly range?: WholeRange;
  /** Computes the result, a holder of its own storage. */
  run(gpu: Gpu, inputs: readonly Value[]): Promise<Value<ElementType>>;
  /** The same in f64, row by row. */
  f64(inputs: readonly Shaped[]): ArrayLike<number>;
  /**
   * What each input gets of a cotangent `g` of the result `y`: linear in `g`, in tensors, so that it
   * can be differentiated again. Undefined where nothing flows.
   */
  vjp(g: Tensor, y: Tensor): readonly (Tensor | undefined)[];
}

/** A tensor's operation and what it is computed from. */
export interface Recipe<T extends ElementType = ElementType> {
  /** What is done. */
  readonly op: Op<T>;
  /** To what. */
  readonly inputs: readonly Tensor<ElementType>[];
  /** Versions of the inputs when this was written down. */
  readonly versions: readonly number[];
  /** False inside `noGrad()`: derivatives stop here. */
  readonly isTracked: boolean;
}

/** A number or a tensor, where an operation takes both. */
export type Input = Tensor | number;

/** Writes an operation down. */
export function record<T extends ElementType = "f32">(
  op: Op<T>,
  inputs: readonly Tensor<ElementType>[],
  gpu: Gpu = inputs[0]!.gpu,
): Tensor<T> {
  for (const input of inputs) {
    if (input.gpu !== gpu) {
      throw new TypeError(
        `Cannot compute "${op.name}": "${input.label}" is on another GPU, wanted all on one`,
      );
    }
    if (input.disposed) {
      throw new TypeError(
        `Cannot compute "${op.name}": "${input.label}" was disposed, wanted a live tensor`,
      );
    }
  }
  const versions = inputs.map((input) => input.version);
  return new Tensor<T>(gpu, {
    type: op.type ?? "f32" as T,
    shape: op.shape,
    label: op.name,
    recipe: { op, inputs, versions, isTracked: isTracking() },
  });
}

/** Throws when an input was assigned to since the recipe was written down. */
export function checkFresh(action: string, { label, recipe }: Tensor<ElementType>): void {
  for (const [i, input] of recipe?.inputs.entries() ?? []) {
    const then = recipe!.versions[i]!;
    if (input.version === then) continue;
    throw new TypeError(
      `Cannot ${action} "${label}": its input "${input.label}" was assigned to since, ` +
        `version ${then} is wanted and now it is ${input.version}\n` +
        `Try: write the computation down after the assignment, or evaluate it before`,
    );
  }
}

/** Throws unless a tensor is of f32. */
export function checkF32(action: string, { label, type }: Tensor<ElementType>): void {
  if (type === "f32") return;
  throw new TypeError(`Cannot ${action}: "${label}" is of ${type}, wanted f32`);
}
