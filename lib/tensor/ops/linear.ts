import * as kernels from "../../matmul/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { matmul } from "./matmul.ts";
import { transpose } from "./permute.ts";
import { reshape } from "./reshape.ts";
import { sumTo } from "./sum_to.ts";

/**
 * x W^T + b over the last axis by one kernel: (..., K) with a weight (M, K) and a bias (M) to (..., M).
 *
 * @throws {RangeError} when the shapes do not fit.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { linear, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * using weight = tensor(gpu, Float32Array.of(10, 1), { shape: [1, 2] });
 * using bias = tensor(gpu, Float32Array.of(0.5));
 * deepEqual(await read(linear(x, weight, { bias })), Float32Array.of(12.5, 34.5));
 * ```
 */
export function linear(x: Tensor, weight: Tensor, { bias }: { bias?: Tensor } = {}): Tensor {
  const inputs = bias ? [x, weight, bias] : [x, weight];
  for (const each of inputs) checkF32("apply a linear layer", each);
  const [m, k] = weight.shape as [number, number];
  if (weight.shape.length !== 2 || x.shape.at(-1) !== k || (bias && bias.shape.join() !== `${m}`)) {
    const [a, b, c] = inputs.map(({ shape }) => `(${shape.join(", ")})`);
    throw new RangeError(
      `Cannot apply a linear layer: "${x.label}" is ${a}, the weight is ${b}` +
        `${c ? ` and the bias ${c}` : ""}, wanted (..., K), (M, K)${c ? " and (M)" : ""}`,
    );
  }
  const front = x.shape.slice(0, -1);
  const shape = [...front, m];
  const sizes = { n: sizeOf(front), k, m };
  return record({
    name: "linear",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a, w, b) =>
          kernels.matmul(gpu, a!, w!, { ...sizes, transposeB: true, ...b ? { bias: b } : {} })),
        shape,
      ),
    f64: ([a, w, b]) =>
      Array.from({ length: sizes.n * m }, (_, at) => {
        const [row, out] = [Math.floor(at / m), at % m];
        let sum = b?.values[out] ?? 0;
        for (let i = 0; i < k; i++) sum += a!.values[row * k + i]! * w!.values[out * k + i]!;
        return sum;
      }),
    vjp: (g) => {
      const rows = reshape(g, [sizes.n, m]);
      return [
        reshape(matmul(rows, weight), x.shape),
        matmul(transpose(rows), reshape(x, [sizes.n, k])),
        ...bias ? [sumTo(rows, [m])] : [],
      ];
    },
  }, inputs);
}
