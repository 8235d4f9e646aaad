import { deepStrictEqual as deepEqual, rejects, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { accumulate, clipByNorm, ema, exponential, rmsProp, sgd } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const draw = stream(3);
const numbers = (n: number) => Float32Array.from({ length: n }, () => draw.normal());

gpuTest("ema() follows its formula in f64, and a constant is its own average", async (gpu) => {
  using _scope = t.openScope(gpu);
  const sizes = [1, 65, 1000];
  const sources = sizes.map((n) => t.tensor(gpu, numbers(n)));
  const starts = sizes.map(numbers);
  const targets = starts.map((start) => t.tensor(gpu, start));
  using average = ema(targets, sources, { decay: 0.99 });
  const want = starts.map((start) => Float64Array.from(start));
  const STEPS = 20;
  for (let step = 0; step < STEPS; step++) {
    const decay = step === 7 ? 0.5 : 0.99;
    await average.update(step === 7 ? { decay } : {});
    const read = await t.readMany(sources);
    for (const [i, each] of want.entries()) {
      for (const [k, v] of each.entries()) each[k] = decay * v + (1 - decay) * read[i]![k]!;
    }
    for (const source of sources) await t.assign([[source, t.mul(source, -0.9)]]);
  }
  // Numbers up to 4; a difference, a product and a sum a step.
  for (const [i, got] of (await t.readMany(targets)).entries()) {
    assertClose(got, want[i]!, { abs: STEPS * 3 * 4 * 2 ** -24, rel: 0 });
  }
  const constant = t.tensor(gpu, Float32Array.of(1 / 3));
  const copy = t.tensor(gpu, Float32Array.of(1 / 3));
  using still = ema([copy], [constant], { decay: 0.999 });
  for (let step = 0; step < 100; step++) await still.update();
  deepEqual(await t.read(copy), await t.read(constant));
}, { families: BOTH });

gpuTest("ema() names what is no pair", (gpu) => {
  using a = t.tensor(gpu, new Float32Array(2));
  using b = t.tensor(gpu, new Float32Array(2), { shape: [1, 2] });
  throws(
    () => ema([a], [b], { decay: 0.5 }),
    /targets are \(2\) and sources \(1, 2\), wanted one of each at least, and pairs of one shape/,
  );
  throws(() => ema([], [], { decay: 0.5 }), /targets are none and sources none/);
  throws(() => ema([a], [a], { decay: 1 }), /decay is 1, wanted one from 0 to below 1/);
});

gpuTest("two halves of a batch accumulate to the whole", async (gpu) => {
  using _scope = t.openScope(gpu);
  const x = t.tensor(gpu, numbers(24), { shape: [6, 4] });
  const w = t.tensor(gpu, numbers(8), { shape: [4, 2] });
  const loss = (from: number, to: number) =>
    t.mean(t.square(t.matmul(t.slice(x, [[from, to]]), w)));
  using sofar = accumulate([w]);
  await sofar.add(t.grad(t.mean(t.square(w)), [w]));
  await sofar.clear();
  for (const [from, to] of [[0, 3], [3, 6]] as const) {
    await sofar.add(t.grad(loss(from, to), [w]), { weight: 0.5 });
  }
  const [want] = await t.readMany(t.grad(loss(0, 6), [w]));
  const [got] = await t.readMany(sofar.gradients);
  // Six products of numbers below 8 in another order.
  assertClose(got!, want!, { abs: 6 * 64 * 2 ** -24, rel: 0 });
  using descent = sgd([w]);
  await descent.step(sofar.gradients);
  await rejects(sofar.add([]), /0 gradients for 1 parameters, wanted one each/);
});

gpuTest(
  "a recorded step accumulates, clips and averages as one that is taken again",
  async (gpu) => {
    using _scope = t.openScope(gpu);
    const x = t.tensor(gpu, numbers(24), { shape: [6, 4] });
    const start = numbers(8);
    const ends: Float32Array[][] = [];
    for (const isRecorded of [true, false]) {
      const w = t.tensor(gpu, start, { shape: [4, 2] });
      const slow = t.tensor(gpu, new Float32Array(8), { shape: [4, 2] });
      using sofar = accumulate([w]);
      using average = ema([slow], [w], { decay: 0.9 });
      using descent = rmsProp([w]);
      const step = async () => {
        await sofar.clear();
        for (const [from, to] of [[0, 3], [3, 6]] as const) {
          const loss = t.mean(t.square(t.matmul(t.slice(x, [[from, to]]), w)));
          await sofar.add(t.grad(loss, [w]), { weight: 0.5 });
        }
        const { gradients, norm } = clipByNorm(sofar.gradients, { maxNorm: 0.5 });
        await t.evaluate([norm]);
        await descent.step(gradients, { scale: exponential({ factor: 0.8 }) });
        await average.update();
        return { norm };
      };
      if (isRecorded) {
        using recorded = await t.recordStep(gpu, step);
        for (let i = 1; i < 6; i++) await recorded.run();
      } else {
        for (let i = 0; i < 6; i++) await step();
      }
      ends.push(await t.readMany([w, slow]) as Float32Array[]);
    }
    deepEqual(ends[0], ends[1]);
  },
);
