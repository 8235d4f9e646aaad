import type { Gpu } from "@rederive/lib/gpu";
import { drawExamples, type Example } from "./course.ts";
import { type Head, type Kind, makeHead } from "./heads.ts";

/** Which head, and what fixes its first weights, the examples and their order. */
export interface Run {
  readonly kind: Kind;
  readonly seed: number;
}

/** The three heads. */
export const KINDS: readonly Kind[] = ["regression", "tokens", "flow"];
/** Of the heads that are kept in data/ and judged. */
export const SEEDS = [0, 1, 2] as const;
/** Steps of a training. */
export const STEPS_TRAINED = 600;
/** Examples a head learns from. */
export const EXAMPLES = 6000;
/** The file of data/ that keeps the heads. */
export const FILE = "actions-heads.safetensors";

/** Name of a run in the file. */
export function nameOf({ kind, seed }: Run): string {
  return `${kind}-${seed}`;
}

/** What the head of a run learns from. */
export function examplesOf({ seed }: Pick<Run, "seed">): Example[] {
  return drawExamples(EXAMPLES, { seed });
}

/** The head of a run as it starts. */
export function startOf(gpu: Gpu, { kind, seed }: Run): Head {
  return makeHead(gpu, kind, { seed });
}
