import { checkBinding } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { checkSquare, runMatrices, type SquareOptions, together } from "./matrices.ts";
import code from "./symmetric_eigen.wgsl" with { type: "text" };

/** What `symmetricEigen()` gives, disposed of together: a = V diag(values) V^T. */
export interface SymmetricEigen extends Disposable {
  /** Eigenvalues, (batch, n), rising. */
  values: GpuArray<"f32">;
  /** Eigenvectors, the columns of (batch, n, n), in the same order; of each the largest part is positive. */
  vectors: GpuArray<"f32">;
  /** 0, or how many elements off the diagonal did not vanish; see `checkInfo()`. */
  info: GpuArray<"u32">;
}

/** Sweeps through all elements; up to 8 turn any for n up to 32, and one more sees that they were enough. */
const SWEEPS = 12;

/**
 * Eigenvalues and eigenvectors of a batch of symmetric matrices, up to 32 x 32, by Jacobi rotations. Only
 * the lower triangle is read. Eigenvalues, and V diag(values) V^T beside a, are off by about n / 2 times
 * 2^-24 of the largest |eigenvalue|; by the bound, by less than 110 n times. As LAPACK's ssyev, a matrix that
 * does not converge, such as one with NaN, does not throw: its info is above 0, and its results NaN.
 *
 * @throws {RangeError} when n is not from 1 to 32, or an array has another size.
 *
 * @example
 * ```ts
 * import { assertClose } from "@rederive/lib/check";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { symmetricEigen } from "@rederive/lib/linalg";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(2, 1, 1, 2));
 * using found = await symmetricEigen(gpu, a, { batch: 1, n: 2 });
 * assertClose(await gpu.read(found.values), [1, 3], { abs: 0, rel: 1e-6 });
 * const half = Math.SQRT1_2;
 * assertClose(await gpu.read(found.vectors), [half, half, -half, half], { abs: 1e-6, rel: 0 });
 * ```
 */
export async function symmetricEigen(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): Promise<SymmetricEigen> {
  const action = "take eigenvalues";
  checkSquare(gpu, action, "a", a, { batch, n });
  // Turns of loops: a sweep has n (n - 1) / 2 rotations of n steps, the rest reads, sorts and writes.
  const [aSweep, aCall] = [n * n * (n + 6) / 2, 8 * n * (n + 2)];
  const most = Math.max(1, Math.floor((LONGEST_LOOP - aCall) / aSweep));
  const calls = Math.ceil(SWEEPS / most);
  checkBinding(gpu, action, "the matrices and their vectors", 8 * batch * n * n);
  const values = gpu.empty("f32", batch * n, "eigenvalues");
  const vectors = gpu.empty("f32", batch * n * n, "eigenvectors");
  const info = gpu.empty("u32", batch, "info");
  using cells = gpu.empty("f32", 2 * batch * n * n, "matrices being turned");
  for (let call = 0; call < calls; call++) {
    await runMatrices(gpu, {
      code,
      entry: "symmetric_eigen",
      batch,
      n,
      items: batch,
      numbers: [Math.min(most, SWEEPS), (call === 0 ? 1 : 0) + (call === calls - 1 ? 2 : 0)],
      bindings: [a, cells, values, vectors, info],
    });
  }
  return together({ values, vectors, info });
}
