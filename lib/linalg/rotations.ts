import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { type Key, randomNormal } from "../random/mod.ts";
import code from "./rotations.wgsl" with { type: "text" };

/**
 * The 3 x 3 rotation matrices, row by row, of quaternions (w, x, y, z) of any length but 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { rotationsFromQuaternions } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using halfTurnAboutX = gpu.array(Float32Array.of(0, 1, 0, 0));
 * using r = await rotationsFromQuaternions(gpu, halfTurnAboutX);
 * deepStrictEqual([...await gpu.read(r)], [1, 0, 0, 0, -1, 0, 0, 0, -1]);
 * ```
 */
export async function rotationsFromQuaternions(
  gpu: Gpu,
  quaternions: GpuArray<"f32">,
): Promise<GpuArray<"f32">> {
  if (quaternions.length % 4 !== 0) {
    throw new RangeError(
      `Cannot make rotations: ${quaternions.length} numbers, wanted quaternions of four`,
    );
  }
  const count = quaternions.length / 4;
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "rotations_from_quaternions",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const rotations = gpu.empty("f32", count * 9, "rotations");
  const bindings = [Uint32Array.of(count, 0, 0, 0), quaternions, rotations];
  gpu.run(kernel, bindings, spread(count, workgroupSize));
  return rotations;
}

/**
 * `count` rotation matrices, uniform over all rotations: four normals are a quaternion without a
 * preferred direction.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { randomRotations } from "@rederive/lib/linalg";
 * import { key } from "@rederive/lib/random";
 *
 * await using gpu = await openGpu();
 * using r = await randomRotations(gpu, key(0), 10);
 * const [a, b, c] = await gpu.read(r);
 * if (Math.abs(a! * a! + b! * b! + c! * c! - 1) > 1e-6) throw new Error("not a unit row");
 * ```
 */
export async function randomRotations(
  gpu: Gpu,
  key: Key,
  count: number,
): Promise<GpuArray<"f32">> {
  using quaternions = await randomNormal(gpu, key, count * 4);
  return await rotationsFromQuaternions(gpu, quaternions);
}
