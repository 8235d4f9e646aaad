import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

const layer = (h: t.Tensor, w: t.Tensor) => t.tanh(t.matmul(h, w));

/** A chain of layers, cut behind the given ones; the rest is not checkpointed. */
function chain(x: t.Tensor, weights: readonly t.Tensor[], cuts: readonly number[]): t.Tensor {
  let [h, from] = [x, 0];
  for (const to of cuts) {
    const [start, part] = [h, weights.slice(from, to)];
    h = t.checkpoint(() => part.reduce(layer, start));
    from = to;
  }
  return weights.slice(from).reduce(layer, h);
}

const weightsOf = (gpu: Gpu, count: number) =>
  Array.from({ length: count }, (_, seed) => uniform(gpu, [5, 5], { seed }));

for (const cuts of [[1], [7], [3, 4], [2, 5, 7], [1, 2, 3, 4, 5, 6, 7]]) {
  gpuTest(`gradients are the same to the last bit, cut behind ${cuts.join(", ")}`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const [x, weights] = [uniform(gpu, [3, 5], { seed: 50 }), weightsOf(gpu, 7)];
    const slopes = (places: readonly number[]) =>
      t.grad(t.sum(t.square(chain(x, weights, places))), [x, ...weights]);
    deepEqual(await t.readMany(slopes(cuts)), await t.readMany(slopes([])));
  });
}

gpuTest("jvp() and hvp() go through a checkpoint", async (gpu) => {
  using _scope = t.openScope(gpu);
  const [x, w, v] = [50, 51, 52].map((seed) => uniform(gpu, [5, 5], { seed }));
  const loss = t.sum(t.square(chain(x!, [w!, w!, w!], [1, 2])));
  const values = await t.values64([x!, w!, v!]);
  const along = new Map([[w!, values.get(v!)!]]);
  const slope = t.grad(loss, [w!])[0]!;
  // the five-point difference, as in gradients_test.ts
  const tolerance = { abs: 1e-8, rel: 1e-8 };
  assertClose(
    t.evaluate64(t.jvp(loss, [w!], [v!]), values),
    t.difference64(loss, values, along),
    tolerance,
  );
  const [turned] = t.hvp(loss, [w!], [v!]);
  assertClose(t.evaluate64(turned!, values), t.difference64(slope, values, along), tolerance);
});

gpuTest(
  "what the work finds outside gets its derivative, data or computed",
  async (gpu) => {
    using _scope = t.openScope(gpu);
    const [table, gain] = [uniform(gpu, [4, 3]), uniform(gpu, [3], { seed: 1 })];
    const ids = Int32Array.of(2, 0, 2);
    const doubled = t.mul(gain, 2);
    const work = () =>
      t.exp(t.mul(t.takeRows(table, ids), t.noGrad(() => t.mul(doubled, doubled))));
    const free = () => t.mul(work(), doubled);
    const plain = t.grad(t.sum(free()), [table, gain, doubled]);
    const again = t.grad(t.sum(t.checkpoint(free)), [table, gain, doubled]);
    deepEqual(await t.readMany(again), await t.readMany(plain));
    const same = t.checkpoint(() => gain);
    deepEqual(await t.read(t.grad(t.sum(same), [gain])[0]!), Float32Array.of(1, 1, 1));
  },
);

gpuTest(
  "36 layers in 6 parts hold five results and one part, whatever is asked first",
  async (gpu) => {
    const [rows, width] = [64, 8];
    using x = uniform(gpu, [rows, width], { seed: 50 });
    const weights = Array.from({ length: 36 }, (_, seed) => uniform(gpu, [width, width], { seed }));
    const most = async (cuts: readonly number[], order: (slopes: t.Tensor[]) => t.Tensor[]) => {
      using _scope = t.openScope(gpu);
      using log = gpu.logMemory();
      const loss = t.sum(chain(x, weights, cuts));
      await t.evaluate(order([loss, ...t.grad(loss, weights)]));
      // gradients of weights are kept and small: only arrays of a layer's size are counted
      let [now, peak] = [0, 0];
      for (const { bytes } of log.events) {
        if (Math.abs(bytes) < rows * width * 4) continue;
        now += Math.sign(bytes);
        peak = Math.max(peak, now);
      }
      return peak;
    };
    for (const order of [(all: t.Tensor[]) => all, (all: t.Tensor[]) => all.toReversed()]) {
      // every product and its tanh(), when the sum is taken
      equal(await most([], order), 2 * 36);
      // results of five parts, a part's products and tanh() but the last, and a cotangent
      equal(await most([6, 12, 18, 24, 30, 36], order), 5 + 6 + 5 + 1);
    }
    for (const weight of weights) weight[Symbol.dispose]();
  },
);

gpuTest("the work is not done again with weights that were assigned to", async (gpu) => {
  using _scope = t.openScope(gpu);
  const [x, w] = [uniform(gpu, [2, 5], { seed: 1 }), uniform(gpu, [5, 5])];
  const loss = t.sum(chain(x, [w, w], [2]));
  const [slope] = t.grad(loss, [w]);
  await t.assign([[w, t.mul(w, 2)]]);
  await rejects(t.read(slope!), /was assigned to since/);
  throws(() => t.grad(loss, [w]), /Cannot differentiate .* was assigned to since/);
});
