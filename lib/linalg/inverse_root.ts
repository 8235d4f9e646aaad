import type { Gpu, GpuArray } from "../gpu/mod.ts";
import code from "./inverse_root.wgsl" with { type: "text" };
import { runMatrices, type SquareOptions, together } from "./matrices.ts";
import { symmetricEigen } from "./symmetric_eigen.ts";

/** Which root, and what keeps it from dividing by 0. */
export interface InverseRootOptions extends SquareOptions {
  /** p of a^(-1 / p), an integer from 1 to 64: 2 to whiten, 4 for Shampoo's factors. */
  root: number;
  /** Eigenvalues below it count as this; 0 unless given. */
  floor?: number;
  /** Added to every eigenvalue then; 0 unless given. */
  epsilon?: number;
}

/** What `inverseRoot()` gives, disposed of together. */
export interface InverseRoot extends Disposable {
  /** a^(-1 / p), (batch, n, n), symmetric to the bit; NaN where there is none. */
  y: GpuArray<"f32">;
  /** 0, or how many eigenvalues were not above 0; see `checkInfo()`. */
  info: GpuArray<"u32">;
}

/**
 * Inverse p-th roots of a batch of symmetric positive matrices, up to 32 x 32: (a + epsilon I)^(-1 / p),
 * from eigenvalues. Only the lower triangle is read. In f32 an eigenvalue is off by about n / 2 times 2^-24
 * of the largest one: those below that are noise, and want a larger `epsilon` or `floor`. Where one is not above
 * 0 after that, nothing is thrown: info is above 0 and the root NaN.
 *
 * @throws {RangeError} when n is not from 1 to 32, root not from 1 to 64, floor or epsilon negative, or a
 * has another size.
 *
 * @example
 * ```ts
 * import { assertClose } from "@rederive/lib/check";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { inverseRoot } from "@rederive/lib/linalg";
 *
 * await using gpu = await openGpu();
 * using a = gpu.array(Float32Array.of(15, 0, 0, 80));
 * using found = await inverseRoot(gpu, a, { batch: 1, n: 2, root: 4, epsilon: 1 });
 * assertClose(await gpu.read(found.y), [1 / 2, 0, 0, 1 / 3], { abs: 1e-6, rel: 0 });
 * ```
 */
export async function inverseRoot(
  gpu: Gpu,
  a: GpuArray<"f32">,
  { batch, n, root, floor = 0, epsilon = 0 }: InverseRootOptions,
): Promise<InverseRoot> {
  const action = "take an inverse root";
  if (!Number.isInteger(root) || root < 1 || root > 64) {
    throw new RangeError(`Cannot ${action}: root is ${root}, wanted an integer from 1 to 64`);
  }
  for (const [name, value] of Object.entries({ floor, epsilon })) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new RangeError(`Cannot ${action}: ${name} is ${value}, wanted a number >= 0`);
  }
  const { values, vectors, info } = await symmetricEigen(gpu, a, { batch, n });
  using powers = gpu.empty("f32", batch * n, "powers");
  const bits = new Uint32Array(Float32Array.of(floor, epsilon).buffer);
  await runMatrices(gpu, {
    code,
    entry: "inverse_powers",
    batch,
    n,
    items: batch,
    numbers: [root, ...bits],
    bindings: [values, null, powers, info],
  });
  const y = gpu.empty("f32", batch * n * n, "inverse roots");
  await runMatrices(gpu, {
    code,
    entry: "compose",
    batch,
    n,
    items: y.length,
    bindings: [null, vectors, powers, y],
  });
  for (const each of [values, vectors]) each[Symbol.dispose]();
  return together({ y, info });
}
