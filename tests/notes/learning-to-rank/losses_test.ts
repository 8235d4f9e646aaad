import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import { stream } from "@rederive/lib/random";
import * as losses from "../../../notebooks/retrieval/learning-to-rank/losses.ts";
import { ndcg } from "../../../notebooks/retrieval/learning-to-rank/ndcg.ts";
import * as slopes from "../../../notebooks/retrieval/learning-to-rank/slopes.ts";

const near = (a: number, b: number, by = 1e-10) => ok(Math.abs(a - b) <= by, `${a}, want ${b}`);
const random = stream(1);
const lists = Array.from({ length: 10 }, (_, k) => ({
  s: Array.from({ length: 2 + k }, () => 3 * random.normal()),
  grades: [4, ...Array.from({ length: 1 + k }, () => random.integer(4))],
}));

const pairs: [string, losses.Loss, slopes.Slopes][] = [
  ["squares", losses.squares, slopes.squaresSlopes],
  ["binary", losses.binary, slopes.binarySlopes],
  ["rankNet", losses.rankNet, slopes.rankNetSlopes],
  ["listNet", losses.listNet, slopes.listNetSlopes],
  ["listMle", losses.listMle, slopes.listMleSlopes],
];
for (const [name, loss, how] of pairs) {
  Deno.test(`the slopes of ${name} are those of its loss`, () => {
    for (const { s, grades } of lists) {
      const got = how(s, grades);
      s.forEach((from, i) => {
        const [slope] = differentiate((v) => [loss(s.with(i, v), grades)], from);
        near(got[i]!, slope!);
      });
    }
  });
}

Deno.test("losses of two documents, by hand", () => {
  const [s, grades] = [[0.6, 0.8], [1, 0]];
  near(losses.squares(s, grades), (0.16 + 0.64) / 4);
  near(losses.rankNet(s, grades), Math.log(1 + Math.exp(0.2)));
  // printed by TensorFlow Ranking's documentation of ListMLELoss, as a sum
  near(2 * losses.listMle(s, grades), 0.7981389, 5e-8);
  const p = Math.E / (1 + Math.E);
  near(losses.listNet(s, grades), Math.log(1 + Math.exp(0.2)) - (1 - p) * 0.2);
});

Deno.test("softplus() neither overflows nor loses small values", () => {
  equal(losses.softplus(1000), 1000);
  near(losses.softplus(-40) / Math.exp(-40), 1, 1e-15);
  near(losses.softplus(0), Math.LN2, 1e-15);
});

Deno.test("pairsOf() has each pair of different grades once, the better first", () => {
  deepEqual(losses.pairsOf([1, 0, 1, 2]), [[0, 1], [2, 1], [3, 0], [3, 1], [3, 2]]);
  deepEqual(losses.pairsOf([2, 2]), []);
});

Deno.test("exchangesOf() is what exchanging two scores does to nDCG", () => {
  for (const { s, grades } of lists) {
    const exchange = slopes.exchangesOf(s, grades);
    for (const [i, j] of losses.pairsOf(grades)) {
      const swapped = s.with(i, s[j]!).with(j, s[i]!);
      near(exchange(i, j), Math.abs(ndcg(s, grades, 99) - ndcg(swapped, grades, 99)), 1e-14);
    }
  }
});

Deno.test("lambdaRankSlopes() weighs RankNet's pairs, and sums to zero", () => {
  const [s, grades] = [[0.2, -0.4, 1], [2, 0, 1]];
  const exchange = slopes.exchangesOf(s, grades);
  const lambda = (i: number, j: number) => exchange(i, j) / (1 + Math.exp(s[i]! - s[j]!)) / 3;
  const got = slopes.lambdaRankSlopes(s, grades);
  near(got[0]!, -lambda(0, 1) - lambda(0, 2));
  near(got[1]!, lambda(0, 1) + lambda(2, 1));
  near(got[2]!, lambda(0, 2) - lambda(2, 1));
});

Deno.test("ndcg() takes equal scores as they come", () => {
  equal(ndcg([0, 0, 0], [2, 1, 0], 3), 1);
  near(ndcg([0, 0, 0], [0, 0, 1], 3), 1 / 2);
});
