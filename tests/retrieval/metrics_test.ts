import { strictEqual as equal, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { ndcgAt, recallAt, reciprocalRank } from "@rederive/lib/retrieval";
import golden from "./fixtures/scikit_learn.json" with { type: "json" };

const ranking = [4, 8, 15, 16, 23, 42];
const near = (got: number, want: number) => assertClose([got], [want], { abs: 1e-15, rel: 0 });

Deno.test("recallAt() counts what is found over what there is", () => {
  const relevant = new Set([8, 23, 99, 100]);
  for (const [k, want] of [[0, 0], [1, 0], [2, 0.25], [4, 0.25], [5, 0.5], [50, 0.5]] as const) {
    equal(recallAt(ranking, relevant, { k }), want, `at ${k}`);
  }
  equal(recallAt(ranking, relevant), 0.5);
  equal(recallAt([], relevant), 0);
  equal(recallAt(Uint32Array.of(99, 8), relevant), 0.5);
});

Deno.test("reciprocalRank() is one over the place of the first that is relevant", () => {
  for (const [place, id] of ranking.entries()) {
    equal(reciprocalRank(ranking, new Set([id, 42])), 1 / (place + 1));
    equal(reciprocalRank(ranking, new Set([id]), { k: place }), 0);
    equal(reciprocalRank(ranking, new Set([id]), { k: place + 1 }), 1 / (place + 1));
  }
  equal(reciprocalRank(ranking, new Set([1])), 0);
  equal(reciprocalRank([], new Set([1])), 0);
});

// Grades 3, 2, 3, 0, 1, 2 in this order, with log2(1 + place) under them written out.
Deno.test("ndcgAt() is what one works out by hand", () => {
  const grades = new Map([[1, 3], [2, 2], [3, 3], [4, 0], [5, 1], [6, 2]]);
  const [l3, l5, l6, l7] = [3, 5, 6, 7].map(Math.log2) as [number, number, number, number];
  const linear = (3 + 2 / l3 + 3 / 2 + 0 / l5 + 1 / l6 + 2 / l7) /
    (3 + 3 / l3 + 2 / 2 + 2 / l5 + 1 / l6);
  near(ndcgAt([1, 2, 3, 4, 5, 6], grades, { gain: "linear" }), linear);
  const powers = (7 + 3 / l3 + 7 / 2 + 1 / l6 + 3 / l7) / (7 + 7 / l3 + 3 / 2 + 3 / l5 + 1 / l6);
  near(ndcgAt([1, 2, 3, 4, 5, 6], grades), powers);
  near(ndcgAt([4, 1], grades, { k: 2 }), (7 / l3) / (7 + 7 / l3));
  equal(ndcgAt([3, 1, 6, 2, 5], grades), 1);
  equal(ndcgAt([99, 98], grades), 0);
  equal(ndcgAt([1], grades, { k: 0 }), 0);
});

Deno.test("ndcgAt() without a cut holds against a ranking what it does not have", () => {
  const grades = new Map([[1, 1], [2, 1]]);
  near(ndcgAt([1], grades), 1 / (1 + 1 / Math.log2(3)));
  near(ndcgAt([1], grades, { k: 1 }), 1);
  near(ndcgAt([1], grades, { k: 10 }), 1 / (1 + 1 / Math.log2(3)));
});

Deno.test("ndcgAt() with grades as they are is scikit-learn's", () => {
  for (const { k, grades, ranking, ndcg } of golden.rankings) {
    near(ndcgAt(ranking, new Map(grades.map((g, i) => [i, g])), { k, gain: "linear" }), ndcg);
  }
});

Deno.test("metrics refuse what cannot be measured", () => {
  throws(() => recallAt([1], new Set()), /RangeError: Cannot measure recall: nothing is relevant/);
  throws(() => ndcgAt([1], new Map([[1, 0]])), /Cannot measure nDCG: no grade is above 0/);
  throws(
    () => ndcgAt([1], new Map([[1, 2], [7, -1]])),
    /Cannot measure nDCG: 7 has grade -1, wanted a finite one >= 0/,
  );
  throws(
    () => reciprocalRank([3, 1, 3], new Set([1])),
    /rank: 3 is ranked twice, the second time at 2, wanted it once/,
  );
  throws(() => recallAt([3, 3], new Set([1])), /3 is ranked twice/);
  throws(() => ndcgAt([3, 3], new Map([[3, 1]])), /3 is ranked twice/);
  throws(
    () => recallAt([3], new Set([1]), { k: -1 }),
    /Cannot measure recall: the first -1, wanted an integer >= 0/,
  );
});
