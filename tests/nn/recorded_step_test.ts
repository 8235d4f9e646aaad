import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import type { Gpu } from "@rederive/lib/gpu";
import { Block, Embedding, LayerNorm, Linear, Module } from "@rederive/lib/nn";
import { adamW, clipByNorm, warmup } from "@rederive/lib/optim";
import { type Stream, stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const [BATCH, TIME, CHANNELS, TOKENS, STEPS] = [2, 5, 8, 11, 8];

/** A language model of one block. */
class Tiny extends Module {
  readonly tokens: Embedding;
  readonly places: Embedding;
  readonly block: Block;
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor(gpu: Gpu, random: Stream) {
    super(gpu);
    this.tokens = this.child(
      "tokens",
      new Embedding(gpu, { rows: TOKENS, channels: CHANNELS, random }),
    );
    this.places = this.child(
      "places",
      new Embedding(gpu, { rows: TIME, channels: CHANNELS, random }),
    );
    const rules = { channels: CHANNELS, heads: 2, causal: true, dropout: 0.1, random };
    this.block = this.child("block", new Block(gpu, rules));
    this.norm = this.child("norm", new LayerNorm(gpu, { channels: CHANNELS }));
    this.head = this.child("head", new Linear(gpu, { inputs: CHANNELS, outputs: TOKENS, random }));
  }

  loss(ids: t.Tensor<"i32">, next: t.Tensor<"i32">, random: Stream): t.Tensor {
    const places = this.places.forward(Int32Array.from({ length: TIME }, (_, i) => i));
    const x = t.add(this.tokens.forward(ids), places);
    const logits = this.head.forward(this.norm.forward(this.block.forward(x, { random })));
    return t.mean(t.crossEntropy(logits, next));
  }
}

gpuTest(
  "a language model trained by replays is, bit for bit, the one trained step by step",
  async (gpu) => {
    const train = async (isReplayed: boolean) => {
      using _scope = t.openScope(gpu);
      const random = stream(3);
      using model = new Tiny(gpu, random);
      const weights = model.parameters();
      using descent = adamW(weights, { learningRate: 0.03 });
      const draw = stream(4);
      const batch = () => {
        const all = Int32Array.from({ length: BATCH * (TIME + 1) }, () => draw.integer(TOKENS));
        const rows = [0, 1].map((row) => all.subarray(row * (TIME + 1), (row + 1) * (TIME + 1)));
        return {
          ids: Int32Array.from(rows.flatMap((row) => [...row.subarray(0, TIME)])),
          next: Int32Array.from(rows.flatMap((row) => [...row.subarray(1)])),
        };
      };
      const first = batch();
      const ids = t.tensor(gpu, first.ids, { shape: [BATCH, TIME] });
      const next = t.tensor(gpu, first.next, { shape: [BATCH, TIME] });
      const step = async () => {
        const loss = model.loss(ids, next, random);
        const { gradients } = clipByNorm(t.grad(loss, weights), { maxNorm: 1 });
        await t.evaluate([loss, ...gradients]);
        await descent.step(gradients, { scale: warmup({ steps: 4 }) });
        return { loss };
      };
      const losses: number[] = [];
      const note = async (loss: t.Tensor) => losses.push((await t.read(loss))[0]!);
      if (isReplayed) {
        using recorded = await t.recordStep(gpu, step, { inputs: { ids, next } });
        await note(recorded.outputs.loss);
        for (let i = 1; i < STEPS; i++) {
          await recorded.run(batch());
          await note(recorded.outputs.loss);
        }
        return { losses, weights: await t.readMany(weights) };
      }
      await note((await step()).loss);
      for (let i = 1; i < STEPS; i++) {
        const each = batch();
        await t.assign([
          [ids, t.tensor(gpu, each.ids, { shape: [BATCH, TIME] })],
          [next, t.tensor(gpu, each.next, { shape: [BATCH, TIME] })],
        ]);
        await note((await step()).loss);
      }
      return { losses, weights: await t.readMany(weights) };
    };
    const [eager, replayed] = [await train(false), await train(true)];
    deepEqual(replayed, eager);
    equal(new Set(eager.losses).size, STEPS);
  },
  { families: BOTH },
);
