import type { Gpu } from "@rederive/lib/gpu";
import type { Stream } from "@rederive/lib/random";
import { noGrad, openScope, read, softmax, tensor } from "@rederive/lib/tensor";
import { FEATURES, QUARTERS } from "./language_model.ts";
import { BESIDE, type Speaker } from "./log_probability.ts";
import { idOf, type Text, VOCABULARY } from "./texts.ts";

/** Captions of pictures, (pictures, 4, 24), word by word: drawn, or the likeliest words without `random`. */
export async function writeCaptions(
  gpu: Gpu,
  { lm, projector }: Speaker,
  { features, random }: { features: Float32Array<ArrayBuffer>; random?: Stream },
): Promise<Text[]> {
  const count = features.length / (QUARTERS * FEATURES);
  const luck = Float64Array.from({ length: count * BESIDE }, () => random?.uniform() ?? 0);
  const width = VOCABULARY.words.length;
  const end = idOf("[end]");
  const ids = new Int32Array(count * BESIDE);
  const texts = Array.from({ length: count }, () => [idOf("say")]);
  for (let at = 0; at < BESIDE; at++) {
    texts.forEach((text, row) => ids[row * BESIDE + at] = text[at] ?? 0);
    using _scope = openScope(gpu);
    const picture = tensor(gpu, features, { shape: [count, QUARTERS, FEATURES] });
    const words = tensor(gpu, ids, { shape: [count, BESIDE] });
    const shares = await read(noGrad(() => softmax(lm.logits(words, projector.forward(picture)))));
    texts.forEach((text, row) => {
      if (text.at(-1) === end) return;
      const from = (row * BESIDE + at) * width;
      const own = shares.subarray(from, from + width);
      text.push(random ? drawn(own, luck[row * BESIDE + at]!) : own.indexOf(Math.max(...own)));
    });
  }
  return texts.map((text) => text.map((id) => VOCABULARY.words[id]!));
}

/** The place where the shares, added up, pass a number in [0, 1). */
function drawn(shares: Float32Array, at: number): number {
  let sum = 0;
  const place = shares.findIndex((share) => (sum += share) > at);
  return place < 0 ? shares.length - 1 : place;
}
