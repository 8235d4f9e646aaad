import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import type { Gpu } from "@rederive/lib/gpu";
import * as nn from "@rederive/lib/nn";
import { adamW, cosine } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

interface Lesson {
  steps: number;
  learningRate: number;
  /** What a step is given anew, and what it is given at each. */
  inputs?: Record<string, t.Tensor<"i32">>;
  at?: (step: number) => Record<string, Int32Array<ArrayBuffer>>;
}

/** Trains for a number of steps and gives the last loss. */
async function train(
  gpu: Gpu,
  module: nn.Module,
  lossOf: () => t.Tensor,
  { steps, learningRate, inputs = {}, at = () => ({}) }: Lesson,
): Promise<number> {
  const parameters = module.parameters();
  using optimizer = adamW(parameters, { learningRate, weightDecay: 0 });
  const scale = cosine({ steps, warmup: 5, floor: 0.1 });
  using step = await t.recordStep(gpu, async () => {
    const loss = lossOf();
    const slopes = t.grad(loss, parameters);
    await t.evaluate([loss, ...slopes]);
    await optimizer.step(slopes, { scale });
    return { loss };
  }, { inputs });
  for (let i = 1; i < steps; i++) await step.run(at(i));
  return (await t.read(step.outputs.loss))[0]!;
}

gpuTest("an MLP learns exclusive or, which no linear layer can", async (gpu) => {
  using _scope = t.openScope(gpu);
  const x = t.tensor(gpu, Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), { shape: [4, 2] });
  const y = t.tensor(gpu, Float32Array.of(0, 1, 1, 0), { shape: [4, 1] });
  const options = { steps: 150, learningRate: 0.1 };
  const lossOf = (net: nn.Sequential) => () => t.mean(t.square(t.sub(net.forward(x), y)));
  for (const seed of [0, 1, 2]) {
    const random = stream(seed);
    const deep = new nn.Sequential(gpu, [
      new nn.Linear(gpu, { inputs: 2, outputs: 8, random }),
      t.tanh,
      new nn.Linear(gpu, { inputs: 8, outputs: 1, random }),
    ]);
    const flat = new nn.Sequential(gpu, [new nn.Linear(gpu, { inputs: 2, outputs: 1, random })]);
    const loss = await train(gpu, deep, lossOf(deep), options);
    ok(loss < 1e-3, `${loss}`);
    // The best linear answer is 1/2 everywhere.
    const control = await train(gpu, flat, lossOf(flat), options);
    ok(control > 0.2499, `${control}`);
  }
});

/** Sequences of T digits below V, and what is asked about them. */
const [V, T, B] = [3, 4, 64];

function sequences(seed: number): Int32Array<ArrayBuffer> {
  const draw = stream(seed);
  return Int32Array.from({ length: B * T }, () => draw.integer(V));
}

class Reader extends nn.Module {
  readonly tokens: nn.Embedding;
  readonly block: nn.Block;
  readonly head: nn.Linear;

  constructor(gpu: Gpu, { hasPositions }: { hasPositions: boolean }) {
    super(gpu);
    const random = stream(3);
    const [channels, heads] = [16, 2];
    this.tokens = this.child("tokens", new nn.Embedding(gpu, { rows: V, channels, random }));
    this.block = this.child(
      "block",
      new nn.Block(gpu, {
        channels,
        heads,
        causal: true,
        random,
        ...hasPositions ? { rope: { base: 20 } } : {},
      }),
    );
    this.head = this.child("head", new nn.Linear(gpu, { inputs: channels, outputs: V, random }));
  }

  forward(ids: t.Tensor<"i32">): t.Tensor {
    return this.head.forward(this.block.forward(this.tokens.forward(ids)));
  }
}

gpuTest(
  "a block with positions learns to give the digit before, one without cannot",
  async (gpu) => {
    using _scope = t.openScope(gpu);
    const batch = (seed: number) => {
      const ids = sequences(seed);
      return { ids, before: ids.map((_, i) => i % T === 0 ? -1 : ids[i - 1]!) };
    };
    const ids = t.tensor(gpu, batch(0).ids, { shape: [B, T] });
    const before = t.tensor(gpu, batch(0).before, { shape: [B, T] });
    const losses: number[] = [];
    for (const hasPositions of [true, false]) {
      const net = new Reader(gpu, { hasPositions });
      const lossOf = () => t.div(t.sum(t.crossEntropy(net.forward(ids), before)), B * (T - 1));
      const lesson = { steps: 60, learningRate: 0.03, inputs: { ids, before }, at: batch };
      losses.push(await train(gpu, net, lossOf, lesson));
    }
    const [learned, control] = losses as [number, number];
    // A set without an order leaves open which of the digits so far was the last.
    ok(learned < 0.1 && control > 0.3, `${learned} with, ${control} without`);
  },
);

