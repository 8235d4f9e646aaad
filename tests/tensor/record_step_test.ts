import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import type { Gpu } from "@rederive/lib/gpu";
import { adam, clipByNorm, cosine } from "@rederive/lib/optim";
import { type Stream, stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

const STEPS = 60;

/** A network and everything that changes from step to step. */
function trainer(gpu: Gpu) {
  const x = uniform(gpu, [8, 5], { seed: 1 });
  const y = uniform(gpu, [8, 3], { seed: 2 });
  const weights = [[5, 16], [16], [16, 3]].map((shape, i) =>
    uniform(gpu, shape, { seed: 10 + i })
  ) as [t.Tensor, t.Tensor, t.Tensor];
  const descent = adam(weights, { learningRate: 0.05, weightDecay: 0.1 });
  const random: Stream = stream(9);
  const schedule = cosine({ steps: STEPS, warmup: 5 });
  const step = async () => {
    const [w, b, v] = weights;
    const hidden = t.dropout(t.tanh(t.add(t.matmul(x, w), b)), { rate: 0.25, random });
    const loss = t.mean(t.square(t.sub(t.matmul(hidden, v), y)));
    const { gradients, norm } = clipByNorm(t.grad(loss, weights), { maxNorm: 0.5 });
    await t.evaluate([loss, norm, ...gradients]);
    await descent.step(gradients, { scale: schedule });
    return { loss, norm };
  };
  return {
    ...{ x, y, weights, descent, step },
    [Symbol.dispose]() {
      for (const each of [x, y, ...weights, descent]) each[Symbol.dispose]();
    },
  };
}

/** Inputs of a step. */
function batch(step: number): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  const draw = stream(1000 + step);
  const fill = (length: number) => Float32Array.from({ length }, () => draw.normal());
  return { x: fill(40), y: fill(24) };
}

gpuTest(
  `${STEPS} steps with Adam, schedule, clipping and dropout are bit for bit their replay`,
  async (gpu) => {
    const seen: number[][] = [];
    const ends: unknown[] = [];
    {
      using net = trainer(gpu);
      for (let i = 0; i < STEPS; i++) {
        using _scope = t.openScope(gpu);
        if (i > 0) {
          const { x, y } = batch(i);
          await t.assign([
            [net.x, t.tensor(gpu, x, { shape: [8, 5] })],
            [net.y, t.tensor(gpu, y, { shape: [8, 3] })],
          ]);
        }
        const { loss, norm } = await net.step();
        seen.push((await t.readMany([loss, norm])).map(([number]) => number!));
      }
      ends.push(await t.readMany(net.weights));
    }
    {
      using net = trainer(gpu);
      const { x, y } = net;
      using step = await t.recordStep(gpu, net.step, { inputs: { x, y } });
      const { loss, norm } = step.outputs;
      for (let i = 0; i < STEPS; i++) {
        if (i > 0) await step.run(batch(i));
        deepEqual(
          (await t.readMany([loss, norm])).map(([number]) => number!),
          seen[i],
          `step ${i}`,
        );
      }
      ends.push(await t.readMany(net.weights));
      equal(net.descent.steps, STEPS);
    }
    deepEqual(ends[0], ends[1]);
    equal(new Set(seen.map(([loss]) => loss)).size, STEPS, "every step is another");
  },
  { families: BOTH },
);

gpuTest("two runs of the same training are equal to the bit", async (gpu) => {
  const train = async () => {
    using net = trainer(gpu);
    using step = await t.recordStep(gpu, net.step);
    for (let i = 0; i < 20; i++) await step.run();
    return await t.readMany([...net.weights, step.outputs.loss]);
  };
  deepEqual(await train(), await train());
});

gpuTest("assign() in a step that is recorded keeps its targets where they are", async (gpu) => {
  using total = t.tensor(gpu, Float32Array.of(0, 0), { label: "total" });
  using x = t.tensor(gpu, Float32Array.of(1, 2));
  using step = await t.recordStep(gpu, async () => {
    await t.assign([[total, t.add(t.mul(total, 2), x)]]);
    return { total };
  }, { inputs: { x } });
  equal(step.outputs.total, total);
  await step.run();
  await step.run({ x: Float32Array.of(10, 0) });
  deepEqual(await t.read(total), Float32Array.of(16, 12));
});

