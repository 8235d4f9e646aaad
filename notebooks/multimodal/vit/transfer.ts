import type { Gpu } from "@rederive/lib/gpu";
import { withLora } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import { crossEntropy, mean, tensor } from "@rederive/lib/tensor";
import type { Dino } from "./dino.ts";
import { DINO_SEEDS } from "./dino_runs.ts";
import { drawKinds } from "./kinds.ts";
import { choose, type Pictures, turns } from "./pictures.ts";
import { fitHead } from "./probe.ts";
import { tokensOf } from "./see_kinds.ts";
import type { TinyVit } from "./tiny_vit.ts";
import { train } from "./train.ts";

/** How many labelled pictures there are of the new task. */
export const COUNTS = [32, 256, 2048] as const;

/** What of the encoder is trained besides a new head: nothing, adapters, or all. */
export const WAYS = ["frozen", "LoRA", "full"] as const;

/** One of them. */
export type Way = (typeof WAYS)[number];

/** An adaptation of a DINO teacher to the quarter that a shape lies in. */
export interface TransferRun {
  readonly way: Way;
  readonly count: (typeof COUNTS)[number];
  /** Of the teacher and of the pictures. */
  readonly seed: number;
}

/** Every run, in the order of its making. */
export function transferRuns(): TransferRun[] {
  return DINO_SEEDS.flatMap((seed) =>
    COUNTS.flatMap((count) => WAYS.map((way) => ({ way, count, seed })))
  );
}

/** Name of a run in its file. */
export function nameOfTransfer({ way, count, seed }: TransferRun): string {
  return `${way}-${count}-${seed}`;
}

/** The file of data/ that keeps what was trained. */
export const TRANSFER_FILE = "vit-transfer.safetensors";

/** Steps, batches and highest learning rates; chosen on other pictures. */
export const TRANSFER_RULES = {
  steps: 150,
  batch: 32,
  rank: 4,
  learningRate: { LoRA: 0.01, full: 0.003 },
} as const;

/** Pictures of the new task: the class is the quarter. */
export function drawPlaces(count: number, { seed }: { seed: number }): Pictures {
  const set = drawKinds(count, { seed });
  return { ...set, classes: set.places };
}

/** The labelled pictures of a run; fewer are the first of more. */
export function labelled({ count, seed }: Pick<TransferRun, "count" | "seed">): Pictures {
  const all = drawPlaces(Math.max(...COUNTS), { seed: 4000 + seed });
  return choose(all, Array.from({ length: count }, (_, i) => i));
}

/** A teacher's encoder with what is trained unfrozen: a head, and nothing, adapters or everything. */
export function startTransfer({ encoder }: Dino, { way, seed }: TransferRun): TinyVit {
  encoder.freeze(way !== "full");
  encoder.head.freeze(false);
  if (way !== "LoRA") return encoder;
  const random = stream(foldIn(key(seed), 10));
  for (const { attn } of encoder.blocks.blocks) {
    for (const layer of [attn.query, attn.value]) {
      withLora(layer, { rank: TRANSFER_RULES.rank, random });
    }
  }
  return encoder;
}

/** The head that reads frozen weights: least squares on the class tokens, as `Linear` holds it. */
export async function fitFrozen(gpu: Gpu, teacher: Dino, run: TransferRun): Promise<number[]> {
  const { weight, bias } = fitHead(await tokensOf(gpu, teacher, labelled(run)));
  return [...weight, ...bias];
}

/** Trains adapters or everything, or takes the first steps; gives the first losses. */
export async function adapt(
  gpu: Gpu,
  encoder: TinyVit,
  run: TransferRun & { way: "LoRA" | "full" },
  { stop }: { stop?: number } = {},
): Promise<number[]> {
  const { batch, steps, learningRate } = TRANSFER_RULES;
  const set = labelled(run);
  const take = turns(run.count, { batch, random: stream(foldIn(key(run.seed), 11)) });
  const next = () => {
    const { pixels, classes } = choose(set, take());
    return { pixels, classes };
  };
  const first = next();
  using pixels = tensor(gpu, first.pixels, { shape: [batch, 3, set.size, set.size] });
  using classes = tensor(gpu, first.classes);
  return await train({
    parameters: encoder.parameters(),
    inputs: { pixels, classes },
    loss: () => mean(crossEntropy(encoder.logits(pixels), classes)),
    next,
    steps,
    stop,
    learningRate: learningRate[run.way],
  });
}
