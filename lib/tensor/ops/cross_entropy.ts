import type { GpuArray } from "../../gpu/mod.ts";
import * as kernels from "../../rows/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkIndices, type Whole, wholeOf } from "../indices.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { pullBack } from "../pull_back.ts";
import { pointwise } from "./pointwise.ts";
import { reshape } from "./reshape.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { softmax } from "./softmax.ts";
import { toFloats } from "./to_floats.ts";

/** The right column of every row, -1 to leave a row out: (...) of the logits, or in memory. */
export type Targets = Tensor<"i32"> | Int32Array<ArrayBuffer>;

/**
 * Cross-entropy of each row of logits (..., V) with its target column: -logSoftmax(x)[target], shape
 * (...). Logits come as they are: the softmax is inside.
 *
 * @throws {RangeError} when there is not one target a row, or one is no column.
 * @throws {TypeError} when targets are no integers, or were computed and may be anything.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { crossEntropy, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using logits = tensor(gpu, Float32Array.of(0, 500, 0, 500), { shape: [2, 2] });
 * deepEqual(await read(crossEntropy(logits, Int32Array.of(1, 0))), Float32Array.of(0, 500));
 * ```
 */
export function crossEntropy(logits: Tensor, targets: Targets): Tensor {
  checkF32(ACTION, logits);
  const { rows, columns } = rowsOf(ACTION, logits);
  const whole = wholeOf(logits.gpu, "targets", targets) as Tensor<"i32">;
  checkI32(whole);
  if (whole.size !== rows) {
    throw new RangeError(`Cannot ${ACTION}: ${whole.size} targets, wanted one a row, ${rows}`);
  }
  checkIndices(ACTION, whole, { least: -1, end: columns, name: "target" });
  return entropy(logits, whole);
}

const ACTION = "take the cross-entropy";

function checkI32({ label, type }: Whole): void {
  if (type === "i32") return;
  throw new TypeError(`Cannot ${ACTION}: the targets "${label}" are of ${type}, wanted i32`);
}

function entropy(logits: Tensor, targets: Tensor<"i32">): Tensor {
  const sizes = rowsOf(ACTION, logits);
  const shape = logits.shape.slice(0, -1);
  return record({
    name: "crossEntropy",
    shape,
    run: async (gpu, values) => {
      const take = (x: GpuArray<"f32">, right: GpuArray) =>
        kernels.crossEntropy(gpu, x, right as GpuArray<"i32">, sizes);
      return valueOf(await withDense(gpu, values, take), shape);
    },
    f64: ([x, right]) =>
      rowwise64(x!.values, sizes, (row, at) => {
        const target = right!.values[at / sizes.columns]!;
        return [target < 0 ? 0 : -reference.logSoftmax(row)[target]!];
      }),
    vjp: (g) => [
      pointwise("mul", [crossEntropySlope(logits, targets), reshape(g, [...shape, 1])]),
      undefined,
    ],
  }, [logits, targets]);
}

/** softmax(x) - [target], 0 in rows that are left out. */
function crossEntropySlope(logits: Tensor, targets: Tensor<"i32">): Tensor {
  const sizes = rowsOf(ACTION, logits);
  const options = { ...sizes, scale: 1 };
  return record({
    name: "crossEntropy gradient",
    shape: logits.shape,
    run: async (gpu, values) => {
      const take = (x: GpuArray<"f32">, right: GpuArray) =>
        kernels.crossEntropyGradient(gpu, x, right as GpuArray<"i32">, options);
      return valueOf(await withDense(gpu, values, take), logits.shape);
    },
    f64: ([x, right]) =>
      rowwise64(x!.values, sizes, (row, at) => {
        const target = right!.values[at / sizes.columns]!;
        return reference.softmax(row).map((p, i) => target < 0 ? 0 : p - (i === target ? 1 : 0));
      }),
    vjp: (h) => [
      ...pullBack(softmax(logits), [logits], masked(h, targets), { cut: true }),
      undefined,
    ],
  }, [logits, targets]);
}

/** Zeros in the rows that are left out. */
function masked(h: Tensor, targets: Tensor<"i32">): Tensor {
  const kept = pointwise("greaterEqual", [toFloats(targets), 0]);
  return pointwise("mul", [h, reshape(kept, [...h.shape.slice(0, -1), 1])]);
}
