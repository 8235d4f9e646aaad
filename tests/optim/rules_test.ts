import { strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { adamW } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { likePyTorch, others } from "./cases.ts";
import golden from "./fixtures/optim_golden.json" with { type: "json" };
import { adam64, type Rule } from "./reference.ts";

const STEPS = 6;
const SIZES = [0, 1, 63, 64, 65, 1000, 1009];

const regimes: Record<string, (draw: () => number, i: number) => number> = {
  flat: (draw) => draw(),
  spiky: (draw, i) => draw() * (i % 7 === 0 ? 1e4 : i % 5 === 0 ? 0 : 1e-3),
};

/** One number through the steps, and the length of its way. */
function follow(
  rule: Rule,
  start: number,
  gradients: readonly number[],
): { w: number[]; way: number } {
  const w: number[] = [];
  let [at, way] = [start, Math.abs(start)];
  for (const [i, g] of gradients.entries()) {
    const next = rule(at, g, i + 1);
    way += Math.abs(next - at);
    w.push(at = next);
  }
  return { w, way };
}

/**
 * What a step rounds: w once, a move about a dozen times, so 16 u of the way; a mean's roundings are
 * those of its largest gradient, which the root of its mean square holds up to a factor of
 * 1 / (1 - beta1) = 10, so 160 u of a rate of at most 0.1 a step.
 */
const tolerance = (way: number) => STEPS * (16 * way + 160 * 0.1) * 2 ** -24;

for (const { name, of, rule } of [...likePyTorch, ...others]) {
  for (const [regime, at] of Object.entries(regimes)) {
    gpuTest(`${name}: follows its formulas in f64, ${regime} gradients`, async (gpu) => {
      const draw = stream(5);
      const numbers = (n: number) => Float32Array.from({ length: n }, () => draw.normal());
      const starts = SIZES.map(numbers);
      const gradients = SIZES.map((n) =>
        Array.from(
          { length: STEPS },
          () => Float32Array.from({ length: n }, (_, i) => at(draw.normal, i)),
        )
      );
      using _scope = t.openScope(gpu);
      const w = starts.map((start) => t.tensor(gpu, start));
      using optimizer = of(w);
      for (let step = 0; step < STEPS; step++) {
        await optimizer.step(gradients.map((each) => t.tensor(gpu, each[step]!)));
      }
      equal(optimizer.steps, STEPS);
      for (const [k, got] of (await t.readMany(w)).entries()) {
        const ways = Array.from(
          starts[k]!,
          (start, i) => follow(rule(), start, gradients[k]!.map((each) => each[i]!)),
        );
        const want = ways.map(({ w }) => w.at(-1)!);
        assertClose(got, want, { abs: ways.map(({ way }) => tolerance(way)), rel: 0 });
      }
    }, { families: BOTH });
  }
}

for (const { name, of, rule } of likePyTorch) {
  const want = golden.optimizers[name as keyof typeof golden.optimizers];

  gpuTest(`${name}: PyTorch goes the same way, step by step`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const w = golden.start.map((start) => t.tensor(gpu, Float32Array.from(start)));
    using optimizer = of(w);
    for (const [step, gradients] of golden.gradients.entries()) {
      await optimizer.step(gradients.map((g) => t.tensor(gpu, Float32Array.from(g))));
      for (const [i, got] of (await t.readMany(w)).entries()) {
        const way = 4 * (step + 2); // no parameter is over 4, no step longer
        assertClose(got, want[step]![i]!, { abs: tolerance(way), rel: 0 });
      }
    }
  });

  Deno.test(`${name}: PyTorch and the formulas agree in f64`, () => {
    for (const [i, starts] of golden.start.entries()) {
      for (const [k, start] of starts.entries()) {
        const gradients = golden.gradients.map((g) => g[i]![k]!);
        const { w } = follow(rule(), start, gradients);
        assertClose(w, want.map((step) => step[i]![k]!), { abs: 1e-13, rel: 0 });
      }
    }
  });
}

gpuTest("groups have settings of their own, as PyTorch's", async (gpu) => {
  using _scope = t.openScope(gpu);
  const w = golden.start.map((start) => t.tensor(gpu, Float32Array.from(start)));
  using optimizer = adamW([
    { parameters: [w[0]!], weightDecay: 0.5 },
    { parameters: [] },
    { parameters: [w[1]!], learningRate: 0.05, weightDecay: 0 },
  ], { learningRate: 0.1, epsilon: 0.1 });
  for (const [step, gradients] of golden.gradients.entries()) {
    await optimizer.step(gradients.map((g) => t.tensor(gpu, Float32Array.from(g))));
    const want = golden.optimizers["adamW, groups"][step]!;
    for (const [i, got] of (await t.readMany(w)).entries()) {
      assertClose(got, want[i]!, { abs: tolerance(4 * (step + 2)), rel: 0 });
    }
  }
});

gpuTest("a scale multiplies the rate of every group, a rate replaces it", async (gpu) => {
  using _scope = t.openScope(gpu);
  const w = [t.tensor(gpu, Float32Array.of(1)), t.tensor(gpu, Float32Array.of(1))];
  const settings = { decay: 0.5, decoupled: true };
  using optimizer = adamW([
    { parameters: [w[0]!], learningRate: 0.1 },
    { parameters: [w[1]!], learningRate: 0.2 },
  ], { weightDecay: 0.5 });
  const one = () => [0, 1].map(() => t.tensor(gpu, Float32Array.of(1)));
  await optimizer.step(one(), { scale: 0.5 });
  await optimizer.step(one(), { learningRate: 0.3 });
  const got = (await t.readMany(w)).map(([v]) => v!);
  for (const [i, rate] of [0.1, 0.2].entries()) {
    // A gradient that never changes: every step is as long as its rate.
    const first = adam64({ ...settings, rate: rate / 2 })(1, 1, 1);
    const second = adam64({ ...settings, rate: 0.3 })(first, 1, 1);
    assertClose([got[i]!], [second], { abs: tolerance(2), rel: 0 });
  }
});
