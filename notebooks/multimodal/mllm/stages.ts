import type { Gpu } from "@rederive/lib/gpu";
import type { Module } from "@rederive/lib/nn";
import { EDGE } from "@rederive/lib/shapes";
import {
  add,
  crossEntropy,
  mean,
  mul,
  openScope,
  reshape,
  slice,
  softplus,
  sub,
  sum,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { Encoder, featuresOf, quartersOf } from "./encoder.ts";
import {
  anything,
  drawExamples,
  drawTexts,
  imagine,
  isShown,
  isTrue,
  streamOf,
} from "./examples.ts";
import { FEATURES, LanguageModel, Projector, QUARTERS } from "./language_model.ts";
import type { Kind } from "./questions.ts";
import { BESIDE, logProbabilities, logProbability } from "./log_probability.ts";
import { writeCaptions } from "./write_captions.ts";
import { captionText, givenOf, type Rows, rowsOf } from "./texts.ts";
import { batchesOf, type Pace, pick, train } from "./train.ts";

/** Words of a text alone, one fewer than its longest. */
export const TEXT = 23;
const BATCH = 32;
const OWN = QUARTERS * FEATURES;

/** The parts of a multimodal model. */
export interface Parts extends Disposable {
  readonly seed: number;
  readonly encoder: Encoder;
  readonly lm: LanguageModel;
  readonly projector: Projector;
}

/** All from chance. */
export function makeParts(gpu: Gpu, seed: number): Parts {
  const encoder = new Encoder(gpu, { random: streamOf(seed, "encoder") });
  const lm = new LanguageModel(gpu, { random: streamOf(seed, "language model") });
  const projector = new Projector(gpu, { random: streamOf(seed, "projector") });
  const dispose = () => [encoder, lm, projector].forEach((part) => part[Symbol.dispose]());
  return { seed, encoder, lm, projector, [Symbol.dispose]: dispose };
}

/** How each stage is trained; rates were chosen with seed 0. */
export const PACES = {
  encoder: { steps: 300, learningRate: 0.004 },
  language: { steps: 900, learningRate: 0.006 },
  align: { steps: 350, learningRate: 0.006 },
  instruct: { steps: 200, learningRate: 0.002 },
  prefer: { steps: 60, learningRate: 0.0005 },
} as const satisfies Record<string, Pace>;

/** How surprising the targets are, in nats a text, as the sum over a text's words. */
function surprise(logits: Tensor, targets: Tensor<"i32">): Tensor {
  const [batch] = targets.shape as [number];
  return mul(sum(crossEntropy(logits, targets)), 1 / batch);
}

/** How many examples a training goes through before it sees one again. */
const COUNT = 3072;
/** As many as its steps need. */
const countFor = ({ steps, stop = steps }: Pace, batch = BATCH) => Math.min(COUNT, batch * stop);

/** Teaches the encoder what is in the quarters of a picture. */
export async function trainEncoder(gpu: Gpu, { seed, encoder }: Parts, pace: Pace) {
  const rules = { kinds: ["caption"], allow: anything } as const;
  const drawn = drawExamples({ seed, use: "encoder's pictures", count: countFor(pace), ...rules });
  const { scenes, pixels } = drawn;
  const quarters = quartersOf(scenes);
  const batch = batchesOf(scenes.length, BATCH);
  const next = () => {
    const rows = batch();
    const of = (part: keyof typeof quarters) => pick(quarters[part], rows, 4);
    const pictures = pick(pixels, rows, 3 * EDGE ** 2);
    return { pictures, size: of("size"), colour: of("colour"), shape: of("shape") };
  };
  const first = next();
  using pictures = tensor(gpu, first.pictures, { shape: [BATCH, 3, EDGE, EDGE] });
  using size = tensor(gpu, first.size, { shape: [BATCH, 4] });
  using colour = tensor(gpu, first.colour, { shape: [BATCH, 4] });
  using shape = tensor(gpu, first.shape, { shape: [BATCH, 4] });
  const inputs = { pictures, size, colour, shape };
  const loss = () => encoder.loss(pictures, inputs);
  return await train({ parameters: encoder.parameters(), inputs, loss, next }, pace);
}

/** Batches of texts alone. */
function textBatches(seed: number, count: number): () => Rows {
  const rows = rowsOf(drawTexts(seed, count), { length: TEXT, given: givenOf });
  const batch = batchesOf(count, BATCH);
  return () => {
    const taken = batch();
    return { ids: pick(rows.ids, taken, TEXT), targets: pick(rows.targets, taken, TEXT) };
  };
}

/** Teaches the language model to go on with texts. */
export async function trainLanguage(gpu: Gpu, { seed, lm }: Parts, pace: Pace) {
  const next = textBatches(seed, 2 * countFor(pace));
  const first = next();
  using ids = tensor(gpu, first.ids, { shape: [BATCH, TEXT] });
  using targets = tensor(gpu, first.targets, { shape: [BATCH, TEXT] });
  const loss = () => surprise(lm.logits(ids), targets);
  return await train(
    { parameters: lm.parameters(), inputs: { ids, targets }, loss, next },
    pace,
  );
}

/** What a training beside pictures changes, and on what it is done. */
export interface BesideOptions {
  /** Trained; nothing else is. */
  readonly trained: readonly Module[];
  readonly kinds: readonly ("caption" | Kind)[];
  /** Beside each batch, one of texts alone. */
  readonly practice?: boolean;
}

/** Teaches to go on with a text that stands behind a picture. */
export async function trainBeside(
  gpu: Gpu,
  { seed, encoder, lm, projector }: Parts,
  { trained, kinds, practice = false, ...pace }: BesideOptions & Pace,
) {
  const count = countFor(pace);
  const use = kinds.join(" and ");
  const { texts, pixels } = drawExamples({ seed, use, count, kinds, allow: isShown });
  const own = rowsOf(texts, { length: BESIDE, given: givenOf });
  const features = await featuresOf(gpu, encoder, pixels);
  const batch = batchesOf(count, BATCH);
  const more = practice ? textBatches(seed, 2 * count) : undefined;
  const next = () => {
    const rows = batch();
    const alone = more?.();
    return {
      quarters: pick(features, rows, OWN),
      ids: pick(own.ids, rows, BESIDE),
      targets: pick(own.targets, rows, BESIDE),
      ...alone ? { alone: alone.ids, aloneTargets: alone.targets } : {},
    };
  };
  const first = next();
  using scope = openScope(gpu);
  const whole = (of: Int32Array<ArrayBuffer>, length: number) =>
    scope.keep(tensor(gpu, of, { shape: [BATCH, length] }));
  using quarters = tensor(gpu, first.quarters, { shape: [BATCH, QUARTERS, FEATURES] });
  using ids = whole(first.ids, BESIDE);
  using targets = whole(first.targets, BESIDE);
  using alone = whole(first.alone ?? new Int32Array(BATCH * TEXT), TEXT);
  using aloneTargets = whole(first.aloneTargets ?? new Int32Array(BATCH * TEXT), TEXT);
  const loss = () => {
    const beside = surprise(lm.logits(ids, projector.forward(quarters)), targets);
    return practice ? add(beside, surprise(lm.logits(alone), aloneTargets)) : beside;
  };
  const inputs = { quarters, ids, targets, alone, aloneTargets };
  const parameters = trained.flatMap((module) => module.parameters());
  return await train({ parameters, inputs, loss, next }, pace);
}

/** How strongly preferences hold to where training began. */
export const BETA = 0.3;

/**
 * Teaches to prefer true captions to what the model itself wrote, where that is not true, and else to
 * imagined ones (https://arxiv.org/abs/2305.18290, equation 7); with `coin`, which of the two is
 * preferred is drawn.
 */
export async function trainPreference(
  gpu: Gpu,
  { seed, encoder, lm, projector }: Parts,
  { coin = false, ...pace }: { coin?: boolean } & Pace,
) {
  const half = BATCH / 2;
  const count = countFor(pace, half);
  const rules = { kinds: ["caption"], allow: isShown } as const;
  const drawn = drawExamples({ seed, use: "preferences", count, ...rules });
  const { scenes, texts: told, pixels } = drawn;
  const features = await featuresOf(gpu, encoder, pixels);
  const own = streamOf(seed, "written");
  const written = await writeCaptions(gpu, { lm, projector }, { features, random: own });
  const [random, coins] = [streamOf(seed, "imagined"), streamOf(seed, "coins")];
  const untrue = scenes.map((scene, i) => {
    const imagined = captionText(imagine(random, scene));
    return isTrue(written[i]!, scene) ? imagined : written[i]!;
  });
  const flips = scenes.map(() => coin && coins.integer(2) === 1);
  const better = told.map((text, i) => flips[i] ? untrue[i]! : text);
  const worse = told.map((text, i) => flips[i] ? text : untrue[i]!);
  const sides = await Promise.all([better, worse].map(async (texts) => ({
    rows: rowsOf(texts, { length: BESIDE, given: givenOf }),
    before: await logProbabilities(gpu, { lm, projector }, { features, texts }),
  })));
  const batch = batchesOf(count, half);
  const next = () => {
    const rows = batch();
    const both = (name: "ids" | "targets") =>
      Int32Array.from(sides.flatMap((side) => [...pick(side.rows[name], rows, BESIDE)]));
    return {
      quarters: pick(features, [...rows, ...rows], OWN),
      ids: both("ids"),
      targets: both("targets"),
      lead: Float32Array.from(rows, (row) => sides[0]!.before[row]! - sides[1]!.before[row]!),
    };
  };
  const first = next();
  using quarters = tensor(gpu, first.quarters, { shape: [BATCH, QUARTERS, FEATURES] });
  using ids = tensor(gpu, first.ids, { shape: [BATCH, BESIDE] });
  using targets = tensor(gpu, first.targets, { shape: [BATCH, BESIDE] });
  using lead = tensor(gpu, first.lead);
  const loss = () => {
    const all = logProbability(lm.logits(ids, projector.forward(quarters)), targets);
    const part = (from: number) => reshape(slice(all, [[from, from + half]]), [half]);
    const gained = sub(sub(part(0), part(half)), lead);
    return mean(softplus(mul(gained, -BETA)));
  };
  const inputs = { quarters, ids, targets, lead };
  return await train({ parameters: lm.parameters(), inputs, loss, next }, pace);
}
