import * as kernels from "../../conv/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { countWindows, type Planes, planesOf, type WindowRules } from "./planes.ts";

/**
 * The elements under every window of images (B, C, height, width), as columns: (B, C rows columns,
 * windows), zeros outside the image.
 *
 * @throws {RangeError} when a window does not fit the padded image.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, tensor, unfold } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3), { shape: [1, 1, 1, 3] });
 * deepEqual(await read(unfold(x, { kernel: [1, 2] })), Float32Array.of(1, 2, 2, 3));
 * ```
 */
export function unfold(x: Tensor, rules: WindowRules): Tensor {
  return unfolded(x, planesOf("unfold", x, rules));
}

/**
 * Adds columns up where their windows lie: (B, C rows columns, windows) to (B, C, height, width), the
 * transpose of `unfold()`.
 *
 * @throws {RangeError} when the columns are not those of such windows.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { fold, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using columns = tensor(gpu, Float32Array.of(1, 2, 2, 3), { shape: [1, 2, 2] });
 * const y = fold(columns, { height: 1, width: 3, kernel: [1, 2] });
 * deepEqual(await read(y), Float32Array.of(1, 4, 3));
 * ```
 */
export function fold(
  columns: Tensor,
  { height, width, ...rules }: WindowRules & {
    /** Rows of the images. */
    height: number;
    /** Columns of the images. */
    width: number;
  },
): Tensor {
  checkF32("fold", columns);
  const { shape } = columns;
  const [rows, across] = typeof rules.kernel === "number"
    ? [rules.kernel, rules.kernel]
    : rules.kernel;
  const channels = (shape[1] ?? 0) / (rows * across);
  const whole = Number.isInteger(channels) ? channels : 0;
  const image = { shape: [shape[0] ?? 0, whole, height, width], type: "f32", label: "images" };
  const planes = planesOf("fold", image as unknown as Tensor, rules);
  const [down, beside] = countWindows("fold", planes);
  const wanted = [planes.batch, whole * rows * across, down * beside];
  if (shape.length !== 3 || shape.some((size, axis) => size !== wanted[axis])) {
    throw new RangeError(
      `Cannot fold "${columns.label}": it is (${shape.join(", ")}), ` +
        `wanted (B, C rows columns, windows) with ${down * beside} windows of ${rows} by ${across}`,
    );
  }
  return folded(columns, planes);
}

function unfolded(x: Tensor, planes: Planes): Tensor {
  const [down, across] = countWindows("unfold", planes);
  const { batch, channels, kernel } = planes;
  const shape = [batch, channels * kernel[0] * kernel[1], down * across];
  return record({
    name: "unfold",
    shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.unfold(gpu, a, planes)), shape),
    f64: ([a]) => reference.unfold(a!.values, planes),
    vjp: (g) => [folded(g, planes)],
  }, [x]);
}

function folded(columns: Tensor, planes: Planes): Tensor {
  const { batch, channels, height, width } = planes;
  const shape = [batch, channels, height, width];
  return record({
    name: "fold",
    shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.fold(gpu, a, planes)), shape),
    f64: ([a]) => reference.fold(a!.values, planes),
    vjp: (g) => [unfolded(g, planes)],
  }, [columns]);
}
