import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { checkInfo, symmetricEigen } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { joined, symmetricMatrices } from "./hard_matrices.ts";

/**
 * Of the largest length a matrix gives a unit vector: a sweep is n - 1 rounds of rotations that do not
 * touch each other, and each round rounds every element it turns, from both sides, by at most 6 units of
 * 2^-24 a side. At most 9 sweeps turn anything here, and eigenvalues move by no more than the matrix.
 */
const relative = (n: number) => 9 * 12 * (n - 1) * 2 ** -24;

for (const n of [1, 2, 3, 4, 5, 8, 9, 16, 17, 31, 32]) {
  gpuTest(`symmetricEigen() takes hard matrices of side ${n} apart`, async (gpu) => {
    const matrices = Object.entries(symmetricMatrices(n));
    using a = gpu.array(joined(matrices.map(([, matrix]) => matrix)));
    using found = await symmetricEigen(gpu, a, { batch: matrices.length, n });
    const { values, vectors, info } = found;
    const [lambda, v, failed] = await gpu.readMany([values, vectors, info]);
    deepEqual([...failed], matrices.map(() => 0));
    for (const [t, [name, matrix]] of matrices.entries()) {
      const own = lambda.subarray(t * n, (t + 1) * n);
      const columns = v.subarray(t * n * n, (t + 1) * n * n);
      const size = Math.hypot(...matrix);
      try {
        checkEigen(matrix, own, columns, { n, size });
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`);
      }
    }
  }, { families: BOTH });
}

function checkEigen(
  a: Float32Array,
  values: Float32Array,
  v: Float32Array,
  { n, size }: { n: number; size: number },
): void {
  const abs = relative(n) * size + 2 ** -149;
  assertClose(values, reference.symmetricEigenvalues(a, { n }), { abs, rel: 2 ** -23 });
  equal(values.every((value, k) => k === 0 || value >= values[k - 1]!), true);
  const sides = { n, k: n, m: n };
  const transposed = reference.transpose(v, { rows: n, columns: n });
  const identity = Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  const gram = reference.matmul(transposed, v, sides);
  assertClose(gram, identity, { abs: relative(n) + 2 ** -23, rel: 0 });
  const scaled = reference.matmul(a, v, sides);
  const want = Array.from(v, (part, i) => part * values[i % n]!);
  assertClose(scaled, want, { abs: abs + 2 ** -23 * size, rel: 0 });
  for (let k = 0; k < n; k++) {
    const column = transposed.slice(k * n, (k + 1) * n);
    const longest = column.reduce((most, part) => Math.abs(part) > Math.abs(most) ? part : most);
    equal(longest > 0, true);
  }
}

gpuTest("symmetricEigen() finds the closed form of the second difference", async (gpu) => {
  const n = 32;
  using a = gpu.array(symmetricMatrices(n)["second difference"]!);
  using found = await symmetricEigen(gpu, a, { batch: 1, n });
  const want = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)));
  // The largest length it gives a unit vector is below 4.
  assertClose(await gpu.read(found.values), want, { abs: 4 * relative(n), rel: 0 });
}, { families: BOTH });

gpuTest("symmetricEigen() reads the lower triangle alone", async (gpu) => {
  using a = gpu.array(Float32Array.of(2, NaN, 1, 2));
  using b = gpu.array(Float32Array.of(2, 1, 1, 2));
  using found = await symmetricEigen(gpu, a, { batch: 1, n: 2 });
  using same = await symmetricEigen(gpu, b, { batch: 1, n: 2 });
  deepEqual(await gpu.read(found.vectors), await gpu.read(same.vectors));
}, { families: BOTH });

gpuTest("symmetricEigen() of many matrices is that of each, to the bit", async (gpu) => {
  const [batch, n] = [131, 6];
  const all = Float32Array.from({ length: batch * n * n }, (_, i) => 1e4 * Math.sin(i * i) ** 9);
  using a = gpu.array(all);
  using found = await symmetricEigen(gpu, a, { batch, n });
  const got = await gpu.readMany([found.values, found.vectors]);
  for (const t of [0, 7, 64, 130]) {
    using one = gpu.array(all.slice(t * n * n, (t + 1) * n * n));
    using own = await symmetricEigen(gpu, one, { batch: 1, n });
    const [values, vectors] = await gpu.readMany([own.values, own.vectors]);
    deepEqual(values, got[0].slice(t * n, (t + 1) * n));
    deepEqual(vectors, got[1].slice(t * n * n, (t + 1) * n * n));
  }
}, { families: BOTH });

gpuTest("symmetricEigen() says which matrix is not one of numbers", async (gpu) => {
  using a = gpu.array(Float32Array.of(1, 0, 0, 1, 1, 0, NaN, 1, Infinity, 0, 0, 1));
  using found = await symmetricEigen(gpu, a, { batch: 3, n: 2 });
  const [values, info] = await gpu.readMany([found.values, found.info]);
  deepEqual([...values], [1, 1, NaN, NaN, NaN, NaN]);
  equal(info[0] === 0 && info[1]! > 0 && info[2]! > 0, true);
  await rejects(
    checkInfo(gpu, found.info),
    /RangeError: Cannot decompose: matrix 1 of 3 failed with info \d and 1 more failed, wanted 0 for all/,
  );
}, { families: BOTH });

gpuTest("symmetricEigen() refuses what does not fit", async (gpu) => {
  using a = gpu.zeros("f32", 8);
  for (const n of [0, 33, 2.5]) {
    await rejects(
      symmetricEigen(gpu, a, { batch: 2, n }),
      new RegExp(`RangeError: Cannot take eigenvalues: n is ${n}, wanted an integer from 1 to 32`),
    );
  }
  await rejects(
    symmetricEigen(gpu, a, { batch: 3, n: 2 }),
    /Cannot take eigenvalues: a has 8 elements, wanted \(batch, n, n\) = \(3, 2, 2\)/,
  );
  using none = gpu.empty("f32", 0);
  using found = await symmetricEigen(gpu, none, { batch: 0, n: 2 });
  equal(found.values.length + found.vectors.length + found.info.length, 0);
});
