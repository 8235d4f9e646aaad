import * as reference from "../../reference/mod.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";
import { mean } from "./sum.ts";

/** The norms of rows. */
export type NormName = "layerNorm" | "rmsNorm";

/** The norm in small steps, which second derivatives are taken through. */
export function normFormula(name: NormName, x: Tensor, epsilon: number): Tensor {
  const inRows = { axes: [-1], keepDims: true };
  const moved = name === "layerNorm" ? pointwise("sub", [x, mean(x, inRows)]) : x;
  const square = mean(pointwise("square", [moved]), inRows);
  return pointwise("mul", [moved, pointwise("rsqrt", [pointwise("add", [square, epsilon])])]);
}

/** The Jacobian of a row times a slope in f64; it is symmetric. */
export function normSlope64(
  name: NormName,
  row: number[],
  slope: readonly number[],
  epsilon: number,
): number[] {
  const y = reference[name](row, { epsilon });
  const average = (f: (i: number) => number) =>
    row.reduce((total, _, i) => total + f(i), 0) / row.length;
  const center = name === "layerNorm" ? average((i) => row[i]!) : 0;
  const root = Math.sqrt(average((i) => (row[i]! - center) ** 2) + epsilon);
  const along = average((i) => slope[i]! * y[i]!);
  const even = name === "layerNorm" ? average((i) => slope[i]!) : 0;
  return slope.map((v, i) => (v - even - y[i]! * along) / root);
}
