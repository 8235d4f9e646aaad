import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as nn from "@rederive/lib/nn";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "../tensor/chains.ts";

gpuTest("a linear layer takes a single row as it takes many", async (gpu) => {
  using _scope = t.openScope(gpu);
  const linear = new nn.Linear(gpu, { inputs: 3, outputs: 2, random: stream(0) });
  const x = uniform(gpu, [3]);
  const y = linear.forward(x);
  deepEqual(y.shape, [2]);
  deepEqual(await t.read(y), await t.read(linear.forward(t.reshape(x, [1, 1, 3]))));
});

gpuTest("an embedding takes ids from memory and from a tensor", async (gpu) => {
  using _scope = t.openScope(gpu);
  const table = new nn.Embedding(gpu, { rows: 7, channels: 3, random: stream(0) });
  const ids = Int32Array.of(6, 0, 1, 6, 2, 5);
  const whole = t.tensor(gpu, ids, { shape: [2, 3] });
  const all = [table.forward(ids), table.forward(ids, { shape: [2, 3] }), table.forward(whole)];
  deepEqual(all.map(({ shape }) => shape), [[6, 3], [2, 3, 3], [2, 3, 3]]);
  const [a, b, c, weight] = await t.readMany([...all, table.weight]);
  deepEqual([...a!], Array.from(ids, (id) => [...weight!.subarray(3 * id, 3 * id + 3)]).flat());
  deepEqual(b, a);
  deepEqual(c, a);
});

gpuTest("layers start as PyTorch's do, and as they are told", async (gpu) => {
  using _scope = t.openScope(gpu);
  const bound = (module: nn.Module) =>
    module.state().then((state) =>
      Object.values(state).map(({ values }) => Math.max(...values.map(Math.abs)))
    );
  const random = stream(0);
  // Of so many uniform numbers the largest is within 1 % of the bound.
  const near = (got: number[], want: number[]) => {
    equal(got.length, want.length);
    for (const [i, v] of got.entries()) ok(v <= want[i]! && v > 0.96 * want[i]!, `${got} ${want}`);
  };
  near(await bound(new nn.Linear(gpu, { inputs: 25, outputs: 200, random })), [0.2, 0.2]);
  near(
    await bound(new nn.Conv2d(gpu, { inputs: 8, outputs: 200, kernel: [5, 5], groups: 2, random })),
    [0.1, 0.1],
  );
  near(await bound(new nn.LstmCell(gpu, { inputs: 9, channels: 100, random })), Array(4).fill(0.1));
  near(await bound(new nn.GruCell(gpu, { inputs: 9, channels: 100, random })), Array(4).fill(0.1));
  const init: nn.Initialiser = (shape) => nn.ones(shape);
  const block = new nn.Block(gpu, { channels: 4, heads: 2, bias: false, random, init });
  ok(Object.values(await block.state()).every(({ values }) => values.every((v) => v === 1)));
  deepEqual(Object.keys(await block.state()).filter((name) => name.endsWith("bias")), []);
});

gpuTest("cells that are given no state start from zeros", async (gpu) => {
  using _scope = t.openScope(gpu);
  const x = uniform(gpu, [2, 3]);
  const zero = t.tensor(gpu, new Float32Array(8), { shape: [2, 4] });
  for (const bias of [true, false]) {
    const options = { inputs: 3, channels: 4, bias, random: stream(1) };
    const lstm = new nn.LstmCell(gpu, options);
    const gru = new nn.GruCell(gpu, options);
    const [bare, given] = [lstm.forward(x), lstm.forward(x, { h: zero, c: zero })];
    const all = [bare.h, given.h, bare.c, given.c, gru.forward(x), gru.forward(x, zero)];
    const got = await t.readMany(all);
    for (const i of [0, 2, 4]) assertClose(got[i]!, got[i + 1]!, { abs: 4 * 2 ** -24, rel: 0 });
  }
});

gpuTest("dropout drops in a pass that trains alone, and something else each time", async (gpu) => {
  using _scope = t.openScope(gpu);
  const drop = new nn.Dropout(gpu, { rate: 0.25 });
  const x = t.tensor(gpu, new Float32Array(4000).fill(3));
  equal(drop.forward(x), x);
  const random = stream(5);
  const all = [drop.forward(x, { random }), drop.forward(x, { random })];
  const [a, b] = await t.readMany([...all, drop.forward(x, { random: stream(5) })]);
  for (const y of [a!, b!]) {
    ok(y.every((v) => v === 0 || v === 4));
    // Five standard deviations of the number dropped.
    ok(Math.abs(y.filter((v) => v === 0).length - 1000) < 5 * Math.sqrt(4000 * 0.25 * 0.75));
  }
  const both = a!.filter((v, i) => v === 0 && b![i] === 0).length;
  ok(Math.abs(both - 250) < 5 * Math.sqrt(250), "dropped together as often as by chance");
  deepEqual(await t.read(drop.forward(x, { random: stream(5) })), a);
});

gpuTest("a block drops each part's result, and only when it trains", async (gpu) => {
  using _scope = t.openScope(gpu);
  const options = { channels: 4, heads: 2, random: stream(0) };
  const block = new nn.Block(gpu, { ...options, dropout: 0.5 });
  const still = new nn.Block(gpu, { ...options, random: undefined });
  await still.copyFrom(block);
  const x = uniform(gpu, [50, 4]);
  const [used, plain, trained] = await t.readMany([
    block.forward(x),
    still.forward(x),
    block.forward(x, { random: stream(1) }),
  ]);
  deepEqual(used, plain);
  const data = await t.read(x);
  // Where attention and MLP are both dropped, a quarter of all, x is what comes out.
  const kept = trained!.filter((v, i) => v === data[i]).length;
  ok(Math.abs(kept - 50) < 5 * Math.sqrt(200 / 4 * 3 / 4), `${kept}`);
});

