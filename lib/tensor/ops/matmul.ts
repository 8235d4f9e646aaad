import { broadcastShapes } from "../../gather/mod.ts";
import type { Gpu } from "../../gpu/mod.ts";
import * as kernels from "../../matmul/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { dense, isDense, sizeOf, type Value, valueOf, viewOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { transpose } from "./permute.ts";
import { reshape } from "./reshape.ts";
import { sumTo } from "./sum_to.ts";

/**
 * The product of matrices (..., N, K) and (..., K, M); axes in front broadcast. A transposed side is
 * read as it lies, without a copy.
 *
 * @throws {RangeError} when the two K differ.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { matmul, read, tensor, transpose } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(matmul(x, transpose(x))), Float32Array.of(5, 11, 11, 25));
 * ```
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  checkF32("multiply", a);
  checkF32("multiply", b);
  const [n, k] = a.shape.slice(-2) as [number, number];
  const [rows, m] = b.shape.slice(-2) as [number, number];
  if (a.shape.length < 2 || b.shape.length < 2 || k !== rows) {
    throw new RangeError(
      `Cannot multiply: "${a.label}" is (${a.shape.join(", ")}) and "${b.label}" is ` +
        `(${b.shape.join(", ")}), wanted (..., N, K) and (..., K, M) with the same K`,
    );
  }
  // A batch that meets one matrix is one tall matrix, forward and backward.
  if (b.shape.length === 2 && a.shape.length > 2) {
    const tall = matmul(reshape(a, [sizeOf(a.shape.slice(0, -1)), k]), b);
    return reshape(tall, [...a.shape.slice(0, -1), m]);
  }
  const front = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const batch = sizeOf(front);
  const shape = [...front, n, m];
  return record({
    name: "matmul",
    shape,
    run: async (gpu, [left, right]) => {
      const [p, transposeA] = await sideOf(gpu, left!, front);
      try {
        const [q, transposeB] = await sideOf(gpu, right!, front);
        try {
          const [x, y] = [p.storage.array as F32, q.storage.array as F32];
          const options = { batch, n, k, m, transposeA, transposeB };
          return valueOf(await kernels.matmul(gpu, x, y, options), shape);
        } finally {
          q.storage.release();
        }
      } finally {
        p.storage.release();
      }
    },
    f64: (inputs) => {
      const [x, y] = inputs.map((input) => {
        const full = [...front, ...input.shape.slice(-2)];
        return reference.broadcast((v) => v!, full, [input]);
      });
      return Array.from({ length: batch }, (_, t) =>
        reference.matmul(
          x!.slice(t * n * k, (t + 1) * n * k),
          y!.slice(t * k * m, (t + 1) * k * m),
          { n, k, m },
        )).flat();
    },
    vjp: (g) => [
      sumTo(matmul(g, transpose(b)), a.shape),
      sumTo(matmul(transpose(a), g), b.shape),
    ],
  }, [a, b]);
}

type F32 = Parameters<typeof kernels.matmul>[1];

/** A side as `matmul()` takes it, and whether its matrices lie there transposed. */
async function sideOf(
  gpu: Gpu,
  value: Value,
  front: readonly number[],
): Promise<[Value, transposed: boolean]> {
  const { shape, strides } = value;
  const isOne = sizeOf(shape.slice(0, -2)) === 1;
  const added = front.length + 2 - shape.length;
  const full = [...front, ...shape.slice(-2)];
  const whole = isOne ? value : {
    ...value,
    shape: full,
    strides: full.map((size, axis) =>
      axis < added || (shape[axis - added] === 1 && size !== 1) ? 0 : strides[axis - added]!
    ),
  };
  const turned = {
    ...whole,
    shape: swapped(whole.shape),
    strides: swapped(whole.strides),
  };
  if (!isDense(whole) && isDense(turned)) return [viewOf(turned, {}), true];
  return [await dense(gpu, whole), false];
}

function swapped(numbers: readonly number[]): number[] {
  return [...numbers.slice(0, -2), ...numbers.slice(-2).reverse()];
}
