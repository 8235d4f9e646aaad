import { checkArray } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./norm.wgsl" with { type: "text" };
import { columnSums } from "./norm_columns.ts";
import { rowAccess } from "./row_access.ts";
import { type RowOptions, runRows } from "./run_rows.ts";
import sideNumbers from "./side_numbers.wgsl" with { type: "text" };
import sideTexels from "./side_texels.wgsl" with { type: "text" };

/** Sizes and parameters of an RMS norm. */
export interface RmsNormOptions extends RowOptions {
  /** A factor for each column; 1 unless given. */
  gain?: GpuArray<"f32">;
  /** Added to the variance under the root; 1e-5 unless given. */
  epsilon?: number;
}

/** Sizes and parameters of a layer norm. */
export interface LayerNormOptions extends RmsNormOptions {
  /** Added to each column; 0 unless given. */
  bias?: GpuArray<"f32">;
}

/** What the backward pass of a norm gives. */
export interface NormGradients {
  /** For the input, (rows, columns). */
  dx: GpuArray<"f32">;
  /** For the gain, (columns). */
  gain: GpuArray<"f32">;
  /** For the bias, (columns). */
  bias: GpuArray<"f32">;
}

/**
 * Layer norm of every row (https://arxiv.org/abs/1607.06450): (x - mean) / sqrt(variance + epsilon)
 * gain + bias, the variance by two passes.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { layerNorm } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1e6 - 2, 1e6 + 2));
 * using y = await layerNorm(gpu, x, { rows: 1, columns: 2, epsilon: 0 });
 * deepStrictEqual([...await gpu.read(y)], [-1, 1]);
 * ```
 */
export function layerNorm(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: LayerNormOptions,
): Promise<GpuArray<"f32">> {
  return normalise(gpu, x, options, "take the layer norm");
}

/**
 * RMS norm of every row (https://arxiv.org/abs/1910.07467): x / sqrt(mean x^2 + epsilon) gain.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { rmsNorm } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(4, -4));
 * using y = await rmsNorm(gpu, x, { rows: 1, columns: 2, epsilon: 0 });
 * deepStrictEqual([...await gpu.read(y)], [1, -1]);
 * ```
 */
export function rmsNorm(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: RmsNormOptions,
): Promise<GpuArray<"f32">> {
  return normalise(gpu, x, options, "take the RMS norm");
}

/**
 * Gradients of `layerNorm()` from its input and the gradient for its output, in the same order of
 * sums every time.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { layerNormGradients } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(-1, 1));
 * using dy = gpu.array(Float32Array.of(1, 2));
 * const { dx, gain, bias } = await layerNormGradients(gpu, x, dy, { rows: 1, columns: 2, epsilon: 0 });
 * deepStrictEqual((await gpu.readMany([dx, gain, bias])).map((each) => [...each]), [
 *   [0, 0], // two numbers are always normed to -1 and 1
 *   [-1, 2],
 *   [1, 2],
 * ]);
 * for (const each of [dx, gain, bias]) each[Symbol.dispose]();
 * ```
 */
export function layerNormGradients(
  gpu: Gpu,
  x: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  options: RmsNormOptions,
): Promise<NormGradients> {
  return gradients(gpu, x, dy, options, "take the layer norm");
}

/**
 * Gradients of `rmsNorm()` from its input and the gradient for its output.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { rmsNormGradients } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(2));
 * using dy = gpu.array(Float32Array.of(5));
 * const { dx, gain } = await rmsNormGradients(gpu, x, dy, { rows: 1, columns: 1, epsilon: 0 });
 * deepStrictEqual((await gpu.readMany([dx, gain])).map((each) => [...each]), [[0], [5]]);
 * for (const each of [dx, gain]) each[Symbol.dispose]();
 * ```
 */
export async function rmsNormGradients(
  gpu: Gpu,
  x: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  options: RmsNormOptions,
): Promise<Omit<NormGradients, "bias">> {
  const { dx, gain, bias } = await gradients(gpu, x, dy, options, "take the RMS norm");
  bias[Symbol.dispose]();
  return { dx, gain };
}

type Action = "take the layer norm" | "take the RMS norm";

async function normalise(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: LayerNormOptions,
  action: Action,
): Promise<GpuArray<"f32">> {
  const y = gpu.empty("f32", x.length, "normed");
  try {
    await runNorm(gpu, { x }, options, { action, entry: "norm", y });
  } catch (error) {
    y[Symbol.dispose]();
    throw error;
  }
  return y;
}

async function gradients(
  gpu: Gpu,
  x: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  options: RmsNormOptions,
  action: Action,
): Promise<NormGradients> {
  const dx = gpu.empty("f32", x.length, "gradient of input");
  using moments = gpu.empty("f32", 2 * options.rows, "moments");
  try {
    await runNorm(gpu, { x, dy }, options, { action, entry: "norm_slope", y: dx, moments });
    return { dx, ...await columnSums(gpu, { x, dy, moments }, options) };
  } catch (error) {
    dx[Symbol.dispose]();
    throw error;
  }
}

async function runNorm(
  gpu: Gpu,
  inputs: { x: GpuArray<"f32">; dy?: GpuArray<"f32"> },
  { rows, columns, gain, bias, epsilon = 1e-5 }: LayerNormOptions,
  { action, entry, y, moments }: {
    action: Action;
    entry: "norm" | "norm_slope";
    y: GpuArray<"f32">;
    moments?: GpuArray<"f32">;
  },
): Promise<void> {
  for (const [name, array] of Object.entries({ gain, bias })) {
    const shape = `(columns) = (${columns})`;
    if (array) checkArray(gpu, action, name, array, { type: "f32", length: columns, shape });
  }
  const access = rowAccess(gpu, { rows, columns });
  using none = gpu.empty("f32", 0); // what is not used still has to be there
  await runRows(gpu, {
    action,
    code: [access.isByTexels ? sideTexels : sideNumbers, code],
    entry,
    inputs,
    rows,
    columns,
    y,
    access,
    others: [
      access.bind(gain ?? none),
      entry === "norm" ? access.bind(bias ?? none) : null,
      moments ?? null,
    ],
    number: epsilon,
    overrides: {
      CENTERED: Number(action === "take the layer norm"),
      HAS_GAIN: Number(gain !== undefined),
      HAS_BIAS: Number(bias !== undefined),
    },
  });
}
