import type { PointwiseName } from "../../elementwise/mod.ts";
import type { Input } from "../recipe.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";

/** A derivative once more, in tensors, which derivatives of derivatives are taken through. */
export type Slope = (inputs: readonly Tensor[], y: Tensor) => Tensor;

const add = (a: Input, b: Input) => pointwise("add", [a, b]);
const sub = (a: Input, b: Input) => pointwise("sub", [a, b]);
const mul = (a: Input, b: Input) => pointwise("mul", [a, b]);
const div = (a: Input, b: Input) => pointwise("div", [a, b]);
const of = (name: PointwiseName, a: Input) => pointwise(name, [a]);

/** The bell of the normal distribution. */
const density = (a: Tensor) =>
  mul(1 / Math.sqrt(2 * Math.PI), of("exp", mul(-0.5, of("square", a))));

const GELU_SLOPE = Math.sqrt(2 / Math.PI);

/**
 * For each input of each operation whose derivative has a derivative of its own. Those that are left
 * out are constant between their kinks.
 */
export const slopes: Partial<Record<PointwiseName, readonly (Slope | undefined)[]>> = {
  div: [([, b]) => of("reciprocal", b!), ([, b], y) => of("neg", div(y, b!))],
  square: [([a]) => mul(2, a!)],
  reciprocal: [(_, y) => of("neg", of("square", y))],
  sqrt: [(_, y) => div(0.5, y)],
  rsqrt: [([a], y) => div(mul(-0.5, y), a!)],
  pow: [([a, b], y) => div(mul(b!, y), a!), ([a], y) => mul(y, of("log", a!))],
  exp: [(_, y) => y],
  log: [([a]) => of("reciprocal", a!)],
  sin: [([a]) => of("cos", a!)],
  cos: [([a]) => of("neg", of("sin", a!))],
  tanh: [(_, y) => sub(1, of("square", y))],
  sigmoid: [(_, y) => mul(y, sub(1, y))],
  softplus: [([a]) => of("sigmoid", a!)],
  silu: [([a], y) => mul(of("sigmoid", a!), add(1, sub(a!, y)))],
  quickGelu: [([a], y) => {
    const s = of("sigmoid", mul(1.702, a!));
    return mul(s, add(1, mul(1.702, sub(a!, y))));
  }],
  normalCdf: [([a]) => density(a!)],
  gelu: [([a]) => add(of("normalCdf", a!), mul(a!, density(a!)))],
  geluTanh: [([x]) => {
    const a = x!;
    const cube = mul(a, of("square", a));
    const t = of("tanh", mul(GELU_SLOPE, add(a, mul(0.044715, cube))));
    const inner = mul(GELU_SLOPE, add(1, mul(3 * 0.044715, of("square", a))));
    const rise = mul(mul(a, sub(1, of("square", t))), inner);
    return mul(0.5, add(add(1, t), rise));
  }],
};
