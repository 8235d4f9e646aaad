import { arithmetic } from "./ops/arithmetic.ts";
import { choices } from "./ops/choices.ts";
import { functions } from "./ops/functions.ts";
import { normal } from "./ops/normal.ts";
import type { PointwiseOp } from "./pointwise_op.ts";

/** Names of the pointwise operations. */
export type PointwiseName =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "square"
  | "reciprocal"
  | "sqrt"
  | "rsqrt"
  | "pow"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "relu"
  | "silu"
  | "quickGelu"
  | "normalCdf"
  | "gelu"
  | "geluTanh"
  | "abs"
  | "min"
  | "max"
  | "clamp"
  | "where"
  | "sign"
  | "floor"
  | "ceil"
  | "round"
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual";

/**
 * Every pointwise operation as data: a row holds its value and the derivative for each input, in
 * WGSL and in f64.
 *
 * @example
 * ```ts
 * import { pointwise } from "@rederive/lib/elementwise";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const { f64, derivatives } = pointwise.mul;
 * equal(f64(3, 5, 0), 15);
 * equal(derivatives[0]!.f64(3, 5, 0, 15), 5);
 * ```
 */
export const pointwise: Readonly<Record<PointwiseName, PointwiseOp>> = {
  ...arithmetic,
  ...functions,
  ...normal,
  ...choices,
};
