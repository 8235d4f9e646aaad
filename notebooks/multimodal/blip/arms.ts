import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import type { Tensor } from "@rederive/lib/tensor";
import type { Bootstrapped, Raw } from "./bootstrap.ts";
import type { Med } from "./med.ts";
import { join, type Pairs, where } from "./pairs.ts";
import { makeMed } from "./runs.ts";

/** What a new text tower learns from, made of one crawl. The last is for a control: thrown out by lot. */
export const ARMS = [
  ...["as crawled", "filter only", "captioner only", "both", "right captions"] as const,
  "thrown out by lot",
] as const;

/** One of them. */
export type Arm = (typeof ARMS)[number];

/** How long a new text tower is trained, by the contrast alone. */
export const RETRAINED = { steps: 300, learningRate: 0.003 } as const;

/** The file of data/ that keeps what was trained, and how many weights share one scale. */
export const FILE = "blip-arms.safetensors", ROW = 64;

/** Name of a seed's arm in the file. */
export function armName(arm: Arm, seed: number): string {
  return `${arm.replaceAll(" ", "-")}-${seed}`;
}

/** The pairs of an arm. Only "right captions" is told what is right. */
export function pairsOf(
  arm: Arm,
  { right, crawled }: Raw,
  { written, keepsCrawled, keepsWritten }: Bootstrapped,
): Pairs {
  switch (arm) {
    case "as crawled":
      return crawled;
    case "filter only":
      return where(crawled, keepsCrawled);
    case "captioner only":
      return join(crawled, written);
    case "both":
      return join(where(crawled, keepsCrawled), where(written, keepsWritten));
    case "right captions":
      return right;
    case "thrown out by lot":
      return where(crawled, stream(foldIn(key(0), 8)).shuffle(keepsCrawled));
  }
}

/** A model that is to learn from an arm: the picture tower of the seed's models, all else anew. */
export async function makeRetrained(gpu: Gpu, seed: number, sight: Med): Promise<Med> {
  const med = makeMed(gpu, 100 + seed);
  await med.vision.copyFrom(sight.vision);
  return med;
}

/** What such a model trains, and what is kept of it: all that texts need for their vectors, both heads. */
export function trainedOf(med: Med): [name: string, parameter: Tensor][] {
  const all = /^(text\.(?!\d\.(causal|cross)\.)|imageProjection|textProjection|logitScale)/;
  return med.namedParameters().filter(([name]) => all.test(name));
}
