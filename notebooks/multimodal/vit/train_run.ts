import type { Gpu } from "@rederive/lib/gpu";
import type { Module } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import { crossEntropy, mean, reshape, tensor } from "@rederive/lib/tensor";
import { drawMasks, MaskedAutoencoder, PATCHES, VISIBLE } from "./masked.ts";
import { choose, drawQuarters, drawSingles, quarterOfEach, turns } from "./pictures.ts";
import { RULES, type Run } from "./runs.ts";
import { TinyVit } from "./tiny_vit.ts";
import { train } from "./train.ts";

/** A network with its first losses. */
export interface Trained {
  readonly module: Module;
  readonly losses: readonly number[];
}

/** The network of a run as it starts. */
export function makeNetwork(gpu: Gpu, run: Run): TinyVit | MaskedAutoencoder {
  const random = stream(foldIn(key(run.seed), 3));
  if (run.task === "quarters") return new TinyVit(gpu, { random, places: run.places });
  return new MaskedAutoencoder(gpu, { random });
}

/** Trains the network of a run, or takes its first `stop` steps. */
export async function trainRun(
  gpu: Gpu,
  run: Run,
  { stop }: { stop?: number } = {},
): Promise<Trained> {
  const module = makeNetwork(gpu, run);
  const losses = module instanceof TinyVit
    ? await classify(gpu, module, run as Run & { task: "quarters" }, stop)
    : await fillIn(gpu, module, run, stop);
  return { module, losses };
}

async function classify(
  gpu: Gpu,
  vit: TinyVit,
  { seed, reads }: Run & { task: "quarters" },
  stop: number | undefined,
): Promise<number[]> {
  const { batch, pictures, ...rules } = RULES.quarters;
  const set = drawQuarters(pictures, { seed });
  const take = turns(pictures, { batch, random: stream(foldIn(key(seed), 4)) });
  const next = () => {
    const { pixels, classes, quarters } = choose(set, take());
    return { pixels, classes: reads === "each" ? quarterOfEach(quarters) : classes };
  };
  const first = next();
  using pixels = tensor(gpu, first.pixels, { shape: [batch, 3, set.size, set.size] });
  using classes = tensor(gpu, first.classes);
  const loss = () => mean(crossEntropy(reshape(vit.logits(pixels, reads), [-1, 4]), classes));
  const inputs = { pixels, classes };
  return await train({ parameters: vit.parameters(), inputs, loss, next, ...rules, stop });
}

async function fillIn(
  gpu: Gpu,
  module: MaskedAutoencoder,
  { seed }: Run,
  stop: number | undefined,
): Promise<number[]> {
  const { batch, pictures, ...rules } = RULES.masked;
  const set = drawSingles(pictures, { seed });
  const take = turns(pictures, { batch, random: stream(foldIn(key(seed), 4)) });
  const random = stream(foldIn(key(seed), 5));
  const next = () => ({ pixels: choose(set, take()).pixels, ...drawMasks(batch, random) });
  const first = next();
  using pixels = tensor(gpu, first.pixels, { shape: [batch, 3, set.size, set.size] });
  using visible = tensor(gpu, first.visible, { shape: [batch, VISIBLE] });
  using hidden = tensor(gpu, first.hidden, { shape: [batch, PATCHES - VISIBLE] });
  using restore = tensor(gpu, first.restore, { shape: [batch, PATCHES] });
  const masks = { visible, hidden, restore };
  const loss = () => module.loss(pixels, masks);
  const inputs = { pixels, ...masks };
  return await train({ parameters: module.parameters(), inputs, loss, next, ...rules, stop });
}
