/**
 * The rows of the elementwise table as functions of tensors and numbers, with NumPy's broadcasting.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { add, mul, read, relu, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(-1, 2));
 * deepEqual(await read(relu(add(mul(x, 3), 1))), Float32Array.of(0, 7));
 * ```
 *
 * @module
 */
import type { Input } from "../recipe.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";

/** -x. */
export const neg = (x: Tensor): Tensor => pointwise("neg", [x]);
/** x x. */
export const square = (x: Tensor): Tensor => pointwise("square", [x]);
/** 1 / x. */
export const reciprocal = (x: Tensor): Tensor => pointwise("reciprocal", [x]);
/** The square root, for x >= 0. */
export const sqrt = (x: Tensor): Tensor => pointwise("sqrt", [x]);
/** One over the square root, for x > 0. */
export const rsqrt = (x: Tensor): Tensor => pointwise("rsqrt", [x]);
/** e to the x. */
export const exp = (x: Tensor): Tensor => pointwise("exp", [x]);
/** The natural logarithm, for x > 0. */
export const log = (x: Tensor): Tensor => pointwise("log", [x]);
/** The sine. */
export const sin = (x: Tensor): Tensor => pointwise("sin", [x]);
/** The cosine. */
export const cos = (x: Tensor): Tensor => pointwise("cos", [x]);
/** The hyperbolic tangent. */
export const tanh = (x: Tensor): Tensor => pointwise("tanh", [x]);
/** 1 / (1 + e^-x). */
export const sigmoid = (x: Tensor): Tensor => pointwise("sigmoid", [x]);
/** log(1 + e^x). */
export const softplus = (x: Tensor): Tensor => pointwise("softplus", [x]);
/** max(x, 0), with slope 0 at 0. */
export const relu = (x: Tensor): Tensor => pointwise("relu", [x]);
/** x sigmoid(x). */
export const silu = (x: Tensor): Tensor => pointwise("silu", [x]);
/** x sigmoid(1.702 x), the first CLIP's form of GELU. */
export const quickGelu = (x: Tensor): Tensor => pointwise("quickGelu", [x]);
/** Phi(x), the distribution function of the normal distribution. */
export const normalCdf = (x: Tensor): Tensor => pointwise("normalCdf", [x]);
/** x Phi(x), exact GELU as in BERT and ViT. */
export const gelu = (x: Tensor): Tensor => pointwise("gelu", [x]);
/** GPT-2's tanh form of GELU. */
export const geluTanh = (x: Tensor): Tensor => pointwise("geluTanh", [x]);
/** The absolute value, with slope 0 at 0. */
export const abs = (x: Tensor): Tensor => pointwise("abs", [x]);
/** -1, 0 or 1. */
export const sign = (x: Tensor): Tensor => pointwise("sign", [x]);
/** The integer below. */
export const floor = (x: Tensor): Tensor => pointwise("floor", [x]);
/** The integer above. */
export const ceil = (x: Tensor): Tensor => pointwise("ceil", [x]);
/** The nearest integer, halves to the even one. */
export const round = (x: Tensor): Tensor => pointwise("round", [x]);
/** a + b. */
export const add = (a: Input, b: Input): Tensor => pointwise("add", [a, b]);
/** a - b. */
export const sub = (a: Input, b: Input): Tensor => pointwise("sub", [a, b]);
/** a b, element by element. */
export const mul = (a: Input, b: Input): Tensor => pointwise("mul", [a, b]);
/** a / b. */
export const div = (a: Input, b: Input): Tensor => pointwise("div", [a, b]);
/** a to the b, for a > 0. */
export const pow = (a: Input, b: Input): Tensor => pointwise("pow", [a, b]);
/** The smaller of two; at a tie both get half the slope. */
export const min = (a: Input, b: Input): Tensor => pointwise("min", [a, b]);
/** The larger of two; at a tie both get half the slope. */
export const max = (a: Input, b: Input): Tensor => pointwise("max", [a, b]);
/** 1 where a = b, else 0. */
export const equal = (a: Input, b: Input): Tensor => pointwise("equal", [a, b]);
/** 1 where a differs from b, else 0. */
export const notEqual = (a: Input, b: Input): Tensor => pointwise("notEqual", [a, b]);
/** 1 where a < b, else 0. */
export const less = (a: Input, b: Input): Tensor => pointwise("less", [a, b]);
/** 1 where a <= b, else 0. */
export const lessEqual = (a: Input, b: Input): Tensor => pointwise("lessEqual", [a, b]);
/** 1 where a > b, else 0. */
export const greater = (a: Input, b: Input): Tensor => pointwise("greater", [a, b]);
/** 1 where a >= b, else 0. */
export const greaterEqual = (a: Input, b: Input): Tensor => pointwise("greaterEqual", [a, b]);
/** x, at least `low` and at most `high`. */
export const clamp = (x: Tensor, low: Input, high: Input): Tensor =>
  pointwise("clamp", [x, low, high]);
/** `yes` where the condition is not 0, else `no`. */
export const where = (condition: Tensor, yes: Input, no: Input): Tensor =>
  pointwise("where", [condition, yes, no]);
