import type { Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";
import { sum } from "./sum.ts";

/** Undoes a broadcast: sums over the axes along which `shape` was repeated. */
export function sumTo(x: Tensor, shape: readonly number[]): Tensor {
  const added = x.shape.length - shape.length;
  const axes = x.shape.keys().toArray().filter((axis) =>
    axis < added || (shape[axis - added] === 1 && x.shape[axis] !== 1)
  );
  return reshape(axes.length > 0 ? sum(x, { axes }) : x, shape);
}
