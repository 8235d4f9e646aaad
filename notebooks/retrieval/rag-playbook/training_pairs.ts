import type { Stream } from "@rederive/lib/random";
import { bestOf, bm25OnHost } from "@rederive/lib/retrieval";
import type { LexicalIndex } from "./lexical_index.ts";
import { type Bag, bagOf } from "./small_encoder.ts";
import type { Example, Training } from "./train.ts";

/**
 * Where the wrong documents of a question come from: one piece of any other section; the other
 * documents of the batch; one of the five best by BM25 in other sections.
 */
export type Negatives = "any" | "batch" | "hard";

/** A sentence that serves as a question, and which pieces may answer it. */
interface Sentence {
  readonly bag: Bag;
  readonly section: number;
  readonly right: readonly number[];
  readonly hard: readonly number[];
}

/** What training draws from. */
export interface TrainingPairs {
  readonly bags: readonly Bag[];
  readonly sentences: readonly Sentence[];
  /** Examples of a step with wrong documents of this kind, all from sections that `among` lets through. */
  draw(negatives: Negatives, options?: { among?: (section: number) => boolean }): Training["draw"];
}

/**
 * Questions that nobody asked: sentences of the pieces, each with the other pieces of its section as
 * what answers it (an inverse cloze task, https://arxiv.org/abs/1906.00300).
 */
export function trainingPairs(
  { pieces, sectionOf, index }: {
    pieces: readonly string[];
    sectionOf: readonly number[];
    index: LexicalIndex;
  },
): TrainingPairs {
  const bags = index.documents.map((words) => bagOf(words, index.rarity));
  const sentences = [...pieces.keys()].flatMap((i) => {
    const right = [...pieces.keys()].filter((j) => j !== i && sectionOf[j] === sectionOf[i]);
    if (right.length === 0) return [];
    return pieces[i]!.split(/(?<=[.?!:])\s+/).flatMap((text): Sentence[] => {
      const words = index.numbersOf(text);
      if (words.length < 5) return [];
      const others = Uint8Array.from(sectionOf, (s) => Number(s !== sectionOf[i]));
      const hard = bestOf(bm25OnHost(index.postings, words), { k: 5, among: others });
      const section = sectionOf[i]!;
      return [{ bag: bagOf(words, index.rarity), section, right, hard: [...hard] }];
    });
  });
  const pick = <T>(random: Stream, items: readonly T[]) => items[random.integer(items.length)]!;

  function draw(
    negatives: Negatives,
    { among = () => true }: { among?: (section: number) => boolean } = {},
  ): Training["draw"] {
    const own = sentences.filter(({ section }) => among(section));
    const usable = [...pieces.keys()].filter((piece) => among(sectionOf[piece]!));
    return (random, batch) => {
      const asked = Array.from({ length: batch }, () => pick(random, own));
      const right = asked.map((one) => pick(random, one.right));
      return asked.map(({ bag, section, hard }, i): Example => {
        const isOther = (piece: number) => sectionOf[piece] !== section;
        const any = () => {
          for (;;) {
            const piece = pick(random, usable);
            if (isOther(piece)) return piece;
          }
        };
        const wrong = negatives === "batch"
          ? right.filter(isOther)
          : [negatives === "hard" ? pick(random, hard) : any()];
        return {
          question: bag,
          right: bags[right[i]!]!,
          wrong: wrong.map((piece) => bags[piece]!),
        };
      });
    };
  }
  return { bags, sentences, draw };
}
