import { GpuArray } from "./gpu_array.ts";

/** An array that a kernel reads as a texture. Made by `texels()`. */
export class Texels {
  /** Whose elements. */
  readonly array: GpuArray;

  /** Use `texels()`. */
  constructor(array: GpuArray) {
    this.array = array;
  }
}

/**
 * Has a kernel read an array as a texture of four elements a texel, 1024 texels a row: element 4 i + c
 * is component c of `textureLoad(x, vec2u(i % 1024u, i / 1024u), 0)`, as `texel(x, i)` of
 * `texelCode` says. The elements are copied right before the kernel runs.
 *
 * For software Vulkan (llvmpipe): there a load from a storage buffer is a branch for every lane and
 * element, one from a texture a gather, seven times as fast; the copy costs as much as one such load.
 *
 * @example
 * ```ts
 * import { openGpu, texelCode, texels } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sums = await gpu.kernel({
 *   code: [
 *     texelCode,
 *     `@group(0) @binding(0) var x: texture_2d<f32>;
 *      @group(0) @binding(1) var<storage, read_write> y: array<f32>;
 *      @compute @workgroup_size(1) fn sums(@builtin(workgroup_id) i: vec3u) {
 *        y[i.x] = dot(texel(x, i.x), vec4f(1.0));
 *      }`,
 *   ],
 *   entry: "sums",
 * });
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 10, 20, 30, 40));
 * using y = gpu.empty("f32", 2);
 * gpu.run(sums, [texels(x), y], 2);
 * deepEqual(await gpu.read(y), Float32Array.of(10, 100));
 * ```
 */
export function texels(array: GpuArray): Texels {
  return new Texels(array);
}