class Listener extends nn.Module {
  readonly tokens: nn.Embedding;
  readonly cell: nn.LstmCell | nn.GruCell;
  readonly head: nn.Linear;

  constructor(gpu: Gpu, kind: "lstm" | "gru") {
    super(gpu);
    const random = stream(4);
    const sizes = { inputs: V, channels: 16, random };
    const table = { rows: V, channels: V, random };
    this.tokens = this.child("tokens", new nn.Embedding(gpu, table));
    this.cell = this.child(
      "cell",
      kind === "lstm" ? new nn.LstmCell(gpu, sizes) : new nn.GruCell(gpu, sizes),
    );
    this.head = this.child("head", new nn.Linear(gpu, { inputs: 16, outputs: V, random }));
  }

  /** Logits after the last digit; `keep` says whether the state is carried on. */
  forward(ids: Int32Array<ArrayBuffer>, { keep }: { keep: boolean }): t.Tensor {
    const x = this.tokens.forward(ids, { shape: [B, T] });
    let [state, h] = [undefined, undefined] as [nn.LstmState | undefined, t.Tensor | undefined];
    for (let time = 0; time < T; time++) {
      const now = t.reshape(t.slice(x, [null, [time, time + 1]]), [B, V]);
      if (this.cell instanceof nn.LstmCell) {
        state = this.cell.forward(now, keep ? state : undefined);
        h = state.h;
      } else h = this.cell.forward(now, keep ? h : undefined);
    }
    return this.head.forward(h!);
  }
}

for (const kind of ["lstm", "gru"] as const) {
  gpuTest(`a ${kind} remembers the first digit, and not when its state is dropped`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const ids = sequences(1);
    const firsts = Int32Array.from({ length: B }, (_, b) => ids[b * T]!);
    const losses: number[] = [];
    for (const keep of [true, false]) {
      const net = new Listener(gpu, kind);
      const lossOf = () => t.mean(t.crossEntropy(net.forward(ids, { keep }), firsts));
      losses.push(await train(gpu, net, lossOf, { steps: 60, learningRate: 0.05 }));
    }
    const [learned, control] = losses as [number, number];
    ok(learned < 0.1 && control > 0.8, `${learned} kept, ${control} dropped`);
  });
}

gpuTest(
  "a small convolution learns where an edge is, a mean of the image does not say",
  async (gpu) => {
    using _scope = t.openScope(gpu);
    const draw = stream(2);
    const side = 6;
    // Half bright, half dark: to the left and right, or above and below; which half is bright is chance.
    const kinds = Int32Array.from({ length: B }, () => draw.integer(2));
    const images = Float32Array.from({ length: B * side * side }, (_, i) => {
      const [image, row, column] = [Math.floor(i / 36), Math.floor(i / 6) % 6, i % 6];
      return ((kinds[image] ? row : column) < 3) === (image % 2 === 0) ? 1 : -1;
    });
    const x = t.tensor(gpu, images, { shape: [B, 1, side, side] });
    const losses: number[] = [];
    for (const kernel of [3, 1]) {
      const random = stream(6);
      const net = new nn.Sequential(gpu, [
        new nn.Conv2d(gpu, { inputs: 1, outputs: 4, kernel, random }),
        t.relu,
        (y) => t.mean(y, { axes: [2, 3] }),
        new nn.Linear(gpu, { inputs: 4, outputs: 2, random }),
      ]);
      const lossOf = () => t.mean(t.crossEntropy(net.forward(x), kinds));
      losses.push(await train(gpu, net, lossOf, { steps: 100, learningRate: 0.05 }));
    }
    const [learned, control] = losses as [number, number];
    ok(learned < 0.05 && control > 0.6, `${learned} with windows, ${control} pixel by pixel`);
  },
);

gpuTest(
  "a recorded step of a block with dropout is bit for bit the step taken again",
  async (gpu) => {
    using _scope = t.openScope(gpu);
    const x = t.tensor(gpu, Float32Array.from({ length: 40 }, (_, i) => Math.sin(i)), {
      shape: [5, 8],
    });
    const states = [];
    for (const isRecorded of [true, false]) {
      const block = new nn.Block(gpu, { channels: 8, heads: 2, dropout: 0.3, random: stream(0) });
      const random = stream(1);
      using optimizer = adamW(block.parameters(), { learningRate: 0.01 });
      const step = async () => {
        const loss = t.mean(t.square(t.sub(block.forward(x, { random }), x)));
        const slopes = t.grad(loss, block.parameters());
        await t.evaluate([loss, ...slopes]);
        await optimizer.step(slopes, { scale: cosine({ steps: 6 }) });
        return { loss };
      };
      if (isRecorded) {
        using recorded = await t.recordStep(gpu, step);
        for (let i = 1; i < 5; i++) await recorded.run();
      } else {
        for (let i = 0; i < 5; i++) await step();
      }
      states.push(await block.state());
    }
    deepEqual(states[0], states[1]);
  },
);