gpuTest("layers in a row are named by their places, functions among them", async (gpu) => {
  using _scope = t.openScope(gpu);
  const random = stream(0);
  const net = new nn.Sequential(gpu, [
    new nn.Linear(gpu, { inputs: 3, outputs: 4, random }),
    t.tanh,
    new nn.Dropout(gpu, { rate: 0.5 }),
    new nn.Linear(gpu, { inputs: 4, outputs: 2, random }),
  ]);
  const names = net.namedParameters().map(([name]) => name);
  deepEqual(names, ["0.weight", "0.bias", "3.weight", "3.bias"]);
  const x = uniform(gpu, [5, 3]);
  const [first, , , last] = net.layers as [nn.Linear, unknown, unknown, nn.Linear];
  const by = last.forward(t.tanh(first.forward(x)));
  const [got, want, trained] = await t.readMany([net.forward(x), by, net.forward(x, { random })]);
  deepEqual(got, want);
  ok(trained!.some((v, i) => v !== want![i]));
});

gpuTest("a copy is a module of its own", async (gpu) => {
  using _scope = t.openScope(gpu);
  const source = new nn.Linear(gpu, { inputs: 3, outputs: 2, random: stream(0) });
  const targets = [
    new nn.Linear(gpu, { inputs: 3, outputs: 2, random: stream(1) }),
    new nn.Linear(gpu, { inputs: 3, outputs: 2 }),
  ];
  const want = await source.state();
  for (const target of targets) {
    await target.copyFrom(source);
    deepEqual(await target.state(), want);
    await t.assign([[target.weight, t.mul(target.weight, 2)]]);
    deepEqual(await source.state(), want);
  }
  await rejects(
    source.copyFrom(new nn.Linear(gpu, { inputs: 2, outputs: 2, bias: false })),
    /only one of the two has weight \(2, 3\), bias \(2\), weight \(2, 2\), wanted the same names and/,
  );
});

gpuTest("layers name what does not fit them", (gpu) => {
  using _scope = t.openScope(gpu);
  const x = t.tensor(gpu, new Float32Array(6), { shape: [2, 3], label: "x" });
  const linear = new nn.Linear(gpu, { inputs: 2, outputs: 3 });
  throws(
    () => linear.forward(x),
    /RangeError: Cannot apply a linear layer: "x" is \(2, 3\), wanted \(\.\.\., 2\)/,
  );
  throws(
    () => new nn.LayerNorm(gpu, { channels: 2 }).forward(x),
    /Cannot apply a layer norm: "x" is \(2, 3\), wanted \(\.\.\., 2\)/,
  );
  throws(
    () => new nn.RmsNorm(gpu, { channels: 2 }).forward(x),
    /Cannot apply an RMS norm: "x" is \(2, 3\), wanted \(\.\.\., 2\)/,
  );
  const attend = new nn.MultiHeadAttention(gpu, { channels: 4, heads: 2, memoryChannels: 2 });
  throws(() => attend.forward(x), /Cannot attend: "x" is \(2, 3\), wanted \(\.\.\., 4\)/);
  const y = t.tensor(gpu, new Float32Array(4), { shape: [1, 4] });
  throws(() => attend.forward(y), /Cannot attend to a memory: "tensor" is \(1, 4\), wanted/);
  throws(
    () => new nn.MultiHeadAttention(gpu, { channels: 6, heads: 4 }),
    /Cannot split heads: C=6, H=4, kvHeads=4, D=1\.5, wanted H to divide C/,
  );
  throws(
    () => new nn.MultiHeadAttention(gpu, { channels: 6, heads: 3, kvHeads: 2 }),
    /Cannot split heads: C=6, H=3, kvHeads=2, D=2, wanted/,
  );
  throws(
    () => new nn.Mlp(gpu, { channels: 2, activation: "swish" as "silu" }),
    /TypeError: Cannot make an MLP: activation is "swish", wanted one of gelu, geluTanh, quickGelu/,
  );
  const block = new nn.Block(gpu, { channels: 4, heads: 2 });
  throws(
    () => block.forward(y, { memory: y }),
    /TypeError: Cannot run a block: it is given a memory and has no cross-attention, wanted both/,
  );
  const reader = new nn.Block(gpu, { channels: 4, heads: 2, cross: { channels: 3 } });
  throws(() => reader.forward(y), /it is given no memory and has a cross-attention, wanted both/);
  throws(
    () => reader.forward(y, { memory: y }),
    /Cannot attend to a memory: .* wanted \(\.\.\., 3\)/,
  );
  throws(
    () => new nn.Conv2d(gpu, { inputs: 4, outputs: 3, kernel: 1, groups: 2 }),
    /Cannot make a convolution: groups is 2, wanted a divisor of inputs=4 and outputs=3/,
  );
  throws(
    () => new nn.Dropout(gpu, { rate: 1 }),
    /Cannot drop out: the rate is 1, wanted one from 0/,
  );
  const cell = new nn.GruCell(gpu, { inputs: 3, channels: 2 });
  throws(
    () => cell.forward(y),
    /Cannot step a recurrent cell: "tensor" is \(1, 4\), wanted \(\.\.\., 3\)/,
  );
  throws(() => cell.forward(x, x), /from a state: "x" is \(2, 3\), wanted \(\.\.\., 2\)/);
});
