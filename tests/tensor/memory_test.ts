/**
 * Training for long: memory stays as it is, and nothing is left when it ends. On a GPU without poison,
 * which would fill every array that is made.
 */
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { type Gpu, openGpu } from "@rederive/lib/gpu";
import { adamW } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { uniform } from "./chains.ts";

const gpu = await openGpu();

/** All that a step of training has, in a dozen kernels, for it is taken many times. */
function network(gpu: Gpu) {
  const ids = t.tensor(gpu, Int32Array.of(0, 1, 2, 0), { label: "ids" });
  const targets = t.tensor(gpu, Int32Array.of(1, 0, 2, 1), { label: "targets" });
  const weights = [uniform(gpu, [3, 3])];
  const descent = adamW(weights, { learningRate: 0.01 });
  const random = stream(1);
  const step = async () => {
    const logits = t.dropout(t.takeRows(weights[0]!, ids), { rate: 0.1, random });
    const loss = t.mean(t.crossEntropy(logits, targets));
    const gradients = t.grad(loss, weights);
    await t.evaluate([loss, ...gradients]);
    await descent.step(gradients);
    return { loss };
  };
  return {
    ...{ ids, targets, weights, step },
    [Symbol.dispose]() {
      for (const each of [ids, targets, ...weights, descent]) each[Symbol.dispose]();
    },
  };
}

/** Bytes of the device in use and kept for reuse, when nothing is under way. */
async function bytesNow(): Promise<number> {
  await gpu.settle();
  return gpu.memory.bytes + gpu.memory.pooledBytes;
}

Deno.test("10 000 replayed steps hold the memory of the first, and leave none", async () => {
  const arrays = gpu.memory.arrays;
  const train = async (steps: number) => {
    using net = network(gpu);
    const { ids, targets } = net;
    using step = await t.recordStep(gpu, net.step, { inputs: { ids, targets } });
    const draw = stream(2);
    const three = () => Int32Array.from({ length: 4 }, () => draw.integer(3));
    const bytes: number[] = [];
    for (let i = 0; i < steps; i++) {
      await step.run({ ids: three(), targets: three() });
      if (i % 1000 === 0) bytes.push(await bytesNow());
    }
    const ends = await t.readMany([...net.weights, step.outputs.loss]);
    return { bytes, ends };
  };
  const { bytes } = await train(10_000);
  equal(new Set(bytes).size, 1, `device bytes over time: ${bytes.join(", ")}`);
  deepEqual((await train(200)).ends, (await train(200)).ends, "two runs are equal to the bit");
  await gpu.idle();
  equal(gpu.memory.arrays, arrays, "arrays left undisposed");
  deepEqual(t.liveTensors(gpu), []);
});

Deno.test("300 steps written down anew hold the memory of the third, and leave none", async () => {
  const arrays = gpu.memory.arrays;
  const bytes: number[] = [];
  {
    using net = network(gpu);
    for (let i = 0; i < 300; i++) {
      using _scope = t.openScope(gpu);
      await net.step();
      // Two steps fill the pool with what a step needs at once.
      if (i >= 2) bytes.push(await bytesNow());
    }
  }
  equal(new Set(bytes).size, 1, `device bytes over time: ${[...new Set(bytes)].join(", ")}`);
  await gpu.idle();
  equal(gpu.memory.arrays, arrays, "arrays left undisposed");
  deepEqual(t.liveTensors(gpu), []);
});
