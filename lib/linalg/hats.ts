import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./hats.wgsl" with { type: "text" };

/**
 * The 3 x 3 skew matrices of vectors (count, 3): `hat(v) w = v x w`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { hatsOfVectors } from "@rederive/lib/linalg";
 * import { deepEqual } from "node:assert";
 *
 * await using gpu = await openGpu();
 * using v = gpu.array(Float32Array.of(1, 2, 3));
 * using hats = await hatsOfVectors(gpu, v);
 * deepEqual([...await gpu.read(hats)], [0, -3, 2, 3, 0, -1, -2, 1, 0]);
 * ```
 */
export async function hatsOfVectors(gpu: Gpu, vectors: GpuArray<"f32">): Promise<GpuArray<"f32">> {
  if (vectors.length % 3 !== 0) {
    throw new RangeError(`Cannot make skew matrices: ${vectors.length} numbers, wanted 3 a vector`);
  }
  const count = vectors.length / 3;
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "hats_of_vectors",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const hats = gpu.empty("f32", count * 9, "skew matrices");
  const bindings = [Uint32Array.of(count, 0, 0, 0), vectors, hats];
  gpu.run(kernel, bindings, spread(count, workgroupSize));
  return hats;
}
