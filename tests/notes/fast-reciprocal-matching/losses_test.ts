import assert from "node:assert/strict";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { bestConfidence } from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/best_confidence.ts";
import {
  confidenceLoss,
  matchingLoss,
  meanRegression,
  regressionLosses,
  rowsAt,
  scaleOf,
  similaritiesOf,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/losses.ts";
import {
  creditsOf,
  expectedDistance,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/near_misses.ts";

const near = (a: number, b: number, tolerance = 1e-12) =>
  assert(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

Deno.test("scaleOf() is the mean distance from the origin", () => {
  equal(scaleOf([3, 4, 0, 0, 0, 1]), 3);
});

Deno.test("regressionLosses() divides by each pointmap's own scale, or both by the true one", () => {
  const truth = [0, 0, 1, 0, 0, 3]; // scale 2
  const predicted = [0, 0, 4, 0, 0, 4]; // scale 4
  deepEqual(regressionLosses(predicted, truth, "each its own"), [0.5, 0.5]);
  deepEqual(regressionLosses(predicted, truth, "both the true one"), [1.5, 0.5]);
  equal(meanRegression(predicted, truth, "both the true one"), 1);
});

Deno.test("bestConfidence() is alpha over the error, and 1 where that is below 1", () => {
  for (const error of [0.003, 0.02, 0.15]) near(bestConfidence(error, 0.2) * error, 0.2, 1e-6);
  near(bestConfidence(0.7, 0.2), 1, 1e-6);
  equal(confidenceLoss(0.5, 1, 0.2), 0.5);
});

Deno.test("matchingLoss() is minus the logarithms of both shares", () => {
  // s = e^(x / 1): rows sum to 3 and 4, columns to 4 and 3, with log 2 and log 3
  const similarities = [[Math.log(2), 0], [Math.log(2), Math.log(2)]];
  const loss = matchingLoss(similarities, [[0, 0], [1, 1]], { temperature: 1 });
  near(loss, -(Math.log(2 / 4) + Math.log(2 / 3) + Math.log(2 / 3) + Math.log(2 / 4)));
  const first = matchingLoss(similarities, [[0, 0]], { temperature: 1, minus: "first" });
  near(first, -Math.log(2 / 4) + Math.log(2 / 3));
  const cold = matchingLoss(similarities, [[0, 0]], { temperature: 0.5 });
  near(cold, -(Math.log(4 / 8) + Math.log(4 / 5)));
});

Deno.test("similaritiesOf() are inner products of chosen rows", () => {
  const rows = rowsAt(Float32Array.of(1, 2, 3, 4, 5, 6), 2, [2, 0]);
  deepEqual(similaritiesOf(rows, [[1, 10]]), [[65], [21]]);
});

Deno.test("creditsOf() is 0 where nearness earns nothing and grows where it does", () => {
  const rows = Array.from(
    { length: 8 },
    (_, i) => Float32Array.from({ length: 8 }, (_, k) => Number(i === k)),
  );
  const blind = creditsOf(
    rows,
    (s) => matchingLoss(s, s.map((_, n) => [n, n]), { temperature: 0.1 }),
  );
  for (const credit of blind) near(credit, 0);
  // a miss by 1 of at least 4 pixels costs a quarter at most
  for (const credit of creditsOf(rows, (s) => expectedDistance(s, 0.01))) assert(credit > 0.7);
});

Deno.test("expectedDistance() weighs pixels by the softmax of a row", () => {
  near(expectedDistance([[0, 0, 0]], 1), 1);
  near(expectedDistance([[0, Math.log(3)]], 1), 3 / 4);
});
