import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { bestOf, fuseRankings, fuseScores } from "@rederive/lib/retrieval";

const close = (got: ArrayLike<number>, want: number[]) =>
  assertClose(got, want, { abs: 1e-15, rel: 0 });

Deno.test("fuseRankings() adds 1 / (60 + place), and what a ranking lacks adds nothing", () => {
  const { indices, scores } = fuseRankings([[5, 1, 9], Uint32Array.of(1, 9, 7, 5)]);
  deepEqual([...indices], [1, 5, 9, 7]);
  close(scores, [1 / 62 + 1 / 61, 1 / 61 + 1 / 64, 1 / 63 + 1 / 62, 1 / 63]);
});

Deno.test("fuseRankings() of one ranking, or of the same twice, is that ranking", () => {
  const ranking = [8, 2, 77, 4, 0];
  for (const rankings of [[ranking], [ranking, ranking, []]]) {
    deepEqual([...fuseRankings(rankings).indices], ranking);
  }
  deepEqual([...fuseRankings([]).indices], []);
});

Deno.test("fuseRankings() weighs rankings, and puts the lowest number first among equals", () => {
  const rankings = [[3, 2], [2, 3], [9]];
  deepEqual([...fuseRankings(rankings).indices], [2, 3, 9]);
  deepEqual([...fuseRankings(rankings, { weights: [2, 1, 0] }).indices], [3, 2, 9]);
  const { scores } = fuseRankings(rankings, { weights: [0.5, 0, 3], constant: 1 });
  close(scores, [3 / 2, 0.5 / 2, 0.5 / 3]);
});

Deno.test("fuseScores() makes lists alike: mean 0 and deviation 1, or from 0 to 1", () => {
  const [a, b] = [[1, 2, 3, 4], [100, 100, 300, 300]];
  const step = Math.sqrt(1.25);
  close(fuseScores([a]), [-1.5 / step, -0.5 / step, 0.5 / step, 1.5 / step]);
  close(fuseScores([b]), [-1, -1, 1, 1]);
  close(fuseScores([a, b], { weights: [step, 2] }), [-3.5, -2.5, 2.5, 3.5]);
  close(fuseScores([a, b], { scale: "minMax" }), [0, 1 / 3, 5 / 3, 2]);
  close(fuseScores([a, b], { scale: "none", weights: [10, 1] }), [110, 120, 330, 340]);
});

Deno.test("fuseScores() is the same whatever unit and origin a list has", () => {
  const [a, b] = [[0.1, 0.7, 0.3, 0.35], [12, 3, 8, 9]];
  for (const scale of ["zScore", "minMax"] as const) {
    const moved = fuseScores([a.map((v) => 1000 * v - 5), b], { scale });
    // the move costs a rounding of numbers up to 700 each, a deviation of 200 apart
    assertClose(moved, fuseScores([a, b], { scale }), { abs: 1e-14, rel: 0 });
  }
});

Deno.test("fuseScores() of a list that says nothing adds nothing", () => {
  const a = [3, 1, 2];
  for (const scale of ["zScore", "minMax"] as const) {
    deepEqual(fuseScores([a, [7, 7, 7]], { scale }), fuseScores([a], { scale }));
  }
  deepEqual(fuseScores([]), new Float64Array(0));
});

Deno.test("bestOf() sorts, ties by place, among those that may be found", () => {
  const scores = [2, -0, 5, 0, 5, -Infinity];
  deepEqual([...bestOf(scores)], [2, 4, 0, 1, 3, 5]);
  deepEqual([...bestOf(scores, { k: 2 })], [2, 4]);
  deepEqual([...bestOf(scores, { k: 9, among: Uint8Array.of(1, 0, 0, 1, 1, 1) })], [4, 0, 3, 5]);
  deepEqual([...bestOf([])], []);
});

Deno.test("fusion refuses what it cannot put together", () => {
  throws(
    () => fuseRankings([[1, 2, 1]]),
    /RangeError: Cannot fuse rankings: 1 is ranked twice, the second time at 2, wanted it once/,
  );
  throws(
    () => fuseRankings([[1], [2]], { weights: [1] }),
    /Cannot fuse rankings: the weights are 1, wanted 2 of at least 0/,
  );
  throws(() => fuseRankings([[1]], { weights: [-1] }), /the weights are -1, wanted 1 of at least/);
  throws(() => fuseRankings([[1]], { constant: -1 }), /the constant is -1, wanted a number >= 0/);
  throws(() => fuseScores([[1, 2], [1]]), /Cannot fuse scores: list 1 has 1 scores, wanted 2/);
  throws(
    () => fuseScores([[1, NaN]]),
    /Cannot fuse scores: score 1 of list 0 is NaN, wanted a finite one/,
  );
  throws(() => fuseScores([[1], [1]], { weights: [1, NaN] }), /the weights are 1, NaN, wanted 2/);
  throws(() => bestOf([1, NaN]), /Cannot find the best scores: score 1 is NaN, wanted a number/);
  throws(
    () => bestOf([1], { among: new Uint8Array(2) }),
    /Cannot find the best scores: the filter speaks of 2, wanted all 1/,
  );
});
