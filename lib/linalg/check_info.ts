import type { Gpu, GpuArray } from "../gpu/mod.ts";

/**
 * Throws unless a decomposition succeeded for every matrix: reads its info back, which waits.
 *
 * @throws {RangeError} with the first matrix that failed, and where.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { checkInfo, cholesky } from "@rederive/lib/linalg";
 * import { rejects } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 2, 1));
 * using found = await cholesky(gpu, a, { batch: 1, n: 2 });
 * await rejects(checkInfo(gpu, found.info), /matrix 0 of 1 failed with info 2/);
 * ```
 */
export async function checkInfo(gpu: Gpu, info: GpuArray<"u32">): Promise<void> {
  const found = await gpu.read(info);
  const matrix = found.findIndex((each) => each > 0);
  if (matrix < 0) return;
  const others = found.filter((each) => each > 0).length - 1;
  throw new RangeError(
    `Cannot decompose: matrix ${matrix} of ${found.length} failed with info ${found[matrix]}` +
      `${others > 0 ? ` and ${others} more failed` : ""}, wanted 0 for all`,
  );
}
