import { ok, strictEqual as equal } from "node:assert/strict";
import { foldIn, key, stream } from "@rederive/lib/random";
import * as depths from "../../../notebooks/3d-reconstruction/vggt-first-impressions/depths.ts";
import {
  drawPair,
  NOISE,
  type PairOptions,
  WIDTH,
} from "../../../notebooks/3d-reconstruction/vggt-first-impressions/row_pairs.ts";
import { tryWalls } from "../../../notebooks/3d-reconstruction/vggt-first-impressions/trials.ts";

const pairs = (options: PairOptions, count: number) => {
  const random = stream(foldIn(key(5), 1));
  return Array.from({ length: count }, () => drawPair(random, options));
};

Deno.test("the right row is the left one, shifted by the parallax over the depth", () => {
  const parallax = 10;
  const random = stream(1);
  let pair = drawPair(random, { parallax, contrast: 1 });
  while (Math.abs(pair.nearness * parallax - Math.round(pair.nearness * parallax)) > 0.01) {
    pair = drawPair(random, { parallax, contrast: 1 });
  }
  const shift = Math.round(pair.nearness * parallax);
  const squares = Array.from(
    { length: WIDTH - shift },
    (_, x) => (pair.left[x + shift]! - pair.right[x]!) ** 2,
  );
  const rms = Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
  ok(rms < 2 * NOISE, `${rms}: noise of two samples is ${NOISE * Math.SQRT2}`);
  const wrong = Array.from(
    { length: WIDTH - shift },
    (_, x) => (pair.left[x]! - pair.right[x]!) ** 2,
  );
  ok(wrong.reduce((a, b) => a + b) > 20 * squares.reduce((a, b) => a + b));
});

Deno.test("paint has the contrast that was asked for, whatever its waves", () => {
  for (const texture of ["waves", "stripes"] as const) {
    const all = pairs({ parallax: 1, contrast: 0.8, texture }, 300);
    const squares = all.flatMap(({ left }) => [...left]).map((v) => v * v);
    const size = Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
    ok(Math.abs(size - Math.hypot(0.8, NOISE)) < 0.03, `${texture}: ${size}`);
  }
});

Deno.test("the true depth is among those that are allowed, and noise leaves a misfit of 1", () => {
  for (const parallax of [1, 8, 16]) {
    let [inside, sum] = [0, 0];
    const all = pairs({ parallax, contrast: 1 }, 200);
    for (const pair of all) {
      const near = depths.CANDIDATES.reduce(
        (best, q, i) =>
          Math.abs(q - pair.nearness) < Math.abs(depths.CANDIDATES[best]! - pair.nearness)
            ? i
            : best,
        0,
      );
      const misfits = depths.misfits(pair);
      inside += Number(depths.consistent(misfits)[near]);
      sum += misfits[near]!.squares / misfits[near]!.count;
    }
    ok(inside >= 180, `${inside} of 200 at a parallax of ${parallax}`);
    ok(sum / 200 > 0.9 && sum / 200 < 1.35, `mean misfit ${sum / 200}`);
  }
});

Deno.test("cubic() passes through its neighbours and keeps straight lines", () => {
  equal(depths.cubic(0).map((w) => w + 0).join(" "), "0 1 0 0");
  const line = depths.cubic(0.3).reduce((sum, w, k) => sum + w * (k - 1), 0);
  ok(Math.abs(line - 0.3) < 1e-15);
});

Deno.test("spread() counts from the first to the last, and all if the truth is not between", () => {
  const left = depths.CANDIDATES.map((_, i) => i === 20 || i === 38);
  equal(depths.spread(left, 0.25), 19 / 181);
  equal(depths.spread(left, 0.1 + 39 / 200), 19 / 181); // one step beyond
  equal(depths.spread(left, 0.31), 1);
  equal(depths.spread(left.map(() => false), 0.25), 1);
});

Deno.test("the best match is the least misfit, and the mean lies where the likely ones are", () => {
  const all = depths.CANDIDATES.map((q) => ({ squares: 400 * (q - 0.4) ** 2 * 50, count: 50 }));
  ok(Math.abs(depths.bestMatch(all) - 0.4) < 1e-12);
  ok(Math.abs(depths.posteriorMean(all) - 0.4) < 1e-3);
  const flat = depths.CANDIDATES.map(() => ({ squares: 50, count: 50 }));
  ok(Math.abs(depths.posteriorMean(flat) - 0.55) < 1e-12);
});

Deno.test("tryWalls() says little where there is no paint, and much where there is", () => {
  const of = (contrast: number) => tryWalls({ contrast, parallax: 8 }, { walls: 30, seed: 3 });
  const [plain, painted] = [of(0), of(1)];
  ok(plain.spread > 0.9 && painted.spread < 0.1);
  ok(plain.errors.match > plain.errors.mean && painted.errors.match < 0.01);
  ok(Math.abs(plain.errors.guess - 0.9 / Math.sqrt(12)) < 0.05);
});
