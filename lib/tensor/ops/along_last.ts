import type { ElementType } from "../../gpu/mod.ts";
import type { Tensor } from "../tensor.ts";
import { permute } from "./permute.ts";

/** An axis counted from the front. */
export function axisOf(
  action: string,
  { label, shape }: Tensor<ElementType>,
  axis: number,
): number {
  const at = axis < 0 ? axis + shape.length : axis;
  if (Number.isInteger(at) && at >= 0 && at < shape.length) return at;
  throw new RangeError(
    `Cannot ${action} "${label}" of (${shape.join(", ")}): it has no axis ${axis}`,
  );
}

/** The same elements with one axis moved to the end, copying nothing. */
export function toLast<T extends ElementType>(x: Tensor<T>, axis: number): Tensor<T> {
  const axes = x.shape.keys().toArray();
  return axis === axes.length - 1 ? x : permute(x, [...axes.toSpliced(axis, 1), axis]);
}

/** The last axis back where it was. */
export function fromLast<T extends ElementType>(x: Tensor<T>, axis: number): Tensor<T> {
  const last = x.shape.length - 1;
  if (axis === last) return x;
  return permute(x, x.shape.keys().toArray().slice(0, -1).toSpliced(axis, 0, last));
}
