import type { Batch } from "./encode_batch.ts";

/** How rows of ids become a rectangle. */
export interface PadOptions {
  /** The id that fills up. */
  pad: number;
  /** Where it is put; "right" unless given. */
  side?: "left" | "right";
  /** Fill up to this many rather than to the longest row. */
  time?: number | undefined;
}

/**
 * Pads rows of ids to one length.
 *
 * @throws {RangeError} when a row is longer than `time`.
 *
 * @example
 * ```ts
 * import { padBatch } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const batch = padBatch([[7, 8], [9]], { pad: 0, side: "left" });
 * deepEqual([...batch.ids], [7, 8, 0, 9]);
 * deepEqual([...batch.mask], [1, 1, 0, 1]);
 * ```
 */
export function padBatch(
  rows: readonly (readonly number[])[],
  { pad, side = "right", time }: PadOptions,
): Batch {
  const longest = rows.reduce((length, row) => Math.max(length, row.length), 0);
  const width = time ?? longest;
  if (longest > width) {
    throw new RangeError(`Cannot pad: a text has ${longest} ids, wanted at most ${width}`);
  }
  const ids = new Int32Array(rows.length * width).fill(pad);
  const mask = new Int32Array(rows.length * width);
  for (const [i, row] of rows.entries()) {
    const start = i * width + (side === "left" ? width - row.length : 0);
    ids.set(row, start);
    mask.fill(1, start, start + row.length);
  }
  return { ids, mask, shape: [rows.length, width] };
}
