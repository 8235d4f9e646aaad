import * as kernels from "../../rows/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { pullBack } from "../pull_back.ts";
import { pointwise } from "./pointwise.ts";
import { reshape } from "./reshape.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { softmax } from "./softmax.ts";

/** The right column of every row, -1 to leave a row out. */
export type Targets = Int32Array<ArrayBuffer>;

/**
 * Cross-entropy of each row of logits (..., V) with its target column: -logSoftmax(x)[target], shape
 * (...). Logits come as they are: the softmax is inside.
 *
 * @throws {RangeError} when there is not one target a row, or one is no column.
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
  const sizes = rowsOf(ACTION, logits);
  checkTargets(targets, sizes);
  const shape = logits.shape.slice(0, -1);
  return record({
    name: "crossEntropy",
    shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (x) => kernels.crossEntropy(gpu, x, targets, sizes)),
        shape,
      ),
    f64: ([x]) =>
      rowwise64(x!.values, sizes, (row, at) => {
        const target = targets[at / sizes.columns]!;
        return [target < 0 ? 0 : -reference.logSoftmax(row)[target]!];
      }),
    vjp: (g) => [
      pointwise("mul", [crossEntropySlope(logits, targets), reshape(g, [...shape, 1])]),
    ],
  }, [logits]);
}

const ACTION = "take the cross-entropy";

/** softmax(x) - [target], 0 in rows that are left out. */
function crossEntropySlope(logits: Tensor, targets: Targets): Tensor {
  const sizes = rowsOf(ACTION, logits);
  const options = { ...sizes, scale: 1 };
  return record({
    name: "crossEntropy gradient",
    shape: logits.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(
          gpu,
          values,
          (x) => kernels.crossEntropyGradient(gpu, x, targets, options),
        ),
        logits.shape,
      ),
    f64: ([x]) =>
      rowwise64(x!.values, sizes, (row, at) => {
        const target = targets[at / sizes.columns]!;
        return reference.softmax(row).map((p, i) => target < 0 ? 0 : p - (i === target ? 1 : 0));
      }),
    vjp: (h) => pullBack(softmax(logits), [logits], masked(h, targets), { cut: true }),
  }, [logits]);
}

/** Zeros in the rows that are left out. */
function masked(h: Tensor, targets: Targets): Tensor {
  if (targets.every((target) => target >= 0)) return h;
  const kept = tensorOfKept(h, targets);
  return pointwise("mul", [h, kept]);
}

/** A column of ones and zeros, made when it is needed and let go after. */
function tensorOfKept({ gpu, shape }: Tensor, targets: Targets): Tensor {
  const kept = Float32Array.from(targets, (target) => target < 0 ? 0 : 1);
  const column = [...shape.slice(0, -1), 1];
  return record(
    {
      name: "rows kept",
      shape: column,
      run: (gpu) => Promise.resolve(valueOf(gpu.array(kept), column)),
      f64: () => kept,
      vjp: () => [],
    },
    [],
    gpu,
  );
}

function checkTargets(targets: Targets, { rows, columns }: { rows: number; columns: number }) {
  if (targets.length !== rows) {
    throw new RangeError(`Cannot ${ACTION}: ${targets.length} targets, wanted one a row, ${rows}`);
  }
  const row = targets.findIndex((target) => target < -1 || target >= columns);
  if (row < 0) return;
  throw new RangeError(
    `Cannot ${ACTION}: the target of row ${row} is ${targets[row]}, ` +
      `wanted -1 (left out) or a column below ${columns}`,
  );
}
