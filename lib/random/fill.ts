import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { type BitsOptions, checkPart } from "./bits.ts";
import fill from "./fill.wgsl" with { type: "text" };
import type { Key } from "./key.ts";
import threefry from "./threefry2x32.wgsl" with { type: "text" };
import type { UniformOptions } from "./uniform.ts";

/** How a GPU fill is laid out; the numbers do not depend on it. */
export interface LayoutOptions {
  /** Invocations a workgroup; 256 unless given, the quickest on both kernel families. */
  workgroupSize?: number;
}

/**
 * `n` random words on the GPU, bit-equal to `bits()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { bits, key, randomBits } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using words = await randomBits(gpu, key(42), 1000);
 * deepEqual(await gpu.read(words), bits(key(42), 1000));
 * ```
 */
export function randomBits(
  gpu: Gpu,
  key: Key,
  n: number,
  options: BitsOptions & LayoutOptions = {},
): Promise<GpuArray<"u32">> {
  return fillWith(gpu, "fill_bits", "u32", { ...options, key, n });
}

/**
 * `n` uniform f32 numbers in [low, high) on the GPU; see `uniform()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { key, randomUniform, uniform } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = await randomUniform(gpu, key(42), 1000, { low: -1, high: 1 });
 * deepEqual(await gpu.read(x), uniform(key(42), 1000, { low: -1, high: 1 }));
 * ```
 */
export function randomUniform(
  gpu: Gpu,
  key: Key,
  n: number,
  options: UniformOptions & LayoutOptions = {},
): Promise<GpuArray<"f32">> {
  return fillWith(gpu, "fill_uniform", "f32", { ...options, key, n });
}

/**
 * `n` standard normal f32 numbers on the GPU; see `normal()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { key, normal, randomNormal } from "@rederive/lib/random";
 *
 * await using gpu = await openGpu();
 * using x = await randomNormal(gpu, key(42), 3);
 * const [got, want] = [await gpu.read(x), normal(key(42), 3)];
 * if (got.some((each, i) => Math.abs(each - want[i]!) > 1e-5)) throw new Error("not the same");
 * ```
 */
export function randomNormal(
  gpu: Gpu,
  key: Key,
  n: number,
  options: BitsOptions & LayoutOptions = {},
): Promise<GpuArray<"f32">> {
  return fillWith(gpu, "fill_normal", "f32", { ...options, key, n });
}

interface Fill extends UniformOptions, LayoutOptions {
  key: Key;
  n: number;
}

async function fillWith<T extends "u32" | "f32">(
  gpu: Gpu,
  entry: string,
  type: T,
  options: Fill,
): Promise<GpuArray<T>> {
  const { key, n, low = 0, high = 1, rounds = 20, style = "partitionable" } = options;
  const { offset, total } = checkPart(n, options);
  const workgroupSize = options.workgroupSize ?? 256;
  const kernel = await gpu.kernel({
    code: [threefry, fill],
    entry,
    overrides: {
      ROUNDS: rounds,
      ORIGINAL: Number(style === "original"),
      WORKGROUP_SIZE: workgroupSize,
    },
  });
  const parameters = new Uint32Array(8);
  parameters.set([...key, n, offset, total]);
  new Float32Array(parameters.buffer).set([low, high], 5);
  const result = gpu.empty(type, n, entry);
  gpu.run(kernel, [parameters, result], spread(n, workgroupSize));
  return result;
}
