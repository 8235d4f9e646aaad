import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./adjoints.wgsl" with { type: "text" };

/** How a twist is laid out. */
export interface AdjointOptions {
  /** "vw": linear velocity first (unless given); "wv": angular first, as Lynch and Park have it. */
  order?: "vw" | "wv";
}

/**
 * The 6 x 6 adjoint matrices of poses: rotation matrices (count, 3, 3) and translations (count, 3).
 * Ad carries a twist from the moving frame to the fixed one.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { adjointsOfPoses } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using identity = gpu.array(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
 * using upX = gpu.array(Float32Array.of(2, 0, 0));
 * using adjoints = await adjointsOfPoses(gpu, identity, upX);
 * // Turning about z at x = 2 moves the origin along -y: row 1 is v_y = v_y - 2 w_z.
 * deepStrictEqual([...(await gpu.read(adjoints)).slice(6, 12)], [0, 1, 0, 0, 0, -2]);
 * ```
 */
export async function adjointsOfPoses(
  gpu: Gpu,
  rotations: GpuArray<"f32">,
  translations: GpuArray<"f32">,
  options: AdjointOptions = {},
): Promise<GpuArray<"f32">> {
  const count = translations.length / 3;
  if (!Number.isInteger(count) || rotations.length !== count * 9) {
    throw new RangeError(
      `Cannot make adjoints: ${rotations.length} numbers of rotations and ` +
        `${translations.length} of translations, wanted 9 and 3 a pose`,
    );
  }
  const workgroupSize = 64;
  const kernel = await gpu.kernel({
    code,
    entry: "adjoints_of_poses",
    overrides: {
      WORKGROUP_SIZE: workgroupSize,
      ANGULAR_FIRST: Number(options.order === "wv"),
    },
  });
  const adjoints = gpu.empty("f32", count * 36, "adjoints");
  const bindings = [Uint32Array.of(count, 0, 0, 0), rotations, translations, adjoints];
  gpu.run(kernel, bindings, spread(count, workgroupSize));
  return adjoints;
}
