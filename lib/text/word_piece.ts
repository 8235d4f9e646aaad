/** A model's rules for cutting a word into tokens. */
export type WordModel = (word: string) => number[];

/** Settings of `wordPiece()`. */
export interface WordPieceOptions {
  /** For a word that cannot be cut; "[UNK]" unless given. */
  unknown?: string;
  /** In front of tokens inside a word; "##" unless given. */
  prefix?: string;
  /** Longer words are unknown; 100 letters unless given. */
  longest?: number;
}

/**
 * BERT's WordPiece: of a word the longest token it starts with, and so on with the rest.
 *
 * @throws {RangeError} when the vocabulary lacks the unknown token.
 *
 * @example
 * ```ts
 * import { wordPiece } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const cut = wordPiece(new Map([["[UNK]", 0], ["un", 1], ["##like", 2], ["##ly", 3]]));
 * deepEqual(cut("unlikely"), [1, 2, 3]);
 * deepEqual(cut("likely"), [0]);
 * ```
 */
export function wordPiece(
  vocabulary: ReadonlyMap<string, number>,
  { unknown = "[UNK]", prefix = "##", longest = 100 }: WordPieceOptions = {},
): WordModel {
  const missing = vocabulary.get(unknown);
  if (missing === undefined) {
    throw new RangeError(
      `Cannot cut words: "${unknown}" is no token, wanted one for what is unknown`,
    );
  }
  const longestToken = vocabulary.keys().reduce((most, token) => Math.max(most, token.length), 0);
  return (word) => {
    const letters = [...word];
    if (letters.length > longest) return [missing];
    const ids: number[] = [];
    for (let at = 0; at < letters.length;) {
      let end = Math.min(letters.length, at + longestToken);
      const tokenTo = (end: number) => (at > 0 ? prefix : "") + letters.slice(at, end).join("");
      while (end > at && !vocabulary.has(tokenTo(end))) end--;
      if (end === at) return [missing];
      ids.push(vocabulary.get(tokenTo(end))!);
      at = end;
    }
    return ids;
  };
}
