import { type Gpu, type GpuArray, readArray, spread, texelCode } from "../gpu/mod.ts";
import code from "./batched_matmul.wgsl" with { type: "text" };

/** Sizes of a batch of products (n, k) by (k, m), each from 1 to 8. */
export interface BatchedMatmulOptions {
  /** How many products. */
  batch: number;
  /** Rows of `a` and of the product. */
  n: number;
  /** Columns of `a`, rows of `b`: what is summed over. */
  k: number;
  /** Columns of `b` and of the product. */
  m: number;
  /** Each matrix of `a` is stored as (k, n). */
  transposeA?: boolean;
  /** Each matrix of `b` is stored as (m, k). */
  transposeB?: boolean;
}

/**
 * Multiplies many small matrices: c[t] = a[t] b[t] for t below `batch`, row by row, f32. Either side
 * may be a single matrix, used for all. |error| <= gamma(k + 1) sum |a||b| elementwise.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { batchedMatmul } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)); // two matrices
 * using swap = gpu.array(Float32Array.of(0, 1, 1, 0)); // one for both
 * using c = await batchedMatmul(gpu, a, swap, { batch: 2, n: 2, k: 2, m: 2 });
 * deepStrictEqual([...await gpu.read(c)], [2, 1, 4, 3, 6, 5, 8, 7]);
 * ```
 */
export async function batchedMatmul(
  gpu: Gpu,
  a: GpuArray<"f32">,
  b: GpuArray<"f32">,
  options: BatchedMatmulOptions,
): Promise<GpuArray<"f32">> {
  const { batch, n, k, m, transposeA = false, transposeB = false } = options;
  for (const [name, side] of Object.entries({ n, k, m })) {
    if (Number.isInteger(side) && side >= 1 && side <= 8) continue;
    throw new RangeError(`Cannot multiply: ${name} is ${side}, wanted an integer from 1 to 8`);
  }
  const aStride = batchStride("a", a, n * k, batch);
  const bStride = batchStride("b", b, k * m, batch);
  const workgroupSize = 64;
  const entry = gpu.family === "cpu" ? "matmul_registers" : "matmul_elements";
  const left = readArray(gpu, a, { name: "a", binding: 1, reads: batch * n * k });
  const right = readArray(gpu, b, { name: "b", binding: 2, reads: batch * k * m });
  const kernel = await gpu.kernel({
    code: [texelCode, left.code, right.code, code],
    entry,
    overrides: {
      WORKGROUP_SIZE: workgroupSize,
      N: n,
      K: k,
      M: m,
      A_ROW: transposeA ? 1 : k,
      A_COLUMN: transposeA ? n : 1,
      B_ROW: transposeB ? 1 : m,
      B_COLUMN: transposeB ? k : 1,
    },
  });
  const c = gpu.empty("f32", batch * n * m, "product");
  const items = gpu.family === "cpu" ? batch : c.length;
  gpu.run(
    kernel,
    [Uint32Array.of(batch, aStride, bStride, 0), left.bound, right.bound, c],
    spread(items, workgroupSize),
  );
  return c;
}

/**
 * Multiplies many small matrices by a vector each: y[t] = a[t] x[t], a[t] (n, k). Either side may be
 * a single one, used for all.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { batchedMatvec } from "@rederive/lib/linalg";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using turn = gpu.array(Float32Array.of(0, -1, 1, 0));
 * using points = gpu.array(Float32Array.of(1, 0, 0, 1, 2, 3));
 * using turned = await batchedMatvec(gpu, turn, points, { batch: 3, n: 2, k: 2 });
 * deepStrictEqual([...await gpu.read(turned)], [0, 1, -1, 0, -3, 2]);
 * ```
 */
export function batchedMatvec(
  gpu: Gpu,
  a: GpuArray<"f32">,
  x: GpuArray<"f32">,
  options: Omit<BatchedMatmulOptions, "m" | "transposeB">,
): Promise<GpuArray<"f32">> {
  return batchedMatmul(gpu, a, x, { ...options, m: 1 });
}

/** Elements from one matrix of the batch to the next: its size, or 0 for a single one. */
function batchStride(name: string, array: GpuArray, size: number, batch: number): number {
  if (array.length === size * batch) return size;
  if (array.length === size) return 0;
  throw new RangeError(
    `Cannot multiply: ${name} has ${array.length} elements, ` +
      `wanted ${size} for one matrix or ${size * batch} for ${batch}`,
  );
}
