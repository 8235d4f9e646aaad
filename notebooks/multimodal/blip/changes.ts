import type { Gpu } from "@rederive/lib/gpu";
import { EDGE } from "@rederive/lib/shapes";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import type { Med } from "./med.ts";
import { type Pairs, PIXELS } from "./pairs.ts";
import { LONGEST, otherWord } from "./words.ts";

/** What a changed word changes among the scores of next words. */
export interface Changes {
  /** Scores at places before the word, of all captions and words together. */
  readonly before: number;
  /** Words whose change moved no score at the places that have seen them. */
  readonly unseen: number;
}

/** Changes the words of captions one by one and counts which scores of next words are not bit for bit the same. */
export async function changesOf(
  gpu: Gpu,
  med: Med,
  { pixels, ids }: Pairs,
  mode: "caption" | "match" = "caption",
): Promise<Changes> {
  using _scope = openScope(gpu);
  const count = pixels.length / PIXELS;
  const pictures = tensor(gpu, pixels, { shape: [count, 3, EDGE, EDGE] });
  const scoresOf = (ids: Int32Array<ArrayBuffer>) =>
    read(noGrad(() => {
      const words = med.text.table.forward(ids, { shape: [count, LONGEST] });
      const memory = med.patches(pictures);
      return med.wordHead.forward(med.text.forward(words, { mode, memory }));
    }));
  const own = await scoresOf(ids);
  const width = own.length / count / (1 + LONGEST);
  let [before, unseen] = [0, 0];
  for (let place = 0; place < LONGEST; place++) {
    const changed = await scoresOf(ids.map((id, i) => i % LONGEST === place ? otherWord(id) : id));
    const isSeen = Array.from({ length: count }, () => false);
    changed.forEach((score, at) => {
      if (score === own[at]) return;
      const token = Math.floor(at / width) % (1 + LONGEST); // the word stands at token place + 1
      if (token <= place) before++;
      else isSeen[Math.floor(at / width / (1 + LONGEST))] = true;
    });
    unseen += isSeen.filter((seen) => !seen).length;
  }
  return { before, unseen };
}
