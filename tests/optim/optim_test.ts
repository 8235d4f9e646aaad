import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import {
  adam,
  adamW,
  clipByNorm,
  cosine,
  type Optimizer,
  sgd,
  stairs,
  warmup,
} from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";
import { adam64, type Rule, sgd64 } from "./reference.ts";

const STEPS = 20;

interface Case {
  name: string;
  of: (w: t.Tensor[]) => Optimizer;
  rule: () => Rule;
}

const cases: Case[] = [
  {
    name: "sgd()",
    of: (w) => sgd(w, { learningRate: 0.1 }),
    rule: () => sgd64({ rate: 0.1 }),
  },
  {
    name: "sgd() with momentum and decay",
    of: (w) => sgd(w, { learningRate: 0.05, momentum: 0.9, weightDecay: 0.1 }),
    rule: () => sgd64({ rate: 0.05, momentum: 0.9, decay: 0.1 }),
  },
  {
    name: "sgd() with Nesterov momentum",
    of: (w) => sgd(w, { learningRate: 0.05, momentum: 0.8, nesterov: true }),
    rule: () => sgd64({ rate: 0.05, momentum: 0.8, nesterov: true }),
  },
  {
    name: "adam()",
    of: (w) => adam(w, { learningRate: 0.1, beta2: 0.99 }),
    rule: () => adam64({ rate: 0.1, beta2: 0.99 }),
  },
  { name: "adam() by default", of: (w) => adam(w), rule: () => adam64({}) },
  {
    name: "adam() with decay",
    of: (w) => adam(w, { learningRate: 0.1, weightDecay: 0.2 }),
    rule: () => adam64({ rate: 0.1, decay: 0.2 }),
  },
  {
    name: "adamW()",
    of: (w) => adamW(w, { learningRate: 0.1, weightDecay: 0.2 }),
    rule: () => adam64({ rate: 0.1, decay: 0.2, decoupled: true }),
  },
  {
    name: "adamW() by default",
    of: (w) => adamW(w),
    rule: () => adam64({ decay: 0.01, decoupled: true }),
  },
];

function numbers(n: number, seed: number): Float32Array<ArrayBuffer> {
  const draw = stream(seed);
  return Float32Array.from({ length: n }, () => draw.normal());
}

/** The energy sum c (w - 1)^2 / 2 of each parameter, whose gradient is c (w - 1). */
function energy(gpu: Gpu, w: t.Tensor, stiffness: Float32Array<ArrayBuffer>): t.Tensor {
  const c = t.tensor(gpu, stiffness, { shape: w.shape });
  return t.sum(t.mul(c, t.mul(t.square(t.sub(w, 1)), 0.5)));
}

for (const { name, of, rule } of cases) {
  gpuTest(`${name} follows its formulas in f64 over ${STEPS} steps`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const starts = [numbers(6, 1), numbers(65, 2)];
    const stiffness = [numbers(6, 3), numbers(65, 4)].map((c) => c.map((v) => Math.abs(v) + 0.5));
    const w = [t.tensor(gpu, starts[0]!, { shape: [2, 3] }), t.tensor(gpu, starts[1]!)];
    using optimizer = of(w);
    for (let step = 0; step < STEPS; step++) {
      const loss = t.add(energy(gpu, w[0]!, stiffness[0]!), energy(gpu, w[1]!, stiffness[1]!));
      await optimizer.step(t.grad(loss, w));
    }
    equal(optimizer.steps, STEPS);
    for (const [i, got] of (await t.readMany(w)).entries()) {
      const want = Array.from(starts[i]!, (start, k) => {
        const next = rule();
        let at: number = start;
        for (let s = 1; s <= STEPS; s++) at = next(at, stiffness[i]![k]! * (at - 1), s);
        return at;
      });
      // A step rounds w, below 4, once (4 u) and a move below 1/2 about twelve times (6 u); descent
      // makes older errors smaller.
      assertClose(got!, want, { abs: STEPS * 10 * 2 ** -24, rel: 0 });
    }
  });
}

gpuTest("a learning rate may be given step by step", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: 1 });
  const schedule = stairs({ every: 1, factor: 0.5 });
  for (let step = 0; step < 3; step++) {
    await optimizer.step([t.add(t.mul(w, 0), 1)], { learningRate: schedule(step) });
  }
  deepEqual(await t.read(w), Float32Array.of(1 - 1 - 0.5 - 0.25));
});

