import { checkArray, checkSizes } from "../gpu/check_array.ts";
import { type Gpu, GpuArray } from "../gpu/mod.ts";
import { type RowOptions, runRows } from "./run_rows.ts";
import code from "./softmax.wgsl" with { type: "text" };

/** The right column of each row: on the GPU, or in memory, where a wrong one is seen at once. */
export type Targets = GpuArray<"i32"> | Int32Array<ArrayBuffer>;

/**
 * Cross-entropy of every row of logits with its target column: -logSoftmax(x)[target], one number a
 * row. A target of -1 leaves its row out: 0. On the GPU any other target outside the row gives NaN; in
 * memory it is an error.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { crossEntropy } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using logits = gpu.array(Float32Array.of(0, 500, 0, 500));
 * using losses = await crossEntropy(gpu, logits, Int32Array.of(1, 0), { rows: 2, columns: 2 });
 * deepStrictEqual([...await gpu.read(losses)], [0, 500]);
 * ```
 */
export async function crossEntropy(
  gpu: Gpu,
  logits: GpuArray<"f32">,
  targets: Targets,
  { rows, columns }: RowOptions,
): Promise<GpuArray<"f32">> {
  checkTargets(gpu, targets, { rows, columns });
  const losses = gpu.empty("f32", rows, "losses");
  try {
    await runRows(gpu, {
      ...common,
      entry: "cross_entropy",
      inputs: { logits },
      rows,
      columns,
      others: [targets, losses],
    });
  } catch (error) {
    losses[Symbol.dispose]();
    throw error;
  }
  return losses;
}

/**
 * The gradient of `scale` times the sum of `crossEntropy()` for the logits: scale (softmax - [target]).
 * `scale` is 1 / rows unless given, which makes it that of the mean.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { crossEntropyGradient } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using logits = gpu.array(Float32Array.of(7, 7));
 * const sizes = { rows: 1, columns: 2 };
 * using gradient = await crossEntropyGradient(gpu, logits, Int32Array.of(1), sizes);
 * deepStrictEqual([...await gpu.read(gradient)], [0.5, -0.5]);
 * ```
 */
export async function crossEntropyGradient(
  gpu: Gpu,
  logits: GpuArray<"f32">,
  targets: Targets,
  options: RowOptions & { scale?: number },
): Promise<GpuArray<"f32">> {
  const { rows, columns, scale = 1 / rows } = options;
  checkTargets(gpu, targets, { rows, columns });
  const y = gpu.empty("f32", logits.length, "gradient of logits");
  try {
    await runRows(gpu, {
      ...common,
      entry: "cross_entropy_slope",
      inputs: { logits },
      rows,
      columns,
      y,
      others: [targets],
      number: scale,
    });
  } catch (error) {
    y[Symbol.dispose]();
    throw error;
  }
  return y;
}

const NOT_A_NUMBER = 0x7fc0_0000;
const common = { action: "take the cross-entropy", code, flags: NOT_A_NUMBER };

function checkTargets(gpu: Gpu, targets: Targets, { rows, columns }: RowOptions): void {
  checkSizes(common.action, { rows, columns });
  if (targets instanceof GpuArray) {
    return checkArray(gpu, common.action, "targets", targets, {
      type: "i32",
      length: rows,
      shape: `(rows) = (${rows})`,
    });
  }
  if (targets.length !== rows) {
    throw new RangeError(
      `Cannot ${common.action}: targets has ${targets.length} elements, wanted (rows) = (${rows})`,
    );
  }
  const row = targets.findIndex((target) => target < -1 || target >= columns);
  if (row < 0) return;
  throw new RangeError(
    `Cannot ${common.action}: the target of row ${row} is ${targets[row]}, ` +
      `wanted -1 (left out) or a column below ${columns}`,
  );
}