gpuTest("what was written down before a run with its tensors is stale after it", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1), { label: "w" });
  using x = t.tensor(gpu, Float32Array.of(3), { label: "x" });
  using step = await t.recordStep(gpu, async () => {
    const y = t.mul(w, x);
    await t.evaluate([y]);
    await t.assign([[w, t.add(w, 1)]]);
    return { y };
  }, { inputs: { x } });
  const before = [t.exp(w), t.exp(x), t.exp(step.outputs.y)];
  await step.run({ x: Float32Array.of(5) });
  for (const each of before) await rejects(t.read(each), /Cannot evaluate "exp": its input .* was/);
  deepEqual(await t.read(t.mul(step.outputs.y, 1)), Float32Array.of(10));
});

gpuTest("a step that cannot be recorded says why, and leaves nothing", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1, 2), { label: "w" });
  const cases: [() => Promise<t.Tensors>, RegExp][] = [
    [
      async () => ({ y: t.mul(w, (await t.read(t.sum(w)))[0]!) }),
      /Cannot read "sum" while recording: a replay runs on the GPU alone/,
    ],
    [
      () => Promise.resolve({ y: t.mul(w, t.tensor(gpu, Float32Array.of(1), { label: "late" })) }),
      /Cannot make "late" while recording: .* would have the same elements, .*\nTry: give it as/,
    ],
    [
      async () => {
        using view = t.reshape(w, [2, 1]);
        await t.evaluate([view]);
        await t.assign([[w, t.mul(w, 2)]]);
        return {};
      },
      /Cannot record a step: "w" is overwritten while another tensor looks at it.*\nTry: dispose/,
    ],
    [
      async () => {
        const y = t.mul(w, 2);
        await t.assign([[w, y]]);
        return { y: t.exp(w), late: t.exp(y) };
      },
      /Cannot evaluate "mul": its input "w" was assigned to since/,
    ],
    [() => Promise.reject(new RangeError("Cannot go on")), /Cannot go on/],
  ];
  for (const [step, message] of cases) await rejects(t.recordStep(gpu, step), message);
  equal(gpu.isRecording, false);
  const computed = t.exp(w);
  await rejects(
    t.recordStep(gpu, () => ({}), { inputs: { computed } }),
    /Cannot record a step with the input "exp": it is computed, wanted a tensor made from data/,
  );
});

gpuTest("a run that does not fit says so, and changes nothing", async (gpu) => {
  const x = t.tensor(gpu, Float32Array.of(1, 2), { label: "x", shape: [1, 2] });
  using w = t.tensor(gpu, Float32Array.of(1), { label: "w" });
  using step = await t.recordStep(gpu, () => ({ y: t.mul(x, w) }), { inputs: { x } });
  const cases: [unknown, RegExp][] = [
    [
      { x: Float32Array.of(1, 2, 3) },
      /input "x" has 3 elements, wanted 2 for \(1, 2\) as when it was recorded\nTry: record a step/,
    ],
    [{ x: Int32Array.of(1, 2) }, /input "x" is of i32, wanted f32/],
    [{ z: Float32Array.of(1) }, /input "z" is unknown, wanted some of "x"/],
  ];
  for (const [given, message] of cases) await rejects(step.run(given as never), message);
  {
    using view = t.reshape(x, [2]);
    await t.evaluate([view]);
    await rejects(
      step.run({ x: Float32Array.of(0, 0) }),
      /input "x" is looked at by another tensor/,
    );
  }
  deepEqual(await t.read(step.outputs.y), Float32Array.of(1, 2));
  using other = t.tensor(gpu, Float32Array.of(7));
  await t.assign([[w, other]]);
  await rejects(step.run(), /Cannot run the step: "w" was assigned to since it was recorded/);
  x[Symbol.dispose]();
  await rejects(step.run(), /Cannot run the step: "x" was disposed, wanted a live tensor/);
});
