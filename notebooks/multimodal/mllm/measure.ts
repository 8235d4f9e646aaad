import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { FEATURES, QUARTERS } from "./language_model.ts";
import { BESIDE, logProbabilities, type Speaker } from "./log_probability.ts";
import { trueCaptions } from "./examples.ts";
import { givenOf, rowsOf, type Text, VOCABULARY } from "./texts.ts";
import type { Scene } from "@rederive/lib/shapes";
import { pick } from "./train.ts";

/** Texts, and the vectors of the picture before each; texts alone without. */
export interface Asked {
  readonly texts: readonly Text[];
  /** (texts, 4, 24). */
  readonly features?: Float32Array<ArrayBuffer> | undefined;
}

/** The most likely word for each target of each text, given all words before it. */
export async function answersOf(
  gpu: Gpu,
  { lm, projector }: Speaker,
  { texts, features }: Asked,
): Promise<string[][]> {
  using _scope = openScope(gpu);
  const length = features ? BESIDE : Math.max(...texts.map((text) => text.length)) - 1;
  const { ids, targets } = rowsOf(texts, { length, given: givenOf });
  const words = tensor(gpu, ids, { shape: [texts.length, length] });
  const scores = await read(noGrad(() => {
    if (!features) return lm.logits(words);
    const shape = [texts.length, QUARTERS, FEATURES];
    return lm.logits(words, projector.forward(tensor(gpu, features, { shape })));
  }));
  const width = VOCABULARY.words.length;
  return texts.map((_, row) =>
    Array.from({ length }, (_, i) => row * length + i).filter((at) => targets[at]! >= 0)
      .map((at) => {
        const own = scores.subarray(at * width, (at + 1) * width);
        return VOCABULARY.words[own.indexOf(Math.max(...own))]!;
      })
  );
}

/** Share of the texts, in percent, that would be written to the last word as they are. */
export async function rightOf(gpu: Gpu, speaker: Speaker, asked: Asked): Promise<number> {
  const answers = await answersOf(gpu, speaker, asked);
  const right = asked.texts.filter((text, i) =>
    text.slice(givenOf(text)).every((word, k) => word === answers[i]![k])
  );
  return 100 * right.length / asked.texts.length;
}

/** Probability, in percent, that a caption drawn from the model tells what is not there; and that of the full caption, in nats. */
export async function hallucinationOf(
  gpu: Gpu,
  speaker: Speaker,
  { scenes, features }: { scenes: readonly Scene[]; features: Float32Array<ArrayBuffer> },
): Promise<{ hallucinated: number; told: number }> {
  const captions = scenes.map(trueCaptions);
  const rows = captions.flatMap((own, i) => own.map(() => i));
  const all = { texts: captions.flat(), features: pick(features, rows, QUARTERS * FEATURES) };
  const logs = await logProbabilities(gpu, speaker, all);
  let [at, grounded, told] = [0, 0, 0];
  for (const own of captions) {
    told += logs[at]!;
    for (const _ of own) grounded += Math.exp(logs[at++]!);
  }
  return { hallucinated: 100 * (1 - grounded / scenes.length), told: told / scenes.length };
}
