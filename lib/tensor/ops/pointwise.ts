import {
  elementwise,
  elementwiseGradient,
  pointwise as table,
  type PointwiseName,
} from "../../elementwise/mod.ts";
import { broadcastShapes } from "../../gather/mod.ts";
import { broadcast } from "../../reference/mod.ts";
import { pullBackThrough } from "../pull_back.ts";
import { checkF32, type Input, record } from "../recipe.ts";
import { operandOf, valueOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { tensorsOf } from "./constant.ts";
import { detach } from "./detach.ts";
import { slopes } from "./slopes.ts";
import { sumTo } from "./sum_to.ts";

/** Applies a row of the elementwise table, with broadcasting. */
export function pointwise(name: PointwiseName, given: readonly Input[]): Tensor {
  const inputs = tensorsOf(name, given);
  for (const input of inputs) checkF32(`compute "${name}"`, input);
  const shape = broadcastShapes(...inputs.map((input) => input.shape));
  const { f64, derivatives } = table[name];
  return record({
    name,
    shape,
    run: async (gpu, values) => valueOf(await elementwise(gpu, name, values.map(operandOf)), shape),
    f64: (values) => broadcast((a, b = 0, c = 0) => f64(a!, b, c), shape, values),
    vjp: (g, y) =>
      inputs.map((input, i) => {
        if (derivatives[i]!.wgsl === FLAT) return undefined;
        const linear = products[name]?.[i];
        return sumTo(
          linear ? linear(g, inputs) : slopeTimes(name, i, { inputs, y, g }),
          input.shape,
        );
      }),
  }, inputs);
}

/** What the table says of a derivative that is 0 wherever there is one. */
const FLAT = "vec4f()";

/** Cotangents of operations that are linear in an input: no derivative needs to be looked up. */
const products: Partial<
  Record<PointwiseName, readonly (((g: Tensor, inputs: readonly Tensor[]) => Tensor) | undefined)[]>
> = {
  add: [(g) => g, (g) => g],
  sub: [(g) => g, (g) => pointwise("neg", [g])],
  neg: [(g) => pointwise("neg", [g])],
  mul: [(g, [, b]) => pointwise("mul", [g, b!]), (g, [a]) => pointwise("mul", [g, a!])],
  div: [(g, [, b]) => pointwise("div", [g, b!])],
  where: [
    undefined,
    (g, [a]) => pointwise("where", [a!, g, 0]),
    (g, [a]) => pointwise("where", [a!, 0, g]),
  ],
};

/** g times the derivative of an operation for one input, by one kernel. */
function slopeTimes(
  name: PointwiseName,
  input: number,
  { inputs, y, g }: { inputs: readonly Tensor[]; y: Tensor; g: Tensor },
): Tensor {
  const op = table[name];
  const shape = broadcastShapes(y.shape, g.shape);
  return record({
    name: `${name} gradient ${input}`,
    shape,
    run: async (gpu, values) => {
      const operands = values.map(operandOf);
      const upstream = operands.pop()!;
      return valueOf(await elementwiseGradient(gpu, name, operands, { input, upstream }), shape);
    },
    f64: (values) =>
      broadcast(
        (...numbers) => {
          const upstream = numbers.pop()!;
          const [a = 0, b = 0, c = 0] = numbers;
          return upstream * op.derivatives[input]!.f64(a, b, c, op.f64(a, b, c));
        },
        shape,
        values,
      ),
    vjp: (h) => {
      const slope = slopes[name]?.[input];
      const byInputs = slope
        ? pullBackThrough(pointwise("mul", [detach(g), slope(inputs, y)]), inputs, h)
        : inputs.map(() => undefined);
      // Not through the product: what is linear in g must not ask for g.
      return [...byInputs, sumTo(slopeTimes(name, input, { inputs, y, g: h }), g.shape)];
    },
  }, [...inputs, g]);
}
