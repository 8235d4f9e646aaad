import { checkArray, checkBinding } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { foldShare, unfoldShare } from "./columns.ts";
import { runOverWindows } from "./run_windows.ts";
import { allOf } from "./share.ts";
import { type WindowOptions, windowsOf } from "./windows.ts";

/**
 * Lays the windows of images out as columns (im2col): (B, C, height, width) to (B, C rows columns,
 * windows), a window's elements below each other, plane by plane; zeros outside the image. Bit for bit.
 *
 * @throws {RangeError} when a window does not fit the padded image.
 *
 * @example
 * ```ts
 * import { unfold } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (1, 1, 2, 3)
 * using columns = await unfold(gpu, x, { batch: 1, channels: 1, height: 2, width: 3, kernel: 2 });
 * deepStrictEqual([...await gpu.read(columns)], [1, 2, 2, 3, 4, 5, 5, 6]); // two windows
 * ```
 */
export async function unfold(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: WindowOptions,
): Promise<GpuArray<"f32">> {
  const action = "unfold";
  const windows = windowsOf(action, options);
  const { batch, channels, taps, places, plane } = windows;
  const shape =
    `(B, C, height, width) = (${batch}, ${channels}, ${options.height}, ${options.width})`;
  checkArray(gpu, action, "x", x, { type: "f32", length: batch * channels * plane, shape });
  const length = batch * channels * taps * places;
  checkBinding(gpu, action, "the result", length * 4);
  return await unfoldShare(gpu, x, windows, allOf(windows));
}

/**
 * The adjoint of `unfold()`, and so its gradient: every element of an image adds up where windows put
 * it. |error| <= gamma(rows columns) sum |columns|, the same bits every time.
 *
 * @throws {RangeError} when a window does not fit the padded image.
 *
 * @example
 * ```ts
 * import { fold } from "@rederive/lib/conv";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using columns = gpu.array(Float32Array.of(1, 2, 2, 3, 4, 5, 5, 6));
 * using x = await fold(gpu, columns, { batch: 1, channels: 1, height: 2, width: 3, kernel: 2 });
 * deepStrictEqual([...await gpu.read(x)], [1, 4, 3, 4, 10, 6]); // the middle was in both windows
 * ```
 */
export async function fold(
  gpu: Gpu,
  columns: GpuArray<"f32">,
  options: WindowOptions,
): Promise<GpuArray<"f32">> {
  const action = "fold";
  const windows = windowsOf(action, options);
  const { batch, channels, taps, places, plane } = windows;
  const shape = `(B, C taps, windows) = (${batch}, ${channels * taps}, ${places})`;
  const length = batch * channels * taps * places;
  checkArray(gpu, action, "columns", columns, { type: "f32", length, shape });
  checkBinding(gpu, action, "the result", batch * channels * plane * 4);
  runOverWindows(gpu, action, windows, { isBack: true }); // refuses before anything is made
  const y = gpu.empty("f32", batch * channels * plane, "folded");
  await foldShare(gpu, columns, y, windows, allOf(windows));
  return y;
}
