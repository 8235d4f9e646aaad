import { ok, strictEqual as equal } from "node:assert/strict";
import {
  accuracyOf,
  bestLogits,
  drawBlobs,
  drawCentres,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/blobs.ts";
import { readGolden } from "../../../notebooks/training-and-optimisation/no-final-softmax/golden.ts";
import {
  fused,
  naive,
  trainOnBytes,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/overflow.ts";
import {
  drawProblem,
  run,
} from "../../../notebooks/training-and-optimisation/no-final-softmax/race.ts";

Deno.test("drawBlobs() puts points around their centres, and mislabels the share it is told", () => {
  const centres = drawCentres(1, { K: 4, D: 2, apart: 1 });
  const { x, labels } = drawBlobs(2, { centres, K: 4, count: 8000, mislabelled: 0.4 });
  const wrong = labels.filter((label, i) => label !== i % 4).length / 8000;
  ok(Math.abs(wrong - 0.4) < 0.02, `${wrong}`);
  for (let k = 0; k < 4; k++) {
    const own = x.filter((_, at) => at % 2 === 0 && (at / 2) % 4 === k);
    const mean = own.reduce((a, b) => a + b) / own.length;
    ok(Math.abs(mean - centres[2 * k]!) < 0.08, `${mean}, want ${centres[2 * k]}`);
  }
});

Deno.test("bestLogits() choose the nearest centre", () => {
  const centres = Float64Array.of(0, 0, 4, 0);
  const points = { x: Float64Array.of(1, 5, 3, -2), count: 2 };
  equal(accuracyOf(bestLogits(points, centres, 2), Int32Array.of(0, 1)), 1);
  equal(accuracyOf(bestLogits(points, centres, 2), Int32Array.of(1, 1)), 0.5);
});

Deno.test("trainOnBytes() meets PyTorch's losses while they are numbers", async () => {
  const { training } = await readGolden();
  // f32 additions in another order, ten steps of rate 0.1 on bytes: the fourth digit is free
  trainOnBytes(fused).losses.forEach((loss, step) => {
    const want = Number(training.fused.losses[step]);
    ok(Math.abs(Number(loss) - want) < 1e-3 * want, `step ${step}: ${loss}, want ${want}`);
  });
  const [first, second] = trainOnBytes(naive).losses;
  ok(Math.abs(Number(first) - Math.log(3)) < 1e-6);
  equal(second, "nan");
});

Deno.test("run() reports a class that is never guessed as lost", () => {
  const problem = drawProblem(0, 0);
  const untrained = {
    softmax: "once",
    optimizer: "SGD",
    learningRate: 1e-9,
    seed: 1,
    steps: 1,
  } as const;
  // where all points are the same, so are all guesses
  const shifted = { ...problem, test: { ...problem.test, x: problem.test.x.map(() => 0) } };
  equal(run(shifted, untrained).lost, 9);
});
