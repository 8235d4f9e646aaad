import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { checkInfo, determinant, inverse, lu, luSolve, solve } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { joined, orthogonal, symmetricMatrices } from "./hard_matrices.ts";

/** WGSL allows divisions 2.5 units in the last place: four roundings cover each step. */
const bound = (roundings: number) => gamma(4 * roundings);

/** Square matrices of full rank, those of many scales and those that need their rows exchanged. */
function matricesOf(n: number): Float32Array[] {
  const hard = symmetricMatrices(n);
  const square = (at: (i: number, j: number) => number) =>
    Float32Array.from({ length: n * n }, (_, i) => at(Math.floor(i / n), i % n));
  return [
    hard.identity!,
    hard["tiny waves"]!.map((each, i) => each + (i % (n + 1) ? 0 : 1e-20)),
    hard["huge waves"]!.map((each, i) => each + (i % (n + 1) ? 0 : 1e20)),
    hard["eigenvalues of both signs"]!,
    Float32Array.from(orthogonal(n, 3)),
    square((i, j) => Number(j === (i + 1) % n)),
    square((i, j) => Math.sin(i * i + 3 * j + 1) * 10 ** (i % 5)),
    square((i, j) => 1e4 * Math.sin((i * n + j) ** 2) ** 9 + Number(i + j === n - 1)),
  ];
}

