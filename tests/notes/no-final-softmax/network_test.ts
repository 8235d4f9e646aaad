import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import { logSoftmax } from "@rederive/lib/reference";
import {
  drawBlobs,
  drawCentres,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/blobs.ts";
import { crossEntropy } from "../../../notebooks/training-and-optimisation/no-final-softmax/losses.ts";
import {
  gradientInto,
  makeNetwork,
  outputsOf,
  partsOf,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/network.ts";
import {
  drawBatches,
  train,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/train.ts";

const sizes = { D: 3, H: 5, K: 4 };
const centres = drawCentres(1, { ...sizes, apart: 1 });
const points = drawBlobs(2, { centres, K: 4, count: 12 });

Deno.test("outputsOf() is relu(x W1 + b1) W2 + b2", () => {
  const network = makeNetwork(sizes, { seed: 3 });
  const { weights } = network;
  const { b1, w2, b2, end } = partsOf(sizes);
  equal(end, weights.length);
  for (const at of [b1, b2]) weights[at] = 0.5;
  const outputs = outputsOf(network, points);
  for (const [i, k] of [[0, 0], [7, 2], [11, 3]] as const) {
    let want = weights[b2 + k]!;
    for (let j = 0; j < 5; j++) {
      let hidden = weights[b1 + j]!;
      for (let d = 0; d < 3; d++) hidden += points.x[3 * i + d]! * weights[5 * d + j]!;
      want += Math.max(0, hidden) * weights[w2 + 4 * j + k]!;
    }
    ok(Math.abs(outputs[4 * i + k]! - want) < 1e-14);
  }
});

Deno.test("gradientInto() agrees with differences in every weight", () => {
  const network = makeNetwork(sizes, { seed: 3 });
  const { weights } = network;
  const batch = [0, 5, 7, 11];
  const gradient = new Float64Array(weights.length);
  gradientInto(network, points, { batch, loss: crossEntropy(points.labels), gradient });
  const meanLoss = () => {
    const outputs = outputsOf(network, points);
    const rows = batch.map((i) => logSoftmax(outputs.subarray(4 * i, 4 * i + 4)));
    return rows.reduce((sum, row, b) => sum - row[points.labels[batch[b]!]!]! / 4, 0);
  };
  for (let i = 0; i < weights.length; i++) {
    const start = weights[i]!;
    const [want] = differentiate(
      (by) => {
        weights[i] = start + by;
        return [meanLoss()];
      },
      0,
      { step: 1e-4 },
    );
    weights[i] = start;
    ok(Math.abs(gradient[i]! - want!) < 1e-9, `weight ${i}: ${gradient[i]}, want ${want}`);
  }
});

Deno.test("drawBatches() takes every example once before it begins again", () => {
  const batches = drawBatches(10, { batch: 5, seed: 1 });
  const round = () => [...batches.next().value, ...batches.next().value];
  const [first, second] = [round(), round()];
  deepEqual(first.toSorted((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  deepEqual(second.toSorted((a, b) => a - b), first.toSorted((a, b) => a - b));
  ok(first.some((i, at) => i !== second[at]));
});

const settings = { ...sizes, loss: crossEntropy(points.labels), steps: 1, seed: 4, batch: 12 };

Deno.test("train() takes a step of SGD along the gradient, and decays the weights", () => {
  const before = makeNetwork(sizes, { seed: 4 });
  const gradient = new Float64Array(before.weights.length);
  const batch = Array.from({ length: 12 }, (_, i) => i);
  gradientInto(before, points, { batch, loss: settings.loss, gradient });
  const { weights } = train(points, {
    ...{ ...settings, optimizer: "SGD", learningRate: 0.5, weightDecay: 0.1 },
  });
  weights.forEach((w, i) => {
    const start = before.weights[i]!;
    ok(Math.abs(w - (start - 0.5 * (gradient[i]! + 0.1 * start))) < 1e-14);
  });
});

Deno.test("train() with Adam moves every weight that has a slope by the learning rate at first", () => {
  const before = makeNetwork(sizes, { seed: 4 }).weights;
  const { weights } = train(points, { ...settings, optimizer: "Adam", learningRate: 0.01 });
  const moves = Array.from(weights, (w, i) => Math.abs(w - before[i]!)).filter((move) => move > 0);
  ok(moves.length > 20);
  ok(moves.every((move) => Math.abs(move - 0.01) < 1e-5));
});
