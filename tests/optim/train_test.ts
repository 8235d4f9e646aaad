import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { cosine, sgd, train } from "@rederive/lib/optim";
import { mean, mul, read, square, sub, tensor } from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

const RATE = 0.125;

gpuTest("train() descends batch by batch as by hand, at the rates of its schedule", async (gpu) => {
  const slopes = [1, -2, 4, 0.5, 3, -1].map((factor) => Float32Array.of(factor));
  const scale = cosine({ steps: 6, warmup: 2 });
  // of (w x - 1)², in f64
  let [byHand, want]: [number, number[]] = [0, []];
  for (const [i, x] of slopes.entries()) {
    const error = byHand * x[0]! - 1;
    want = [...want, error ** 2];
    byHand -= RATE * scale(i) * 2 * error * x[0]!;
  }
  using w = tensor(gpu, Float32Array.of(0));
  using x = tensor(gpu, slopes[0]!);
  using optimizer = sgd([w], { learningRate: RATE });
  let at = 1;
  const task = {
    inputs: { x },
    next: () => ({ x: slopes[at++]! }),
    loss: () => mean(square(sub(mul(w, x), 1))),
  };
  const losses = await train(optimizer, task, { steps: 6, scale, logged: 4 });
  equal(losses.length, 4);
  // six steps, each of a few roundings that are carried on
  losses.forEach((loss, i) => near(loss, want[i]!));
  near((await read(w))[0]!, byHand);
  deepEqual([at, optimizer.steps], [6, 6]);
});

gpuTest("train() of one step takes no second batch", async (gpu) => {
  using w = tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: RATE });
  const next = () => {
    throw new Error("a second batch");
  };
  const loss = () => mean(square(w));
  deepEqual(await train(optimizer, { inputs: {}, next, loss }, { steps: 1 }), []);
  equal((await read(w))[0], 0.75);
});

gpuTest("train() refuses to train nothing, or for no step", async (gpu) => {
  using w = tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: RATE });
  using empty = sgd([], { learningRate: RATE });
  const task = { inputs: {}, next: () => ({}), loss: () => mean(square(w)) };
  await rejects(train(empty, task, { steps: 1 }), {
    name: "TypeError",
    message: "Cannot train: the optimizer has no parameters",
  });
  for (const steps of [0, -1, NaN]) {
    await rejects(train(optimizer, task, { steps }), {
      name: "RangeError",
      message: `Cannot train ${steps} steps: wanted at least one`,
    });
  }
  equal((await read(w))[0], 1);
});

function near(got: number, want: number): void {
  equal(Math.abs(got - want) <= 1e-5 * Math.max(1, Math.abs(want)), true, `${got}, wanted ${want}`);
}
