import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import { logSoftmax, softmax } from "@rederive/lib/reference";
import { stream } from "@rederive/lib/random";
import {
  calibrationError,
  confidences,
  fitTemperature,
  type Judged,
  logLoss,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/calibrate.ts";
import {
  histogram,
  isotonic,
  platt,
  temperature,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/calibrate_scores.ts";

const near = (a: number, b: number, by = 1e-12) => ok(Math.abs(a - b) <= by, `${a}, want ${b}`);

/** Labels drawn from the softmax of the logits: calibrated at temperature 1. */
function drawn(count: number): Judged {
  const random = stream(5);
  const logits = Float64Array.from({ length: 4 * count }, () => 2 * random.normal());
  const labels = Int32Array.from({ length: count }, (_, i) => {
    let left = random.uniform();
    return softmax(logits.subarray(4 * i, 4 * i + 4)).findIndex((p) => (left -= p) < 0);
  });
  return { logits, labels };
}

Deno.test("logLoss() and confidences() agree with the reference", () => {
  const judged = drawn(20);
  const rows = Array.from({ length: 20 }, (_, i) => judged.logits.slice(4 * i, 4 * i + 4));
  const warm = rows.map((row) => row.map((z) => z / 3));
  const losses = warm.map((row, i) => -logSoftmax(row)[judged.labels[i]!]!);
  near(logLoss(judged, { temperature: 3 }), losses.reduce((a, b) => a + b) / 20);
  confidences(judged, { temperature: 3 }).forEach(({ confidence, right }, i) => {
    const p = softmax(warm[i]!);
    near(confidence, Math.max(...p));
    ok(right === (p.indexOf(Math.max(...p)) === judged.labels[i]));
  });
});

Deno.test("calibrationError() is the weighted gap of the bins", () => {
  // three confident guesses, two of them right, and an even one that is wrong
  const logits = Float64Array.of(100, 0, 100, 0, 100, 0, 0, 0);
  const judged = { logits, labels: Int32Array.of(0, 0, 1, 1) };
  near(calibrationError(judged), 0.75 * (1 - 2 / 3) + 0.25 * 0.5);
});

Deno.test("fitTemperature() finds how much logits were blown up", () => {
  const judged = drawn(20000);
  const blown = { ...judged, logits: judged.logits.map((z) => 3 * z) };
  const own = fitTemperature(judged);
  near(own, 1, 0.03); // 20,000 labels leave 1 to 2 %
  near(fitTemperature(blown), 3 * own, 1e-3);
});

/** The best rising fit, by trying every way to cut sorted scores into pools. */
function bruteIsotonic(scores: number[], happened: boolean[]): number[] {
  const levels = [...new Set(scores)].sort((a, b) => a - b);
  let best = { error: Infinity, fit: [] as number[] };
  for (let cuts = 0; cuts < 2 ** (levels.length - 1); cuts++) {
    const pool = levels.map((_, i) => [...Array(i).keys()].filter((k) => cuts >> k & 1).length);
    const poolOf = scores.map((s) => pool[levels.indexOf(s)]!);
    const fit = poolOf.map((p) => {
      const inside = happened.filter((_, i) => poolOf[i] === p);
      return inside.filter(Boolean).length / inside.length;
    });
    const rises = scores.every((s, i) => scores.every((t, j) => s >= t || fit[i]! <= fit[j]!));
    const error = fit.reduce((sum, p, i) => sum + (p - Number(happened[i])) ** 2, 0);
    if (rises && error < best.error - 1e-12) best = { error, fit };
  }
  return best.fit;
}

Deno.test("isotonic() is the best rising fit, ties kept together", () => {
  const random = stream(9);
  for (let trial = 0; trial < 40; trial++) {
    const scores = Array.from({ length: 9 }, () => random.integer(trial % 2 ? 100 : 5));
    const happened = scores.map(() => random.uniform() < 0.5);
    const want = bruteIsotonic(scores, happened);
    isotonic({ scores, happened }).forEach((p, i) => near(p, want[i]!));
  }
});

Deno.test("platt() and temperature() are where the log loss is flat", () => {
  const random = stream(11);
  const scores = Array.from({ length: 400 }, () => 3 * random.normal());
  const happened = scores.map((s) => random.uniform() < 1 / (1 + Math.exp(1 - s / 2)));
  const misses = platt({ scores, happened }).map((p, i) => p - Number(happened[i]));
  near(misses.reduce((a, b) => a + b), 0, 1e-9);
  near(misses.reduce((sum, miss, i) => sum + miss * scores[i]!, 0), 0, 1e-9);
  const slopes = temperature({ scores, happened }).map((p, i) =>
    (p - Number(happened[i])) * scores[i]!
  );
  near(slopes.reduce((a, b) => a + b), 0, 1e-9);
});

Deno.test("histogram() gives each of ten equal bins its share", () => {
  const scored = { scores: [0, 1, 2, 10], happened: [true, false, true, true] };
  deepEqual(histogram(scored), [1, 0, 1, 1]);
  deepEqual(histogram({ scores: [0, 0.5, 10], happened: [true, false, true] }), [0.5, 0.5, 1]);
});
