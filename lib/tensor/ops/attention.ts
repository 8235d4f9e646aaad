import * as kernels from "../../attention/mod.ts";
import type { Gpu, GpuArray } from "../../gpu/mod.ts";
import * as reference from "../../reference/mod.ts";
import { pullBack } from "../pull_back.ts";
import { record } from "../recipe.ts";
import { type Value, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { alias } from "./alias.ts";
import { attention64 } from "./attention64.ts";
import { attentionFormula } from "./attention_formula.ts";
import {
  type AttentionRules,
  type AttentionShape,
  attentionShape,
  type AttentionTensors,
} from "./attention_shape.ts";
import { beside } from "./beside.ts";

/**
 * Scaled dot-product attention, softmax(scale q k^T + mask) v, without ever storing the scores: q is
 * (..., H, T, D), k and v are (..., kvHeads, S, D), where neighbouring query heads share one of fewer
 * key heads. A query that sees no key gets zeros. A mask is differentiated too, by way of the scores.
 *
 * @throws {RangeError} when shapes do not fit, or D is over 128.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { attention, grad, readMany, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using q = tensor(gpu, Float32Array.of(0, 0), { shape: [1, 2, 1] }); // H, T, D = 1, 2, 1
 * using v = tensor(gpu, Float32Array.of(2, 6), { shape: [1, 2, 1] });
 * const y = attention({ q, k: v, v }, { causal: true });
 * const [got, slope] = await readMany([y, ...grad(sum(y), [v])]);
 * deepEqual([...got!], [2, 4]); // the first sees itself, the second the mean of both
 * deepEqual([...slope!], [1.5, 0.5]);
 * ```
 */
export function attention(inputs: AttentionTensors, rules: AttentionRules = {}): Tensor {
  const shape = attentionShape(inputs, rules);
  const { q, k, v } = inputs;
  const all = [q, k, v, ...shape.mask ? [shape.mask] : []];
  return record({
    name: "attention",
    shape: q.shape,
    run: async (gpu, values) =>
      await withKernel(gpu, shape, values, async ([q, k, v], options) => {
        const { output, logSumExp } = await kernels.attention(gpu, { q, k, v }, options);
        return valueOf(output, inputs.q.shape, [logSumExp]);
      }),
    f64: (values) => attention64(shape, values).output,
    vjp: (g, y) => [
      ...slopes(shape, all, g, y),
      ...shape.mask ? [byMask(shape, all, g)] : [],
    ],
  }, all);
}

type F32 = GpuArray<"f32">;

/** The cotangents of q, k and v, which one run makes. */
function slopes(shape: AttentionShape, all: readonly Tensor[], g: Tensor, y: Tensor): Tensor[] {
  const { q, k, v } = { q: all[0]!, k: all[1]!, v: all[2]! };
  const logSumExp = beside(y, 0, {
    name: "attention's log sums",
    shape: q.shape.slice(0, -1),
    f64: (values) => attention64(shape, values).logSumExp,
  });
  const inputs = [...all, g, y, logSumExp];
  /** What the gradient for the i-th of q, k and v gives back, by way of the formula. */
  const second = (i: number) => (h: Tensor) => {
    const places = inputs.slice(0, -2).map(alias);
    const formula = attentionFormula(shape, places.slice(0, -1));
    const [first] = pullBack(formula, [places[i]!], places.at(-1)!, { cut: true });
    return pullBack(first!, places, h, { cut: true });
  };
  const slope64 = (values: readonly reference.Shaped[]) => attention64(shape, values).slopes();
  const byQuery = record({
    name: "attention gradient",
    shape: q.shape,
    run: async (gpu, values) =>
      await withKernel(gpu, shape, values, async ([q, k, v, ...rest], options) => {
        const [outputGradient, output, logSumExp] = rest.slice(-3) as [F32, F32, F32];
        const held = { q, k, v, output, logSumExp, outputGradient };
        const slope = await kernels.attentionGradient(gpu, held, options);
        return valueOf(slope.q, all[0]!.shape, [slope.k, slope.v]);
      }),
    f64: (values) => slope64(values).q,
    vjp: second(0),
  }, inputs);
  const rest = ([[k, "k"], [v, "v"]] as const).map(([{ shape }, name], i) =>
    beside(byQuery, i, {
      name: `attention gradient, ${name}`,
      shape,
      f64: (values) => slope64(values)[name],
      vjp: second(i + 1),
    })
  );
  return [byQuery, ...rest];
}

/** The cotangent of the mask, by way of the scores. */
function byMask(shape: AttentionShape, all: readonly Tensor[], g: Tensor): Tensor | undefined {
  const places = all.map(alias);
  return pullBack(attentionFormula(shape, places), [places[3]!], g, { cut: true })[0];
}

/** Runs `work` with dense inputs and what the kernels want to know. */
async function withKernel(
  gpu: Gpu,
  { options, mask, blocks }: AttentionShape,
  values: readonly Value[],
  work: (arrays: [F32, F32, F32, ...F32[]], options: kernels.AttentionOptions) => Promise<Value>,
): Promise<Value> {
  using open = blocks ? gpu.array(blocks, "blocks") : undefined;
  return await withDense(gpu, values, (...arrays) =>
    work(arrays as [F32, F32, F32, ...F32[]], {
      ...options,
      ...mask ? { mask: arrays[3]! } : {},
      ...open ? { blocks: open } : {},
    }));
}
