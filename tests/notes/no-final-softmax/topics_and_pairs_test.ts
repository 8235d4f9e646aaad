import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import { logSoftmax, softmax } from "@rederive/lib/reference";
import { drawCentres } from "../../../notebooks/training-and-optimisation/no-final-softmax/blobs.ts";
import {
  bestThreshold,
  drawDocuments,
  microF1,
  sharesOf,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/documents.ts";
import {
  pairGradients,
  recallAtOne,
  similaritiesBetween,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/encoders.ts";
import {
  contrastive,
  contrastiveOfSoftmax,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/pair_losses.ts";
import {
  D,
  drawViews,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/views.ts";
import { stream } from "@rederive/lib/random";

Deno.test("drawDocuments() takes turns with the numbers of topics, and sharesOf() divides them", () => {
  const profiles = drawCentres(1, { K: 4, D: 3, apart: 1 });
  const seen = drawDocuments(2, { profiles, K: 4, count: 6, sizes: [0, 1, 3] });
  deepEqual(seen.sizes, [0, 1, 3, 0, 1, 3]);
  const shares = sharesOf(seen);
  seen.sizes.forEach((n, i) => {
    const row = [...seen.topics.subarray(4 * i, 4 * i + 4)];
    equal(row.reduce((a, b) => a + b), n);
    const want = row.map((there) => n === 0 ? 1 / 4 : there / n);
    deepEqual([...shares.subarray(4 * i, 4 * i + 4)], want);
  });
});

Deno.test("microF1() counts hits over calls and topics; bestThreshold() finds the best", () => {
  const topics = Float64Array.of(1, 1, 0, 0);
  const scores = Float64Array.of(0.9, 0.4, 0.6, 0.1);
  equal(microF1(scores, topics, 0.5), 2 * 1 / (2 + 2));
  equal(microF1(scores, topics, 0.3), 2 * 2 / (3 + 2));
  equal(bestThreshold(scores, topics), 0.1);
});

/** Cross-entropies of all rows and columns with their partner, as the formula reads. */
function lossOf(similarities: Float64Array, N: number, times: "once" | "twice"): number {
  let sum = 0;
  for (let i = 0; i < N; i++) {
    const row = Array.from({ length: N }, (_, j) => similarities[i * N + j]!);
    const column = Array.from({ length: N }, (_, j) => similarities[j * N + i]!);
    for (const each of [row, column]) {
      sum -= logSoftmax(times === "once" ? each : softmax(each))[i]!;
    }
  }
  return sum / (2 * N);
}

for (const [times, loss] of [["once", contrastive], ["twice", contrastiveOfSoftmax]] as const) {
  Deno.test(`pairGradients() agrees with differences, softmax ${times}`, () => {
    const random = stream(3);
    const encoders = [0, 1].map(() =>
      Float64Array.from({ length: 6 * D }, () => random.normal() / 4)
    );
    const both = [encoders[0]!, encoders[1]!] as const;
    const views = drawViews(0, { draw: 1, N: 7 });
    const gradients = pairGradients(both, views, loss);
    for (const [side, at] of [[0, 0], [0, 40], [1, 3], [1, 6 * D - 1]] as const) {
      const start = encoders[side]![at]!;
      const [want] = differentiate((by) => {
        encoders[side]![at] = start + by;
        return [lossOf(similaritiesBetween(both, views), 7, times)];
      }, 0);
      encoders[side]![at] = start;
      ok(Math.abs(gradients[side][at]! - want!) < 1e-9, `${side} ${at}`);
    }
  });
}

Deno.test("recallAtOne() is 1 for views that are the same through the same encoder", () => {
  const { left } = drawViews(0, { draw: 1, N: 9 });
  const encoder = Float64Array.from({ length: 6 * D }, stream(4).normal);
  equal(recallAtOne([encoder, encoder], { left, right: left, N: 9 }), 1);
  const right = left.slice();
  right.set(left.subarray(0, D), D);
  right.set(left.subarray(D, 2 * D), 0); // the first two change places
  equal(recallAtOne([encoder, encoder], { left, right, N: 9 }), 7 / 9);
});
