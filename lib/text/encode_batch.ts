import { padBatch } from "./pad_batch.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** How texts become a rectangle of ids. */
export interface BatchOptions {
  /** The most ids a text. */
  most?: number;
  /** The name of the special token that fills up; "[PAD]" unless given. */
  padding?: string;
  /** Where it is put; "right" unless given. */
  side?: "left" | "right";
  /** Fill up to this many rather than to the longest text. */
  time?: number;
}

/** Ids of texts, padded to one length, as the models of `@rederive/lib/models` take them. */
export interface Batch {
  /** (B, T). */
  readonly ids: Int32Array<ArrayBuffer>;
  /** (B, T): 1 where a token is, 0 where padding is. */
  readonly mask: Int32Array<ArrayBuffer>;
  /** B and T. */
  readonly shape: readonly [batch: number, time: number];
}

/**
 * Encodes texts and pads them to one length.
 *
 * @throws {RangeError} when the padding is no special token, or a text is longer than `time`.
 *
 * @example
 * ```ts
 * import { byteTokenizer, encodeBatch } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const batch = encodeBatch(byteTokenizer(), ["ab", "c"], { padding: "<pad>" });
 * deepEqual(batch.shape, [2, 2]);
 * deepEqual([...batch.ids], [97, 98, 99, 256]);
 * deepEqual([...batch.mask], [1, 1, 1, 0]);
 * ```
 */
export function encodeBatch(
  tokenizer: Tokenizer,
  texts: readonly string[],
  { most = Infinity, padding = "[PAD]", side = "right", time }: BatchOptions = {},
): Batch {
  const pad = tokenizer.special.get(padding);
  if (pad === undefined) {
    const names = [...tokenizer.special.keys()].join(", ") || "none";
    throw new RangeError(`Cannot pad: "${padding}" is no special token, wanted one of ${names}`);
  }
  const rows = texts.map((text) => tokenizer.encode(text, { most }));
  return padBatch(rows, { pad, side, time });
}
