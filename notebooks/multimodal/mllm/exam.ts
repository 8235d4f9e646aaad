import type { Gpu } from "@rederive/lib/gpu";
import { type ArmName, SEEDS } from "./arms.ts";
import { featuresOf } from "./encoder.ts";
import { drawExamples, drawTexts, type Examples, factsOf, isHeldOut, isShown } from "./examples.ts";
import { FEATURES, QUARTERS } from "./language_model.ts";
import { hallucinationOf, rightOf } from "./measure.ts";
import type { Kind } from "./questions.ts";
import type { Models } from "./read_models.ts";
import type { Parts } from "./stages.ts";
import { pick } from "./train.ts";

/** What is asked, of which pictures, and what is done to them. */
export interface Paper {
  readonly kind: "caption" | Kind;
  /** Combinations that trainings showed, or those held out. */
  readonly of: "shown" | "held out";
  /** Each quarter in the place of the next, or the picture of the next text. */
  readonly broken?: "turned" | "other picture";
}

/** Pictures, and what the encoder gives of them. */
export interface Test extends Examples {
  readonly features: Float32Array<ArrayBuffer>;
}

/** How many pictures, and texts, there are of each kind. */
export const QUESTIONS = 128;

/** New pictures of a seed, the same for all its models. */
export async function testOf(
  gpu: Gpu,
  { seed, encoder }: Pick<Parts, "seed" | "encoder">,
  { kind, of }: Pick<Paper, "kind" | "of">,
): Promise<Test> {
  const use = `test ${kind} ${of}`;
  const allow = of === "shown" ? isShown : isHeldOut;
  const examples = drawExamples({ seed, use, count: QUESTIONS, kinds: [kind], allow });
  return { ...examples, features: await featuresOf(gpu, encoder, examples.pixels) };
}

/** A test's pictures, put wrong. */
export function breakPictures(
  features: Float32Array<ArrayBuffer>,
  how: NonNullable<Paper["broken"]>,
): Float32Array<ArrayBuffer> {
  const [rows, width] = how === "turned" ? [QUARTERS, FEATURES] : [QUESTIONS, QUARTERS * FEATURES];
  const order = Array.from({ length: features.length / width }, (_, i) => {
    const first = i - i % rows;
    return first + (i + 1 - first) % rows;
  });
  return pick(features, order, width);
}

/** Asks trained models; no pictures are drawn twice, and no model is asked the same twice. */
export function openExam(gpu: Gpu, models: Models) {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(question: unknown[], ask: () => Promise<T>): Promise<T> => {
    const name = JSON.stringify(question);
    if (!known.has(name)) known.set(name, ask());
    return known.get(name) as Promise<T>;
  };
  const partsOf = (name: ArmName | "before", seed: number) =>
    name === "before" ? models.before("align", seed) : models.load(name, seed);
  // the encoder of a seed is the same in all its models
  const test = (parts: Parts, { kind, of }: Pick<Paper, "kind" | "of">): Promise<Test> =>
    once(["test", parts.seed, kind, of], () => testOf(gpu, parts, { kind, of }));
  return {
    /** New pictures of a seed. */
    test,
    /** Percent right of a model's answers about pictures. */
    right: (name: ArmName | "before", seed: number, paper: Paper): Promise<number> =>
      once(["right", name, seed, paper], async () => {
        using parts = await partsOf(name, seed);
        const { texts, features } = await test(parts, paper);
        const seen = paper.broken ? breakPictures(features, paper.broken) : features;
        return await rightOf(gpu, parts, { texts, features: seen });
      }),
    /** Percent right of its answers on texts alone. */
    rightOnTexts: (name: ArmName, seed: number, kind: "facts" | Kind): Promise<number> =>
      once(["texts", name, seed, kind], async () => {
        using parts = await models.load(name, seed);
        const texts = kind === "facts" ? factsOf(seed) : drawTexts(seed + 50, 3 * QUESTIONS)
          .filter((_, i) => i % 6 < 5 && i % 6 > 0 && i % 2 === (kind === "count" ? 1 : 0));
        return await rightOf(gpu, parts, { texts });
      }),
    /** What it makes up, percent, and the log-probability of the whole true caption, nats. */
    hallucination: (name: ArmName, seed: number, of: Paper["of"]) =>
      once(["hallucination", name, seed, of], async () => {
        using parts = await models.load(name, seed);
        return await hallucinationOf(gpu, parts, await test(parts, { kind: "caption", of }));
      }),
  };
}

/** The mean over the seeds. */
export async function meanOver(of: (seed: number) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const seed of SEEDS) sum += await of(seed);
  return sum / SEEDS.length;
}
