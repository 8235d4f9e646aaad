import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import { stream } from "@rederive/lib/random";
import {
  dot,
  fitLogistic,
  type Row,
} from "../../../notebooks/retrieval/learning-to-rank/fit_logistic.ts";
import { drawLists } from "../../../notebooks/retrieval/learning-to-rank/ranking_list.ts";
import {
  copyOf,
  makeScorer,
  pullBack,
  scoresOf,
} from "../../../notebooks/retrieval/learning-to-rank/scorer.ts";
import { squaresSlopes } from "../../../notebooks/retrieval/learning-to-rank/slopes.ts";
import { trainScorer } from "../../../notebooks/retrieval/learning-to-rank/train_scorer.ts";

const near = (a: number, b: number, by: number) => ok(Math.abs(a - b) <= by, `${a}, want ${b}`);

for (const H of [0, 1, 5]) {
  Deno.test(`pullBack() is the derivative of the scores, ${H} hidden units`, () => {
    const [scorer, random] = [makeScorer(3, { D: 4, H }), stream(2)];
    const x = Float64Array.from({ length: 12 }, () => random.normal());
    const slopes = [1, -2, 0.5];
    const gradient = new Float64Array(scorer.weights.length).fill(7); // added to, not replaced
    pullBack(scorer, x, { slopes, gradient });
    scorer.weights.forEach((weight, k) => {
      const at = (v: number) => {
        const moved = copyOf(scorer);
        moved.weights[k] = v;
        return [dot(slopes, scoresOf(moved, x))];
      };
      near(gradient[k]! - 7, differentiate(at, weight)[0]!, 1e-9);
    });
  });
}

Deno.test("fitLogistic() finds where the slope is zero", () => {
  const random = stream(8);
  const rows = Array.from({ length: 200 }, (): Row => {
    const features = [random.normal(), random.normal(), 1];
    const p = 1 / (1 + Math.exp(-(2 * features[0]! - features[1]! + 0.5)));
    return { features, label: Number(random.uniform() < p), weight: 1 / 200 };
  });
  const weights = fitLogistic(rows, { ridge: 0.01 });
  weights.forEach((w, i) => {
    const slope = rows.reduce((sum, { features, label, weight }) => {
      const p = 1 / (1 + Math.exp(-dot(weights, features)));
      return sum + weight * (p - label) * features[i]!;
    }, 0.01 * w);
    near(slope, 0, 1e-14);
  });
});

Deno.test("drawLists() has the same documents at every level, but for what they share", () => {
  const [low, high] = [0, 3].map((level) => drawLists(4, { lists: 3, level }));
  for (const [k, { x, grades }] of low!.entries()) {
    deepEqual(high![k]!.grades, grades);
    ok(grades.some((grade) => grade > 0));
    const moved = x.map((v, at) => high![k]!.x[at]! - v);
    for (let at = 0; at < moved.length; at++) {
      near(moved[at]!, at % 12 < 4 ? moved[at % 12]! : 0, 1e-12);
    }
  }
});

Deno.test("trainScorer() gets to the least squares of a linear task, the same way every time", () => {
  const random = stream(6);
  const lists = Array.from({ length: 20 }, () => {
    const x = Float64Array.from({ length: 15 }, () => random.normal());
    const grades = [0, 1, 2, 3, 4].map((i) => 2 * x[3 * i]! - x[3 * i + 1]! + 1);
    return { x, grades, merit: grades };
  });
  const train = () =>
    trainScorer(lists, { slopes: squaresSlopes, seed: 0, steps: 1500, learningRate: 0.03 });
  const { weights } = train();
  [2, -1, 0, 1].forEach((want, k) => near(weights[k]!, want, 1e-3));
  equal(train().weights.findIndex((w, k) => w !== weights[k]), -1);
});