/** L, U, and the rows of a in the order of the pivots. */
function takeApart(a: Float32Array, factors: Float32Array, pivots: Uint32Array, n: number) {
  const rows = Array.from({ length: n }, (_, i) => [...a.subarray(i * n, (i + 1) * n)]);
  for (const [k, pivot] of pivots.entries()) [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
  const l = Array.from(factors, (each, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return column < row ? each : Number(column === row);
  });
  const u = Array.from(factors, (each, i) => i % n < Math.floor(i / n) ? 0 : each);
  return { exchanged: rows.flat(), l, u };
}

for (const n of [1, 2, 3, 4, 5, 8, 13, 31, 32]) {
  gpuTest(`lu(), luSolve() and inverse() are backward stable at side ${n}`, async (gpu) => {
    const matrices = matricesOf(n);
    const [batch, m] = [matrices.length, 3];
    const right = Float32Array.from({ length: batch * n * m }, (_, i) => Math.sin(i * i + 1));
    using a = gpu.array(joined(matrices));
    using b = gpu.array(right);
    using found = await lu(gpu, a, { batch, n });
    using x = await luSolve(gpu, found, b, { batch, n, m });
    using inverted = await inverse(gpu, a, { batch, n });
    const { factors, pivots, info } = found;
    const got = await gpu.readMany([factors, pivots, info, x, inverted.x, inverted.info]);
    deepEqual([...got[2], ...got[5]], [...matrices, ...matrices].map(() => 0));
    for (const [t, matrix] of matrices.entries()) {
      const part = <A extends Float32Array | Uint32Array>(x: A, size: number) =>
        x.subarray(t * size, (t + 1) * size) as A;
      const own = part(got[1], n);
      equal(own.every((pivot, k) => pivot >= k && pivot < n), true);
      const { exchanged, l, u } = takeApart(matrix, part(got[0], n * n), own, n);
      equal(l.every((each) => Math.abs(each) <= 1), true); // what partial pivoting is for
      const sides = { n, k: n, m: n };
      // Higham, Accuracy and Stability, theorems 9.3 and 9.4.
      const sizes = reference.matmul(l.map(Math.abs), u.map(Math.abs), sides);
      const abs = sizes.map((size) => bound(n) * size);
      assertClose(reference.matmul(l, u, sides), exchanged, { abs, rel: 0 });
      const order = takeApart(
        Float32Array.from(matrix, (_, i) => Math.floor(i / n)),
        part(got[0], n * n),
        own,
        n,
      )
        .exchanged.filter((_, i) => i % n === 0);
      const checkSolution = (x: Float32Array, wanted: ArrayLike<number>, m: number) => {
        const wide = { n, k: n, m };
        const bounds = reference.matmul(sizes, x.map(Math.abs), wide).map((size) =>
          bound(3 * n) * size
        );
        const rows = order.flatMap((row) =>
          Array.from({ length: m }, (_, j) => wanted[row * m + j]!)
        );
        assertClose(reference.matmul(exchanged, x, wide), rows, { abs: bounds, rel: 0 });
      };
      checkSolution(part(got[3], n * m), part(right, n * m), m);
      checkSolution(part(got[4], n * n), symmetricMatrices(n).identity!, n);
    }
  }, { families: BOTH });
}

gpuTest("solve() matches f64 elimination with complete pivoting", async (gpu) => {
  const [n, m] = [9, 4];
  const a64 = orthogonal(n, 5);
  const b64 = Float32Array.from({ length: n * m }, (_, i) => 1e4 * Math.sin(i * i) ** 9);
  const rounded = Float32Array.from(a64);
  using a = gpu.array(rounded);
  using b = gpu.array(b64);
  using solved = await solve(gpu, a, b, { batch: 1, n, m });
  const want = reference.solve(rounded, b64, { n, m }).x;
  // The condition is 1, and |L||U| is below 2 n here.
  const longest = Math.hypot(...b64);
  assertClose(await gpu.read(solved.x), want, { abs: bound(3 * n) * 2 * n * longest, rel: 0 });
}, { families: BOTH });

gpuTest("lu() of a singular matrix goes on, says where, and solves to NaN", async (gpu) => {
  // Exact in f32: a repeated row, zeros, a column of zeros, and one that is sound.
  const all = [
    [1, 2, 3, 1, 2, 3, 4, 5, 7],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [2, 0, 1, 4, 0, 3, 2, 0, 5],
    [1, 2, 3, 4, 5, 6, 7, 8, NaN],
    [0, 0, 2, 0, 4, 0, 8, 0, 0],
  ];
  const batch = all.length;
  using a = gpu.array(joined(all));
  using b = gpu.array(Float32Array.of(2, 4, 8));
  using solved = await solve(gpu, a, b, { batch, n: 3, m: 1 });
  using inverted = await inverse(gpu, a, { batch, n: 3 });
  using determinants = await determinant(gpu, a, { batch, n: 3 });
  const got = await gpu.readMany([solved.x, solved.info, inverted.x, determinants]);
  deepEqual([...got[1]], [3, 1, 2, 3, 0]);
  equal(got[0].subarray(0, 12).every(Number.isNaN), true);
  deepEqual([...got[0].subarray(12)], [1, 1, 1]);
  equal(got[2].subarray(0, 36).every(Number.isNaN), true);
  deepEqual([...got[2].subarray(36)], [0, 0, 0.125, 0, 0.25, 0, 0.5, 0, 0]);
  deepEqual([...got[3]], [0, 0, 0, NaN, -64]);
  await rejects(checkInfo(gpu, solved.info), /matrix 0 of 5 failed with info 3 and 3 more failed/);
}, { families: BOTH });

gpuTest("determinant() is exact on exchanges and small integers", async (gpu) => {
  const all = [[0, 1, 1, 0], [2, 0, 0, 3], [1, 2, 3, 4], [0, 0, 0, 0]];
  using a = gpu.array(joined(all));
  using det = await determinant(gpu, a, { batch: 4, n: 2 });
  assertClose(await gpu.read(det), [-1, 6, -2, 0], { abs: 0, rel: bound(4) });
  const n = 7;
  // The six exchanges of a cycle of seven.
  using cycle = gpu.array(
    Float32Array.from({ length: n * n }, (_, i) => Number(i % n === (Math.floor(i / n) + 1) % n)),
  );
  using sign = await determinant(gpu, cycle, { batch: 1, n });
  deepEqual([...await gpu.read(sign)], [1]);
}, { families: BOTH });

gpuTest("determinant() matches f64 at side 31, and holds what f32 holds", async (gpu) => {
  const n = 31;
  const matrix = Float32Array.from(orthogonal(n, 6), (each) => 1.5 * each);
  using a = gpu.array(matrix);
  using det = await determinant(gpu, a, { batch: 1, n });
  const want = reference.solve(matrix, [], { n, m: 0 }).determinant;
  // det(a + E) / det a is off by at most |a^-1||E| n, and |L||U| is below 2 n |a| here; n products more.
  assertClose(await gpu.read(det), [want], { abs: 0, rel: 2 * n * n * bound(n) + bound(n) });

  // Products that overflow or vanish on the way, and those that end so.
  const diagonals = [[1e30, 1e30, 1e-30, 1e-30], [1e-30, 1e-30, 1e30, 1e30], [1e-30, 1e-9, 1, 1]];
  const out = [[1e30, 1e30, 1, 1], [1e-30, -1e-30, 1, 1]];
  const all = [...diagonals, ...out].map((d) =>
    Array.from({ length: 16 }, (_, i) => i % 5 ? 0 : d[i / 5]!)
  );
  using b = gpu.array(joined(all));
  using dets = await determinant(gpu, b, { batch: 5, n: 4 });
  const [one, again, small, large, none] = await gpu.read(dets);
  assertClose([one!, again!], [1, 1], { abs: 0, rel: 1e-6 });
  // Below normal numbers: kept to the last bit that is there, or flushed to 0 by the device.
  equal(small === 0 || Math.abs(small! - 1e-39) < 2 ** -149, true);
  deepEqual([large, Math.abs(none!)], [Infinity, 0]);
}, { families: BOTH });

gpuTest("lu() of many matrices is that of each, to the bit; of none, nothing", async (gpu) => {
  const [batch, n] = [131, 3];
  const all = Float32Array.from({ length: batch * 9 }, (_, i) => Math.sin(i * i));
  using a = gpu.array(all);
  using found = await lu(gpu, a, { batch, n });
  const factors = await gpu.read(found.factors);
  for (const t of [0, 8, 64, 130]) {
    using one = gpu.array(all.slice(9 * t, 9 * t + 9));
    using own = await lu(gpu, one, { batch: 1, n });
    deepEqual(await gpu.read(own.factors), factors.slice(9 * t, 9 * t + 9));
  }
  using none = gpu.empty("f32", 0);
  using solved = await solve(gpu, none, none, { batch: 0, n, m: 2 });
  using flat = await solve(gpu, a, none, { batch, n, m: 0 });
  equal(solved.x.length + flat.x.length, 0);
}, { families: BOTH });

gpuTest("lu() and luSolve() refuse what does not fit", async (gpu) => {
  using a = gpu.zeros("f32", 18);
  using found = await lu(gpu, a, { batch: 2, n: 3 });
  await rejects(
    lu(gpu, a, { batch: 2, n: 0 }),
    /RangeError: Cannot take LU factors: n is 0, wanted an integer from 1 to 32/,
  );
  await rejects(
    inverse(gpu, a, { batch: 2, n: 4 }),
    /Cannot invert: a has 18 elements, wanted \(batch, n, n\) = \(2, 4, 4\)/,
  );
  await rejects(
    luSolve(gpu, found, a, { batch: 2, n: 3, m: 4 }),
    /Cannot solve: b has 18 elements, wanted \(n, m\) = \(3, 4\) once or 2 times/,
  );
  await rejects(
    luSolve(gpu, { ...found, pivots: found.info }, a, { batch: 2, n: 3, m: 3 }),
    /Cannot solve: pivots has 2 elements, wanted \(batch, n\) = \(2, 3\)/,
  );
});
