import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { checkInfo, cholesky, choleskySolve } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { joined, positiveMatrices, withEigenvalues } from "./hard_matrices.ts";

/** WGSL allows divisions and roots 2.5 units in the last place: four roundings cover each step. */
const bound = (roundings: number) => gamma(4 * roundings);

for (const n of [1, 2, 3, 4, 5, 8, 13, 31, 32]) {
  gpuTest(`cholesky() and choleskySolve() are backward stable at side ${n}`, async (gpu) => {
    const matrices = Object.entries(positiveMatrices(n));
    const [batch, m] = [matrices.length, 5];
    const right = Float32Array.from({ length: batch * n * m }, (_, i) => Math.sin(i * i + 1));
    using a = gpu.array(joined(matrices.map(([, matrix]) => matrix)));
    using b = gpu.array(right);
    using found = await cholesky(gpu, a, { batch, n });
    using x = await choleskySolve(gpu, found.factor, b, { batch, n, m });
    const [factors, info, solutions] = await gpu.readMany([found.factor, found.info, x]);
    deepEqual([...info], matrices.map(() => 0));
    for (const [t, [, matrix]] of matrices.entries()) {
      const l = factors.subarray(t * n * n, (t + 1) * n * n);
      equal(l.every((each, i) => i % n <= Math.floor(i / n) || each === 0), true);
      const transposed = reference.transpose(l, { rows: n, columns: n });
      const sides = { n, k: n, m: n };
      // Higham, Accuracy and Stability, theorems 10.3 and 10.4.
      const sizes = reference.matmul(l.map(Math.abs), transposed.map(Math.abs), sides);
      const product = reference.matmul(l, transposed, sides);
      assertClose(product, matrix, { abs: sizes.map((size) => bound(n + 1) * size), rel: 0 });
      const own = solutions.subarray(t * n * m, (t + 1) * n * m);
      const wide = { n, k: n, m };
      const residual = reference.matmul(sizes, own.map(Math.abs), wide);
      const abs = residual.map((size) => bound(3 * n + 1) * size);
      const wanted = right.subarray(t * n * m, (t + 1) * n * m);
      assertClose(reference.matmul(matrix, own, wide), wanted, { abs, rel: 0 });
    }
  }, { families: BOTH });
}

gpuTest("cholesky() matches the f64 factor where that is well determined", async (gpu) => {
  const n = 17;
  const a64 = withEigenvalues(Array.from({ length: n }, (_, k) => 1 + k / n), 1);
  using a = gpu.array(Float32Array.from(a64));
  using found = await cholesky(gpu, a, { batch: 1, n });
  // An error E in a moves L by about |L| |a^-1| |E|, for a condition of 2 below 2 |E| / |L|.
  const abs = 4 * bound(n + 1) * n;
  assertClose(await gpu.read(found.factor), reference.cholesky(a64, { n })!, { abs, rel: 0 });
}, { families: BOTH });

gpuTest("cholesky() says where a matrix stops being positive definite", async (gpu) => {
  const n = 6;
  // Leading minors are positive below the first number that is not.
  const diagonals = [0, 1, 2, 3, 4, 5].map((bad) =>
    Array.from({ length: n * n }, (_, i): number => i % (n + 1) ? 0 : i / (n + 1) === bad ? -1 : 4)
  );
  const zero = new Array<number>(n * n).fill(0);
  const ones = new Array<number>(n * n).fill(1);
  const nan = diagonals[0]!.with(0, 4).with(n * n - 2, NaN);
  const sound = Array.from({ length: n * n }, (_, i) => i % (n + 1) ? 0 : 9);
  const all = [...diagonals, zero, ones, nan, sound];
  using a = gpu.array(joined(all));
  using b = gpu.array(new Float32Array(n).fill(9));
  using found = await cholesky(gpu, a, { batch: all.length, n });
  using x = await choleskySolve(gpu, found.factor, b, { batch: all.length, n, m: 1 });
  const [factor, info, solved] = await gpu.readMany([found.factor, found.info, x]);
  deepEqual([...info], [1, 2, 3, 4, 5, 6, 1, 2, 6, 0]);
  equal(factor.subarray(0, 9 * n * n).every(Number.isNaN), true);
  equal(solved.subarray(0, 9 * n).every(Number.isNaN), true);
  deepEqual([...factor.subarray(9 * n * n)], sound.map((each) => Math.sqrt(each)));
  deepEqual([...solved.subarray(9 * n)], [1, 1, 1, 1, 1, 1]);
  await rejects(
    checkInfo(gpu, found.info),
    /RangeError: Cannot decompose: matrix 0 of 10 failed with info 1 and 8 more failed, wanted 0 for all/,
  );
}, { families: BOTH });

gpuTest(
  "cholesky() reads the lower triangle alone, and is exact on squares of integers",
  async (gpu) => {
    using a = gpu.array(Float32Array.of(4, NaN, NaN, 2, 10, NaN, -6, 3, 19));
    using found = await cholesky(gpu, a, { batch: 1, n: 3 });
    await checkInfo(gpu, found.info);
    deepEqual([...await gpu.read(found.factor)], [
      2,
      0,
      0,
      1,
      3,
      0,
      -3,
      2,
      Math.fround(Math.sqrt(6)),
    ]);
  },
  { families: BOTH },
);

gpuTest("choleskySolve() takes one right side for all, and many matrices", async (gpu) => {
  const batch = 131;
  const all = Array.from({ length: batch }, (_, t) => [t + 1, 0, 0, 4 * (t + 1)]);
  using a = gpu.array(joined(all));
  using b = gpu.array(Float32Array.of(2, 4, 8, 16));
  using found = await cholesky(gpu, a, { batch, n: 2 });
  using x = await choleskySolve(gpu, found.factor, b, { batch, n: 2, m: 2 });
  const want = all.flatMap(([d]) => [2 / d!, 4 / d!, 2 / d!, 4 / d!]);
  assertClose(await gpu.read(x), want, { abs: 0, rel: bound(7) });
}, { families: BOTH });

gpuTest("cholesky() and choleskySolve() refuse what does not fit", async (gpu) => {
  using a = gpu.zeros("f32", 18);
  await rejects(
    cholesky(gpu, a, { batch: 1, n: 33 }),
    /RangeError: Cannot take a Cholesky factor: n is 33, wanted an integer from 1 to 32/,
  );
  await rejects(
    cholesky(gpu, a, { batch: 3, n: 3 }),
    /Cannot take a Cholesky factor: a has 18 elements, wanted \(batch, n, n\) = \(3, 3, 3\)/,
  );
  await rejects(
    choleskySolve(gpu, a, a, { batch: 2, n: 3, m: 2 }),
    /Cannot solve: b has 18 elements, wanted \(n, m\) = \(3, 2\) once or 2 times/,
  );
  await rejects(
    choleskySolve(gpu, a, a, { batch: 2, n: 3, m: -1 }),
    /Cannot solve: m is -1, wanted an integer >= 0/,
  );
});
