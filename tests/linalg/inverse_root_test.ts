import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { checkInfo, inverseRoot } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { joined, withEigenvalues } from "./hard_matrices.ts";

/** What symmetricEigen() is off by, of the largest eigenvalue; see its test. */
const eigenvalueError = (n: number) => 9 * 12 * (n - 1) * 2 ** -24;

/** Rounding of a power and of a sum of n products of three. */
const rounding = (n: number) => 4 * (n + 8) * 2 ** -24;

const CONDITION = 30;

for (const n of [1, 2, 3, 5, 16, 32]) {
  gpuTest(`inverseRoot() matches Newton's iteration in f64 at side ${n}`, async (gpu) => {
    const scales = [1, 1e-20, 1e20, 1];
    const spread = Array.from({ length: n }, (_, k) => CONDITION ** (-k / n));
    const matrices = scales.map((scale, seed) =>
      Float32Array.from(withEigenvalues(spread.map((value) => scale * value), seed))
    );
    using a = gpu.array(joined(matrices));
    for (const root of [1, 2, 3, 4, 8]) {
      using found = await inverseRoot(gpu, a, { batch: matrices.length, n, root });
      await checkInfo(gpu, found.info);
      const got = await gpu.read(found.y);
      for (const [t, matrix] of matrices.entries()) {
        const own = got.subarray(t * n * n, (t + 1) * n * n);
        const want = reference.inverseRoot(matrix, { n, root });
        // The power is steepest at the least eigenvalue; vectors are off as much again, over the gaps.
        const least = scales[t]! / CONDITION;
        const size = n * least ** (-1 / root);
        const abs = size * (2 * CONDITION / root * eigenvalueError(n) + rounding(n));
        assertClose(own, want, { abs, rel: 0 });
        const turned = reference.transpose(own, { rows: n, columns: n });
        deepEqual([...own], turned);
      }
    }
  }, { families: BOTH });
}

gpuTest("inverseRoot() to the fourth power inverts a, epsilon added", async (gpu) => {
  const [n, epsilon] = [7, 0.5];
  const matrix = Float32Array.from(withEigenvalues([4, 3, 2, 1, 0.5, 0, 0], 2));
  using a = gpu.array(matrix);
  using found = await inverseRoot(gpu, a, { batch: 1, n, root: 4, epsilon });
  const y = await gpu.read(found.y);
  const sides = { n, k: n, m: n };
  const shifted = matrix.map((each, i) => each + (i % (n + 1) ? 0 : epsilon));
  const square = reference.matmul(y, y, sides);
  const product = reference.matmul(reference.matmul(square, square, sides), shifted, sides);
  const identity = Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  // Eigenvalues from 0.5 to 4.5: nine times what they are off by, once for each factor and a.
  assertClose(product, identity, { abs: 9 * 5 * n * (eigenvalueError(n) + rounding(n)), rel: 0 });
}, { families: BOTH });

gpuTest("inverseRoot() takes powers to the last digits, whatever the size", async (gpu) => {
  const values = [1e-30, 1e-12, 1e-3, 0.3, 1, 2, 1e5, 1e30];
  for (const root of [1, 2, 3, 5, 64]) {
    using a = gpu.array(Float32Array.from(values));
    using found = await inverseRoot(gpu, a, { batch: values.length, n: 1, root });
    const want = values.map((value) => Math.fround(value) ** (-1 / root));
    // Newton's last step rounds root products, of which a share of 1 / root is left, and a few more.
    assertClose(await gpu.read(found.y), want, { abs: 0, rel: 8 * 2 ** -24 });
  }
}, { families: BOTH });

gpuTest(
  "inverseRoot() says how many eigenvalues are not positive, unless they are lifted",
  async (gpu) => {
    const all = [[1, 0, 0, 1], [1, 0, 0, 0], [-1, 0, 0, -4], [0, 0, 0, 0], [1, 0, NaN, 1]];
    const batch = all.length;
    using a = gpu.array(joined(all));
    using found = await inverseRoot(gpu, a, { batch, n: 2, root: 2 });
    const [y, info] = await gpu.readMany([found.y, found.info]);
    deepEqual([...info.subarray(0, 4)], [0, 1, 2, 2]);
    equal(info[4]! > 0, true);
    deepEqual([...y.subarray(0, 4)], [1, 0, 0, 1]);
    equal(y.subarray(4).every(Number.isNaN), true);
    await rejects(checkInfo(gpu, found.info), /matrix 1 of 5 failed with info 1 and 3 more failed/);

    using lifted = await inverseRoot(gpu, a, { batch, n: 2, root: 2, epsilon: 0.25 });
    const [up, left] = await gpu.readMany([lifted.y, lifted.info]);
    deepEqual([...left.subarray(0, 4)], [0, 0, 0, 0]);
    const fifth = 1 / Math.sqrt(1.25);
    const want = [fifth, 0, 0, fifth, fifth, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2];
    assertClose(up.subarray(0, 16), want, { abs: 1e-6, rel: 0 });

    using floored = await inverseRoot(gpu, a, { batch, n: 2, root: 4, floor: 1 / 16 });
    const [held] = await gpu.readMany([floored.y]);
    assertClose(held.subarray(4, 12), [1, 0, 0, 2, 2, 0, 0, 2], { abs: 1e-6, rel: 0 });
  },
  { families: BOTH },
);

gpuTest("inverseRoot() refuses what it cannot mean", async (gpu) => {
  using a = gpu.zeros("f32", 8);
  const sizes = { batch: 2, n: 2, root: 2 };
  for (const root of [0, -2, 1.5, 65]) {
    await rejects(
      inverseRoot(gpu, a, { ...sizes, root }),
      new RegExp(
        `RangeError: Cannot take an inverse root: root is ${root}, wanted an integer from 1 to 64`,
      ),
    );
  }
  await rejects(
    inverseRoot(gpu, a, { ...sizes, epsilon: -1 }),
    /RangeError: Cannot take an inverse root: epsilon is -1, wanted a number >= 0/,
  );
  await rejects(
    inverseRoot(gpu, a, { ...sizes, floor: NaN }),
    /floor is NaN, wanted a number >= 0/,
  );
  await rejects(
    inverseRoot(gpu, a, { ...sizes, batch: 3 }),
    /a has 8 elements, wanted \(batch, n, n\) = \(3, 2, 2\)/,
  );
});