gpuTest(
  "clipByNorm() leaves short gradients and zeros alone, and keeps directions",
  async (gpu) => {
    using a = t.tensor(gpu, Float32Array.of(3, 0));
    using b = t.tensor(gpu, Float32Array.of(4));
    using zero = t.tensor(gpu, Float32Array.of(0));
    const short = clipByNorm([a, b], { maxNorm: 8 });
    const long = clipByNorm([a, b], { maxNorm: 2.5 });
    const none = clipByNorm([zero], { maxNorm: 1 });
    const got = await t.readMany([
      ...short.gradients,
      ...long.gradients,
      ...none.gradients,
      long.norm,
    ]);
    deepEqual(got.flatMap((each) => [...each]), [3, 0, 4, 1.5, 0, 2, 0, 5]);
    throws(() => clipByNorm([], { maxNorm: 1 }), /Cannot clip 0 gradients/);
    throws(
      () => clipByNorm([a], { maxNorm: 0 }),
      /to a norm of 0: wanted at least one, and a finite/,
    );
  },
);

gpuTest("training leaves no array behind and its memory is flat", async (gpu) => {
  const draw = numbers(40, 9);
  using x = t.tensor(gpu, draw, { shape: [10, 4] });
  using w = t.tensor(gpu, numbers(24, 5), { shape: [4, 6] });
  using v = t.tensor(gpu, numbers(18, 6), { shape: [6, 3] });
  const targets = Int32Array.from({ length: 10 }, (_, i) => draw[4 * i]! > 0 ? 0 : 1 + i % 2);
  using optimizer = adamW([w, v], { learningRate: 0.05 });
  const losses: number[] = [];
  const memory: number[] = [];
  for (let step = 0; step < 100; step++) {
    using _scope = t.openScope(gpu);
    const loss = t.mean(t.crossEntropy(t.matmul(t.geluTanh(t.matmul(x, w)), v), targets));
    const slopes = clipByNorm(t.grad(loss, [w, v]), { maxNorm: 1 }).gradients;
    await t.evaluate([loss, ...slopes]);
    await optimizer.step(slopes);
    losses.push((await t.read(loss))[0]!);
    const { bytes, pooledBytes } = gpu.memory;
    if (step % 10 === 9) memory.push(bytes + pooledBytes);
  }
  equal(t.liveTensors(gpu).length, 3 + 4, "x, two parameters, and two memories of each");
  ok(losses.at(-1)! < losses[0]! / 3, `${losses[0]} to ${losses.at(-1)}`);
  equal(new Set(memory.slice(1)).size, 1, `bytes after every ten steps: ${memory.join(" ")}`);
});

gpuTest("optimizers name what does not fit", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1, 2), { label: "w" });
  using v = t.tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: 1 });
  await rejects(optimizer.step([]), /0 gradients for 1 parameters, wanted one each/);
  await rejects(optimizer.step([v]), /Cannot optimise "w": its gradient is \(1\), wanted \(2\)/);
  throws(() => sgd([w], { learningRate: NaN }), /learningRate is NaN, wanted a finite number >= 0/);
  throws(() => sgd([w], { learningRate: 1, momentum: 1 }), /momentum is 1, wanted one from 0 to/);
  throws(() => adam([w], { beta2: 1 }), /beta2 is 1, wanted one from 0 to below 1/);
  throws(() => warmup({ steps: 0 }), /Cannot warm up over 0 steps: wanted a whole number/);
});

Deno.test("cosine() falls evenly about its middle and warms up first", () => {
  const factor = cosine({ steps: 110, warmup: 10, floor: 0.1 });
  equal(factor(0), 0.1);
  equal(factor(9), 1);
  equal(factor(10), 1);
  for (let k = 0; k <= 100; k++) {
    assertClose([factor(10 + k) + factor(110 - k)], [1.1], { abs: 1e-12, rel: 0 });
    ok(factor(10 + k) >= factor(11 + k));
  }
  assertClose([factor(110), factor(1000)], [0.1, 0.1], { abs: 1e-12, rel: 0 });
});
