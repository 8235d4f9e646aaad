import { ok } from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import { logSoftmax, softmax } from "@rederive/lib/reference";
import { stream } from "@rederive/lib/random";
import {
  crossEntropy,
  crossEntropyOfSoftmax,
  type Loss,
  shareCrossEntropy,
  sigmoidCrossEntropy,
  softmaxInto,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/losses.ts";

const K = 5;
const labels = Int32Array.of(3, 0);
const bits = Float64Array.of(0, 0, 0, 0, 0, 1, 0, 0, 1, 1); // of the second example
const shares = bits.map((v) => v / 3);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (v, i) => v * b[i]!).reduce((p, q) => p + q, 0);

// each as its formula reads, for the second example
const values: [string, Loss, (z: number[]) => number][] = [
  ["crossEntropy", crossEntropy(labels), (z) => -logSoftmax(z)[0]!],
  ["crossEntropyOfSoftmax", crossEntropyOfSoftmax(labels), (z) => -logSoftmax(softmax(z))[0]!],
  ["shareCrossEntropy", shareCrossEntropy(shares), (z) => -dot(logSoftmax(z), shares.slice(K))],
  [
    "sigmoidCrossEntropy",
    sigmoidCrossEntropy(bits),
    (z) => z.reduce((sum, v, k) => sum + Math.log1p(Math.exp(v)) - v * bits[K + k]!, 0),
  ],
];

for (const [name, loss, value] of values) {
  for (const spread of [1, 6]) {
    Deno.test(`${name}() gives the slope of its formula, logits of spread ${spread}`, () => {
      const random = stream(spread);
      const z = Array.from({ length: K }, () => spread * random.normal());
      const slope = new Float64Array(K);
      loss(Float64Array.from(z), 1, slope);
      for (let k = 0; k < K; k++) {
        const at = (by: number) => [value(z.with(k, z[k]! + by))];
        const [want] = differentiate(at, 0);
        ok(Math.abs(slope[k]! - want!) < 1e-10, `${name} ${k}: ${slope[k]}, want ${want}`);
      }
    });
  }
}

Deno.test("softmaxInto() is the softmax, and does not overflow", () => {
  const p = new Float64Array(3);
  softmaxInto(Float64Array.of(1000, 1001, 1002), p);
  const want = softmax([0, 1, 2]);
  for (let k = 0; k < 3; k++) ok(Math.abs(p[k]! - want[k]!) < 1e-15);
});
