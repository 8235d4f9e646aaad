import * as reference from "../../reference/mod.ts";
import * as kernels from "../../rows/mod.ts";
import { pullBack, pullBackThrough } from "../pull_back.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { beside } from "./beside.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { normFormula, type NormName, normSlope64 } from "./norm_formula.ts";
import { pointwise } from "./pointwise.ts";
import { rowsOf, rowwise64 } from "./rows.ts";

/** A norm of rows times a gain, plus a bias, forward and backward in one kernel each. */
export function affineNorm(
  name: NormName,
  x: Tensor,
  { epsilon, gain, bias }: { epsilon: number; gain: Tensor; bias: Tensor | undefined },
): Tensor {
  const action = `take ${name}`;
  checkF32(action, x);
  const sizes = rowsOf(action, x);
  for (const [what, each] of Object.entries({ gain, bias })) {
    if (!each || each.shape.join() === `${sizes.columns}`) continue;
    throw new RangeError(
      `Cannot ${action} of "${x.label}": the ${what} is (${each.shape.join(", ")}), ` +
        `wanted (${sizes.columns})`,
    );
  }
  return record({
    name,
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a, gain, bias) =>
          kernels[name](gpu, a!, { ...sizes, epsilon, gain: gain!, ...bias ? { bias } : {} })),
        x.shape,
      ),
    f64: ([a, gain, bias]) =>
      rowwise64(
        a!.values,
        sizes,
        (row) =>
          reference[name](row, { epsilon }).map((v, i) =>
            v * gain!.values[i]! + (bias?.values[i] ?? 0)
          ),
      ),
    vjp: (g) => slopes(name, { x, gain, g, epsilon }).slice(0, bias ? 3 : 2),
  }, bias ? [x, gain, bias] : [x, gain]);
}

/** The cotangents of x, gain and bias, which one run makes. */
function slopes(
  name: NormName,
  { x, gain, g, epsilon }: { x: Tensor; gain: Tensor; g: Tensor; epsilon: number },
): Tensor[] {
  const sizes = rowsOf(`take ${name}`, x);
  const inputs = [x, gain, g];
  /** What the cotangent of x, 0, or of the gain, 1, gives back, by way of the formula. */
  const second = (i: 0 | 1) => (h: Tensor) => {
    const formula = pointwise("mul", [normFormula(name, x, epsilon), gain]);
    const first = pullBack(formula, [x, gain], g, { cut: true });
    return pullBackThrough(first[i]!, inputs, h);
  };
  const slope64 = (values: readonly reference.Shaped[]) =>
    normSlopes64(name, values.map((each) => each.values) as Triple, { ...sizes, epsilon });
  const byX = record({
    name: `${name} gradient`,
    shape: x.shape,
    run: async (gpu, values) =>
      await withDense(gpu, values, async (a, gain, dy) => {
        const run = kernels[`${name}Gradients`];
        const slopes = await run(gpu, a!, dy!, { ...sizes, epsilon, gain: gain! });
        const { dx, gain: byGain, bias }: Partial<kernels.NormGradients> & typeof slopes = slopes;
        return valueOf(dx, x.shape, [byGain, ...bias ? [bias] : []]);
      }),
    f64: (values) => slope64(values).dx,
    vjp: second(0),
  }, inputs);
  const shape = [sizes.columns];
  return [
    byX,
    beside(byX, 0, {
      name: `${name} gradient, gain`,
      shape,
      f64: (values) => slope64(values).gain,
      vjp: second(1),
    }),
    beside(byX, 1, {
      name: `${name} gradient, bias`,
      shape,
      f64: (values) => slope64(values).bias,
      vjp: (h) => [undefined, undefined, broadcastTo(h, x.shape)],
    }),
  ];
}

type Triple = [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>];

function normSlopes64(
  name: NormName,
  [x, gain, g]: Triple,
  options: { rows: number; columns: number; epsilon: number },
) {
  const { columns, epsilon } = options;
  const byGain = new Float64Array(columns);
  const byBias = new Float64Array(columns);
  const dx = rowwise64(x, options, (row, at) => {
    for (const [i, v] of reference[name](row, { epsilon }).entries()) {
      byGain[i]! += v * g[at + i]!;
      byBias[i]! += g[at + i]!;
    }
    return normSlope64(name, row, row.map((_, i) => g[at + i]! * gain[i]!), epsilon);
  });
  return { dx, gain: byGain, bias: byBias };
}
