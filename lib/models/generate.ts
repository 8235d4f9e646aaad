import { noGrad, openScope, read, reshape, slice } from "../tensor/mod.ts";
import type { CausalTextInput } from "./causal_text.ts";
import type { Gpt2 } from "./gpt2.ts";
import type { Tokens } from "./tokens.ts";

/** How a text goes on. */
export interface GenerateOptions {
  /** Tokens to add. */
  count: number;
  /** Picks a token for each row of logits, (V) each; the most likely one unless given. */
  choose?: (logits: Float32Array, row: number) => number;
}

/**
 * Lets GPT-2 go on with texts of one length, or padded on the left, token by token, each looked at
 * once: the ids that were there and those added, (B, T + count).
 *
 * @throws {RangeError} when there is no room for so many tokens.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { generate, Gpt2 } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { vocabulary: 9, positions: 8, channels: 6, layers: 1, heads: 2, hidden: 24 };
 * using gpt = new Gpt2(gpu, { ...sizes, random: stream(0) });
 * const grown = await generate(gpt, { ids: Int32Array.of(1, 5), shape: [1, 2] }, { count: 3 });
 * equal(grown.length, 5);
 * ```
 */
export async function generate(
  gpt: Gpt2,
  { ids, shape: [batch, time], mask }: Tokens,
  { count, choose = largest }: GenerateOptions,
): Promise<Int32Array<ArrayBuffer>> {
  const total = time + count;
  if (!Number.isInteger(count) || count < 0 || total > gpt.longest) {
    throw new RangeError(
      `Cannot generate: ${count} tokens after ${time}, wanted at most ${gpt.longest} in all`,
    );
  }
  using cache = gpt.cache({ batch, capacity: total });
  const grown = new Int32Array(batch * total);
  const seen = new Int32Array(batch * total).fill(1);
  for (let row = 0; row < batch; row++) {
    grown.set(ids.subarray(row * time, (row + 1) * time), row * total);
    if (mask) seen.set(mask.subarray(row * time, (row + 1) * time), row * total);
  }
  for (let at = 0, end = time; end < total; at = end++) {
    using _scope = openScope(gpt.gpu);
    const part = (all: Int32Array<ArrayBuffer>, from: number) => columns(all, batch, from, end);
    const input: CausalTextInput = {
      ids: part(grown, at),
      shape: [batch, end - at],
      cache,
      ...mask ? { mask: part(seen, 0), positions: places(part(seen, 0), batch, end - at) } : {},
    };
    const logits = await read(noGrad(() => {
      const { last } = gpt.forward(input);
      return gpt.logits(reshape(slice(last, [null, [-1, end - at]]), [batch, last.shape[2]!]));
    }));
    const width = logits.length / batch;
    for (let row = 0; row < batch; row++) {
      grown[row * total + end] = choose(logits.subarray(row * width, (row + 1) * width), row);
    }
  }
  return grown;
}

/** Columns `from` to `end` of a matrix of so many rows. */
function columns(
  all: Int32Array<ArrayBuffer>,
  rows: number,
  from: number,
  end: number,
): Int32Array<ArrayBuffer> {
  const [width, kept] = [all.length / rows, end - from];
  return Int32Array.from(
    { length: rows * kept },
    (_, i) => all[Math.floor(i / kept) * width + from + i % kept]!,
  );
}

/** Places of the last `time` tokens of each row, counted without padding. */
function places(mask: Int32Array, rows: number, time: number): Int32Array<ArrayBuffer> {
  const width = mask.length / rows;
  return Int32Array.from({ length: rows * time }, (_, i) => {
    const row = Math.floor(i / time) * width;
    const before = mask.subarray(row, row + width - time + i % time + 1);
    return Math.max(before.reduce((total, one) => total + one, 0) - 1, 0);
  });
}

function largest(logits: Float32Array): number {
  return logits.reduce((best, value, i) => value > logits[best]! ? i : best, 0);
}
