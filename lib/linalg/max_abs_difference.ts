import { checkBinding } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./max_abs_difference.wgsl" with { type: "text" };

/**
 * The largest |a[i] - b[i]| in f32 and an index where it is, 0 and -1 if the arrays are equal. NaN
 * on either side counts as the largest of all, an infinity against itself as 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { maxAbsDifference } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 3));
 * using b = gpu.array(Float32Array.of(1, 2.5, 3));
 * deepStrictEqual(await maxAbsDifference(gpu, a, b), { max: 0.5, index: 1 });
 * ```
 */
export async function maxAbsDifference(
  gpu: Gpu,
  a: GpuArray<"f32">,
  b: GpuArray<"f32">,
): Promise<{ max: number; index: number }> {
  if (a.length !== b.length) {
    throw new RangeError(`Cannot subtract arrays: ${a.length} elements and ${b.length}`);
  }
  checkBinding(gpu, "subtract arrays", "a", a.byteLength);
  const workgroupSize = gpu.family === "cpu" ? 8 : 256;
  const kernel = await gpu.kernel({
    code,
    entry: "max_abs_difference",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const groups = Math.min(Math.ceil(a.length / 4 / workgroupSize), 128);
  using results = gpu.empty("u32", groups * workgroupSize * 2, "largest differences");
  gpu.run(kernel, [Uint32Array.of(a.length, 0, 0, 0), a, b, results], groups);
  const words = await gpu.read(results);
  let worst = 0;
  let index = -1;
  for (let i = 0; i < words.length; i += 2) {
    if (words[i]! > worst) [worst, index] = [words[i]!, words[i + 1]!];
  }
  return { max: new Float32Array(Uint32Array.of(worst).buffer)[0]!, index };
}
