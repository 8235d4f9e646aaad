import assert from "node:assert/strict";
import { leastSquares, type Rows, svd } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { singularValues3, solve } from "@rederive/lib/reference";
import { gap, times } from "./naive.ts";

const transposed = (a: Rows) => a[0]!.map((_, j) => a.map((row) => row[j]!));
const diagonal = (s: readonly number[]) => s.map((x, i) => s.map((_, j) => (i === j ? x : 0)));
const copy = (a: Rows) => a.map((row) => [...row]);

function random(rows: number, columns: number, seed: number): number[][] {
  const from = stream(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => from.normal()));
}

/** Products of two thin matrices: of rank `rank` and no more. */
const ofRank = (rank: number, rows: number, columns: number) =>
  times(random(rows, rank, 7), random(rank, columns, 8));

const matrices: Readonly<Record<string, number[][]>> = {
  "one number": [[-3]],
  "a column": [[3], [0], [4]],
  "a row": [[3, 0, 4]],
  zero: [[0, 0], [0, 0], [0, 0]],
  identity: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  "equal columns": [[1, 1], [1, 1], [1, 1]],
  "5 x 3": random(5, 3, 1),
  "8 x 9": random(8, 9, 2),
  "200 x 12": random(200, 12, 3),
  "rank 2 of 4": ofRank(2, 6, 4),
  "rank 1, wide": ofRank(1, 3, 5),
  "graded rows": random(6, 4, 4).map((row, i) => row.map((x) => x * 10 ** (-3 * i))),
  tiny: random(4, 3, 5).map((row) => row.map((x) => x * 1e-150)),
};

for (const [name, a] of Object.entries(matrices)) {
  Deno.test(`svd() takes ${name} apart`, () => {
    const { u, s, v } = svd(a);
    const [m, n] = [a.length, a[0]!.length];
    // a column takes part in at most 60 turns, each of 3 roundings of 2^-53
    const bound = 200 * 2 ** -53;
    assert(gap(times(times(u, diagonal(s)), transposed(v)), copy(a)) <= bound * s[0]! * n);
    assert(s.every((x, i) => x >= 0 && x <= (s[i - 1] ?? Infinity)));
    assert(gap(times(transposed(v), v), diagonal(s.map(() => 1))) < bound);
    const unit = diagonal(s.map((_, i) => Number(i < m)));
    assert(gap(times(transposed(u), u), unit) < bound);
  });
}

Deno.test("svd() finds the singular values that bisection finds", () => {
  for (let seed = 0; seed < 20; seed++) {
    const a = random(3, 3, seed);
    const { s } = svd(a);
    assert(gap(s, singularValues3(a.flat())) < 100 * 2 ** -53 * s[0]!);
  }
});

Deno.test("svd() keeps the digits of a small singular value, which a^T a would lose", () => {
  // columns at a right angle, then turned: lengths 1 and 1e-12
  const [c, d] = [Math.cos(0.7), Math.sin(0.7)];
  const { s } = svd([[c, d], [-d * 1e-12, c * 1e-12]]);
  assert(Math.abs(s[1]! / 1e-12 - 1) < 1e-3);
});

Deno.test("svd() refuses what is no matrix of finite numbers", () => {
  assert.throws(() => svd([]), {
    name: "RangeError",
    message: "Cannot take singular values: 0 rows of 0 numbers, " +
      "wanted at least one row and rows of one length",
  });
  assert.throws(() => svd([[1, 2], [3]]), /2 rows of 2, 1 numbers/);
  assert.throws(() => svd([[1, NaN]]), /an element is NaN, wanted finite ones/);
});

Deno.test("leastSquares() solves the normal equations", () => {
  const [a, b] = [random(9, 4, 11), random(9, 1, 12).flat()];
  const normal = times(transposed(a), a).flat();
  const { x } = solve(normal, times(transposed(a), b.map((y) => [y])).flat(), { n: 4, m: 1 });
  assert(gap(leastSquares(a, b), x) < 1e-13);
});

Deno.test("leastSquares() takes the shortest of many solutions", () => {
  assert(gap(leastSquares([[1, 1], [2, 2], [0, 0]], [2, 4, 0]), [1, 1]) < 1e-15);
  assert(gap(leastSquares([[0, 0], [0, 0]], [1, 2]), [0, 0]) === 0);
  // y = a^T z has no part that a does not see: it is the shortest x with a x = a y
  const a = ofRank(2, 6, 4);
  const y = times(transposed(a), random(6, 1, 13));
  assert(gap(leastSquares(a, times(a, y).flat()), y.flat()) < 1e-12);
});

Deno.test("leastSquares() refuses another number of right sides", () => {
  assert.throws(() => leastSquares([[1], [2]], [1]), {
    name: "RangeError",
    message: "Cannot solve by least squares: 2 rows and 1 right sides, wanted as many",
  });
});
