import { COLOURS, FORMS, SIZES } from "./scene.ts";

/** Every word of a caption, and three signs that are none: filling, beginning and end. */
export const WORDS = [
  ...["[pad]", "[start]", "[end]", "and"],
  ...SIZES,
  ...COLOURS,
  ...FORMS,
  ...["upper", "lower", "left", "right"],
] as const;

/** Captions as numbers. */
export interface CaptionIds {
  /** (captions, length): [start], the words, [end], and [pad] behind. */
  readonly ids: Int32Array<ArrayBuffer>;
  /** Where [end] is in each. */
  readonly ends: Int32Array<ArrayBuffer>;
}

/** Words and their numbers. */
export interface Vocabulary {
  /** The words, each at its number. */
  readonly words: readonly string[];
  /** Captions as rows of `length` numbers; RangeError for an unknown word, or when one is too long. */
  encode(captions: readonly (readonly string[])[], options: { length: number }): CaptionIds;
  /** The words of one row, without the signs: from behind [start] to [end]. */
  decode(ids: ArrayLike<number>): string[];
}

/**
 * The vocabulary of captions, `WORDS`, with words of your own behind.
 *
 * @throws {RangeError} when a word is in it twice.
 *
 * @example
 * ```ts
 * import { openVocabulary } from "@rederive/lib/shapes";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const vocabulary = openVocabulary({ extra: ["how", "many"] });
 * const { ids, ends } = vocabulary.encode([["how", "many"], ["red"]], { length: 4 });
 * deepEqual(ids, Int32Array.of(1, 18, 19, 2, 1, 6, 2, 0));
 * deepEqual(ends, Int32Array.of(3, 2));
 * deepEqual(vocabulary.decode([1, 6, 2, 0]), ["red"]);
 * ```
 */
export function openVocabulary({ extra = [] }: { extra?: readonly string[] } = {}): Vocabulary {
  const words: readonly string[] = [...WORDS, ...extra];
  const idOf = new Map(words.map((word, id) => [word, id]));
  if (idOf.size !== words.length) {
    const twice = words.find((word, id) => idOf.get(word) !== id);
    throw new RangeError(`Cannot open a vocabulary: "${twice}" is in it twice, wanted once`);
  }
  const wanted = (word: string): number => {
    const id = idOf.get(word);
    if (id !== undefined) return id;
    throw new RangeError(`Cannot encode a caption: "${word}" is no word, wanted one of ${words}`);
  };
  return {
    words,
    encode(captions, { length }) {
      const ids = new Int32Array(captions.length * length);
      const ends = Int32Array.from(captions, (caption, row) => {
        const signs = ["[start]", ...caption, "[end]"].map(wanted);
        if (signs.length > length) {
          throw new RangeError(
            `Cannot encode a caption: ${signs.length} signs with start and end, wanted ${length} at most`,
          );
        }
        ids.set(signs, row * length);
        return signs.length - 1;
      });
      return { ids, ends };
    },
    decode(ids) {
      const signs = Array.from(ids, (id) => words[id] ?? "?");
      const end = signs.indexOf("[end]");
      return signs.slice(0, end < 0 ? signs.length : end)
        .filter((word) => word !== "[start]" && word !== "[pad]");
    },
  };
}
