import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import type { Gpu } from "@rederive/lib/gpu";
import { LayerNorm, Linear, Module, type State } from "@rederive/lib/nn";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

class Net extends Module {
  readonly scale = this.parameter("scale", [2], { values: Float32Array.of(1, 2) });
  readonly count = this.buffer("count", [1], { values: Float32Array.of(7) });
  readonly first: Linear;
  readonly second: Linear;

  constructor(gpu: Gpu, { random }: { random?: ReturnType<typeof stream> } = {}) {
    super(gpu);
    this.first = this.child("first", new Linear(gpu, { inputs: 2, outputs: 3, random }));
    this.second = this.child("0", new Linear(gpu, { inputs: 3, outputs: 2, bias: false, random }));
  }

  forward(x: t.Tensor): t.Tensor {
    return t.mul(this.second.forward(this.first.forward(x)), this.scale);
  }
}

class Tied extends Module {
  readonly first = this.child(
    "first",
    new Linear(this.gpu, { inputs: 2, outputs: 2, bias: false }),
  );
  readonly second = this.tied("second", this.first.weight);
}

const array = (shape: number[], ...numbers: number[]) => ({
  shape,
  values: Float32Array.from(
    { length: shape.reduce((p, q) => p * q, 1) },
    (_, i) => numbers[i] ?? i,
  ),
});

gpuTest("names follow the order in which a module says what it holds", (gpu) => {
  using net = new Net(gpu);
  deepEqual(net.namedParameters().map(([name]) => name), [
    "scale",
    "first.weight",
    "first.bias",
    "0.weight",
  ]);
  deepEqual(net.namedBuffers(), [["count", net.count]]);
  deepEqual(net.namedModules().map(([name]) => name), ["", "first", "0"]);
  ok(net.parameters()[3] === net.second.weight);
});

gpuTest("a frozen module has no parameters, and keeps its state", async (gpu) => {
  using net = new Net(gpu, { random: stream(1) });
  net.first.freeze();
  deepEqual(net.namedParameters().map(([name]) => name), ["scale", "0.weight"]);
  equal(Object.keys(await net.state()).length, 5);
  net.freeze();
  deepEqual(net.parameters(), []);
  net.freeze(false);
  equal(net.parameters().length, 4);
});

gpuTest(
  "a state that was read is loaded into another module, which then does the same",
  async (gpu) => {
    using net = new Net(gpu, { random: stream(1) });
    using other = new Net(gpu, { random: stream(2) });
    using empty = new Net(gpu);
    using x = t.tensor(gpu, Float32Array.of(1, -2, 3, 0.5), { shape: [2, 2] });
    const want = await t.read(net.forward(x));
    ok((await t.read(other.forward(x))).some((v, i) => v !== want[i]));
    const state = await net.state();
    deepEqual(state["0.weight"]!.shape, [2, 3]);
    for (const each of [other, empty]) {
      const before = each.forward(x);
      await each.loadState(state);
      deepEqual(await t.read(each.forward(x)), want);
      if (each === other) await rejects(t.read(before), /was assigned to since/);
    }
    equal(t.liveTensors(gpu).length, 3 * 5 + 1, "parameters, buffers, x");
  },
);

gpuTest("what was not loaded yet says so", async (gpu) => {
  using net = new Net(gpu);
  using x = t.tensor(gpu, Float32Array.of(1, -2), { shape: [1, 2] });
  await rejects(t.read(net.forward(x)), /Cannot evaluate "weight": it has no elements/);
});

gpuTest("loadState() lists all that is wrong at once, and loads nothing", async (gpu) => {
  using net = new Net(gpu, { random: stream(1) });
  const before = await net.state();
  const state: State = {
    scale: array([2]),
    "first.weight": array([2, 3]),
    "first.bias": { shape: [3], values: new Float32Array(4) },
    "0.weigth": array([2, 3]),
    "first.gain": array([3]),
  };
  await rejects(net.loadState(state), {
    name: "RangeError",
    message: [
      "Cannot load the state: 2 of 5 tensors are missing, 2 names are unknown, " +
      "2 arrays do not fit, wanted one array for each tensor",
      "missing: count, 0.weight",
      "unknown: 0.weigth, first.gain",
      '"first.weight" is (2, 3), wanted (3, 2)',
      '"first.bias" has 4 elements, wanted 3',
    ].join("\n"),
  });
  deepEqual(await net.state(), before);
});

gpuTest("names may be left out or ignored when it is asked for", async (gpu) => {
  using net = new Net(gpu, { random: stream(1) });
  const before = await net.state();
  await net.loadState({ scale: array([2], 5, 6), strange: array([1]) }, {
    missing: "keep",
    unknown: "ignore",
  });
  deepEqual(await net.state(), { ...before, scale: array([2], 5, 6) });
  await rejects(
    net.loadState({ strange: array([1]) }, { missing: "keep" }),
    /unknown: strange$/,
  );
  await rejects(net.loadState({}, { unknown: "ignore" }), /missing: scale, count, first.weight/);
});

gpuTest("tied weights are one parameter, saved once, and loaded by either name", async (gpu) => {
  using net = new Tied(gpu);
  equal(net.namedParameters().length, 1);
  ok(net.parameters()[0] === net.first.weight);
  const weight = array([2, 2]);
  await net.loadState({ "first.weight": weight });
  deepEqual(await net.state(), { second: weight }); // what is its own comes first
  await net.loadState({ "first.weight": weight, second: weight });
  await rejects(
    net.loadState({ "first.weight": weight, second: array([2, 2], 9) }),
    /"second" and "first.weight" are one tensor and differ/,
  );
});

gpuTest("a name is given once, and has no dots", (gpu) => {
  class Twice extends Module {
    constructor(gpu: Gpu, names: string[]) {
      super(gpu);
      for (const name of names) {
        this.child(name, new LayerNorm(gpu, { channels: 1, affine: false }));
      }
    }
  }
  throws(() => new Twice(gpu, ["a", "a"]), /Cannot add "a" to a module: it is taken, wanted/);
  throws(() => new Twice(gpu, ["a.b"]), /Cannot add "a.b" to a module: it is no name, wanted/);
  throws(() => new Twice(gpu, [""]), RangeError);
});
