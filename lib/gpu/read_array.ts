import type { Binding } from "./bind.ts";
import type { Family } from "./family.ts";
import { GpuArray, type HostArray } from "./gpu_array.ts";
import fromArray from "./reads_array.wgsl" with { type: "text" };
import fromTexels from "./reads_texels.wgsl" with { type: "text" };
import { texels } from "./texels.ts";

/** Elements that are read from which on copying them into a texture is worth what it costs. */
const TEXELS_FROM = 65_536;
/** How many times as long as what is read of it an array may be: all of it is copied. */
const MOST_COPIED = 2;
/** A few numbers are read as quickly from a buffer. */
const FEWEST_COPIED = 64;

/** Which input of a kernel, and how much of it is read. */
export interface ReadArrayOptions {
  /** Its name in the kernel's code, e.g. `a`. */
  name: string;
  /** Its binding. */
  binding: number;
  /** About how many elements are read, counting those that are read again. */
  reads: number;
}

/** How a kernel reads an input. */
export interface ReadArray {
  /** WGSL that declares `number_a(i)`, `four_a(vec4i)`, `vector_a(i)` and `repeated_a(i)`. */
  code: string;
  /** What is bound. */
  bound: Binding;
}

/**
 * How a kernel reads floats: through a texture on software Vulkan where there are many, from their
 * buffer elsewhere (see `texels()`). `number_a(i)` is element i, `four_a(p)` elements p.x to p.w,
 * `vector_a(i)` elements 4 i to 4 i + 3, and `repeated_a(i)` element i four times. An entry point
 * calls the first two of an input or the last two. The code wants `texelCode` before it.
 *
 * @example
 * ```ts
 * import { openGpu, readArray, texelCode } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4));
 * using y = gpu.empty("f32", 4);
 * const { code, bound } = readArray(gpu, x, { name: "x", binding: 0, reads: 4 });
 * const backwards = await gpu.kernel({
 *   code: [
 *     texelCode,
 *     code,
 *     `@group(0) @binding(1) var<storage, read_write> y: array<f32>;
 *      @compute @workgroup_size(1) fn backwards(@builtin(workgroup_id) i: vec3u) {
 *        y[i.x] = number_x(3 - i32(i.x));
 *      }`,
 *   ],
 *   entry: "backwards",
 * });
 * gpu.run(backwards, [bound, y], 4);
 * deepEqual(await gpu.read(y), Float32Array.of(4, 3, 2, 1));
 * ```
 */
export function readArray(
  { family }: { readonly family: Family },
  array: GpuArray<"f32"> | HostArray,
  { name, binding, reads }: ReadArrayOptions,
): ReadArray {
  const isMuch = reads >= TEXELS_FROM && array.length >= FEWEST_COPIED &&
    array.length <= MOST_COPIED * reads;
  const byTexels = family === "cpu" && array instanceof GpuArray && isMuch;
  const text = byTexels ? fromTexels : fromArray;
  return {
    code: text.replaceAll("INPUT", name).replaceAll("PLACE", String(binding)),
    bound: byTexels ? texels(array) : array,
  };
}
