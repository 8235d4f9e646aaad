import type { Gpu } from "@rederive/lib/gpu";
import { Block, Linear, Module } from "@rederive/lib/nn";
import { adam, train } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { drawNews, F, T } from "./news.ts";
import type { RankingList } from "./ranking_list.ts";

/** f(q, D): scores the documents of a list, which look at each other through a block's attention. */
export class SetScorer extends Module {
  readonly #into: Linear;
  readonly #block: Block;
  readonly #out: Linear;

  /** With 16 channels and 2 heads. */
  constructor(gpu: Gpu, { seed }: { seed: number }) {
    super(gpu);
    const [random, C] = [stream(300 + seed), 16];
    this.#into = this.child("into", new Linear(gpu, { inputs: F, outputs: C, random }));
    const sizes = { channels: C, heads: 2, hidden: 2 * C };
    this.#block = this.child("block", new Block(gpu, { ...sizes, random }));
    this.#out = this.child("out", new Linear(gpu, { inputs: C, outputs: 1, random }));
  }

  /** (lists, T, F) to (lists, T). */
  forward(x: t.Tensor): t.Tensor {
    const seen = this.#block.forward(this.#into.forward(x));
    return t.reshape(this.#out.forward(seen), x.shape.slice(0, 2));
  }

  /** The scores of lists, one after the other. */
  async scores(lists: readonly RankingList[]): Promise<Float32Array> {
    using x = t.tensor(this.gpu, featuresOf(lists), { shape: [lists.length, T, F] });
    return await t.read(this.forward(x));
  }
}

/** The features of lists, one after the other. */
function featuresOf(lists: readonly RankingList[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(lists.flatMap(({ x }) => [...x]));
}

/** RankNet's loss of scores (lists, T), 1 where relevant: the mean over the pairs that differ. */
function pairLoss(scores: t.Tensor, relevant: t.Tensor): t.Tensor {
  const [lists, T] = scores.shape as [number, number];
  const [i, j] = [[lists, T, 1], [lists, 1, T]];
  const isBetter = t.mul(t.reshape(relevant, i), t.sub(1, t.reshape(relevant, j)));
  const losses = t.softplus(t.sub(t.reshape(scores, j), t.reshape(scores, i)));
  return t.div(t.sum(t.mul(isBetter, losses)), t.sum(isBetter));
}

/** A scorer of news wanted for being the best of its topic, trained on 16 new lists every step. */
export async function trainSetScorer(
  gpu: Gpu,
  { seed, steps }: { seed: number; steps: number },
): Promise<SetScorer> {
  const scorer = new SetScorer(gpu, { seed });
  const lists = 16;
  const fresh = (step: number) => {
    const drawn = drawNews(1000 * (1 + seed) + step, { lists, wanted: "best of its topic" });
    return {
      x: featuresOf(drawn),
      relevant: Float32Array.from(drawn.flatMap(({ grades }) => grades)),
    };
  };
  const first = fresh(0);
  using x = t.tensor(gpu, first.x, { shape: [lists, T, F] });
  using relevant = t.tensor(gpu, first.relevant, { shape: [lists, T] });
  using optimizer = adam(scorer.parameters(), { learningRate: 0.02 });
  let step = 1;
  await train(optimizer, {
    inputs: { x, relevant },
    next: () => fresh(step++),
    loss: () => pairLoss(scorer.forward(x), relevant),
  }, { steps });
  return scorer;
}
