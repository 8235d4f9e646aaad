import { reducedShape } from "../../reduce/mod.ts";
import { checkF32 } from "../recipe.ts";
import type { Tensor } from "../tensor.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { reshape } from "./reshape.ts";

/** Which axes are reduced. */
export interface AxesOptions {
  /** Counted from the back when negative; all unless given. */
  axes?: readonly number[];
  /** Leave the reduced axes in place, with length 1. */
  keepDims?: boolean;
}

/** The reduced axes, counted from the front, and the shape that is left. */
export function axesOf(
  action: string,
  x: Tensor,
  { axes: given, keepDims = false }: AxesOptions,
): { axes: number[]; shape: number[] } {
  checkF32(`take ${action}`, x);
  const axes = given
    ? given.map((axis) => axis < 0 ? axis + x.shape.length : axis)
    : x.shape.keys().toArray();
  return { axes, shape: reducedShape(x.shape, { axes, keepDims }) };
}

/** Repeats what a reduction left along the axes it reduced. */
export function spread(y: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((size, axis) => axes.includes(axis) ? 1 : size);
  return broadcastTo(reshape(y, kept), x.shape);
}
