import { describe, openVocabulary, type Scene } from "@rederive/lib/shapes";

/** Signs that are no words, behind the words: what the text tower is used as. */
const vocabulary = openVocabulary({ extra: ["[encode]", "[decode]"] });

/** V, words and signs. */
export const VOCABULARY = vocabulary.words.length;

const idOf = (sign: string) => vocabulary.words.indexOf(sign);

/** The first token of each use of the text tower; BLIP calls them [CLS], [Encode] and [Decode]. */
export const FIRST = {
  text: idOf("[start]"),
  match: idOf("[encode]"),
  caption: idOf("[decode]"),
} as const;

/** Ends a caption that the decoder writes. */
export const END = idOf("[end]");

/** T: "red ring upper left and blue cross lower right". */
export const LONGEST = 9;

/** The caption of a scene of two things: colour, shape and place of each. */
export function captionOf(scene: Scene): string[] {
  return describe(scene, { parts: ["colour", "shape", "place"] });
}

/** Ids of captions, (captions, T), without beginning and end. */
export function encode(captions: readonly (readonly string[])[]): Int32Array<ArrayBuffer> {
  const { ids } = vocabulary.encode(captions, { length: LONGEST + 2 });
  return ids.filter((_, i) => i % (LONGEST + 2) !== 0 && i % (LONGEST + 2) !== LONGEST + 1);
}

/** The words of one caption's ids. */
export function decode(ids: ArrayLike<number>): string[] {
  return vocabulary.decode(ids);
}

/** Another word than that of an id. */
export function otherWord(id: number): number {
  const and = idOf("and");
  return and + (id - and + 1) % (FIRST.match - and);
}
