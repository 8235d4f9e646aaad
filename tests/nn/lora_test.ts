import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  ok,
  throws,
} from "node:assert/strict";
import { strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as nn from "@rederive/lib/nn";
import { adam } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "../tensor/chains.ts";

gpuTest("an adapter adds nothing at first, learns, and leaves the base as it was", async (gpu) => {
  using _scope = t.openScope(gpu);
  const random = stream(0);
  const linear = new nn.Linear(gpu, { inputs: 6, outputs: 5, random });
  const x = uniform(gpu, [9, 6]);
  const goal = uniform(gpu, [9, 5], { seed: 1 });
  const [before, base] = [await t.read(linear.forward(x)), await linear.state()];
  nn.withLora(linear, { rank: 2, alpha: 4, random });
  deepEqual(await t.read(linear.forward(x)), before);
  deepEqual(linear.namedParameters().map(([name]) => name), ["lora.A", "lora.B"]);

  const parameters = linear.parameters();
  using optimizer = adam(parameters, { learningRate: 0.05 });
  const losses: number[] = [];
  for (let step = 0; step < 60; step++) {
    const loss = t.mean(t.square(t.sub(linear.forward(x), goal)));
    const slopes = t.grad(loss, parameters);
    await t.evaluate([loss, ...slopes]);
    await optimizer.step(slopes);
    losses.push((await t.read(loss))[0]!);
  }
  ok(losses.at(-1)! < 0.7 * losses[0]!, `${losses[0]} to ${losses.at(-1)}`);
  const { weight, bias, ...adapter } = await linear.state();
  deepEqual({ weight, bias }, base);

  // By hand: W + alpha / R B A.
  const [A, B] = [adapter["lora.A"]!.values, adapter["lora.B"]!.values];
  const data = await t.read(x);
  const want = Array.from({ length: 45 }, (_, k) => {
    const [row, out] = [Math.floor(k / 5), k % 5];
    let y = bias!.values[out]!;
    for (let i = 0; i < 6; i++) {
      const added = 2 * (B[2 * out]! * A[i]! + B[2 * out + 1]! * A[6 + i]!);
      y += (weight!.values[6 * out + i]! + added) * data[6 * row + i]!;
    }
    return y;
  });
  assertClose(await t.read(linear.forward(x)), want, { abs: 40 * 4 * 2 ** -24, rel: 0 });
});

gpuTest("merged it does the same, and unmerged the weight is back bit for bit", async (gpu) => {
  using _scope = t.openScope(gpu);
  const linear = new nn.Linear(gpu, { inputs: 3, outputs: 3, random: stream(0) });
  const tricky = Float32Array.of(-0, 1e-40, 1e30, 1 / 3, -1 / 3, 0, 7, 1e-8, -5);
  await linear.loadState({ weight: { shape: [3, 3], values: tricky } }, { missing: "keep" });
  const lora = nn.withLora(linear, { rank: 1, random: stream(1) });
  await t.assign([[lora.up, t.add(lora.up, 0.3)]]);
  const x = t.tensor(gpu, Float32Array.of(0.5, -0.25, 0), { shape: [1, 3] });
  const apart = await t.read(linear.forward(x));
  equal(lora.isMerged, false);
  await lora.merge();
  await lora.merge(); // once is enough
  equal(lora.isMerged, true);
  const merged = await linear.state();
  notDeepEqual(merged["weight"]!.values, tricky);
  assertClose(await t.read(linear.forward(x)), apart, { abs: 2 ** -20, rel: 2 ** -20 });
  await lora.unmerge();
  await lora.unmerge();
  const { weight } = await linear.state();
  deepEqual(new Uint32Array(weight!.values.buffer), new Uint32Array(tricky.buffer));
  deepEqual(await t.read(linear.forward(x)), apart);
  await lora.merge(); // what it remembers goes with the layer
});

gpuTest("adapters are put into a model that is in use, and loaded by name", async (gpu) => {
  using _scope = t.openScope(gpu);
  const block = new nn.Block(gpu, { channels: 4, heads: 2, random: stream(0) });
  for (const [name, module] of block.freeze().namedModules()) {
    if (/[qv]_proj$/.test(name)) nn.withLora(module as nn.Linear, { rank: 1, random: stream(1) });
  }
  const names = block.namedParameters().map(([name]) => name);
  deepEqual(names, ["q", "v"].flatMap((c) => ["A", "B"].map((m) => `attn.${c}_proj.lora.${m}`)));
  const adapter = { "attn.q_proj.lora.B": { shape: [4, 1], values: Float32Array.of(1, 2, 3, 4) } };
  await block.loadState(adapter, { missing: "keep" });
  deepEqual((await block.state())["attn.q_proj.lora.B"], adapter["attn.q_proj.lora.B"]);
});

gpuTest("withLora() names a rank that does not fit, and a second adapter", (gpu) => {
  using _scope = t.openScope(gpu);
  const linear = new nn.Linear(gpu, { inputs: 6, outputs: 5, random: stream(0) });
  for (const rank of [0, 6, 1.5]) {
    throws(
      () => nn.withLora(linear, { rank }),
      new RegExp(`of 6 to 5 channels: the rank is ${rank}, wanted an integer from 1 to 5`),
    );
  }
  equal(linear.parameters().length, 2, "nothing is frozen by what failed");
  nn.withLora(linear, { rank: 1 });
  throws(() => nn.withLora(linear, { rank: 1 }), /Cannot add "lora" to a module: it is taken/);
});
