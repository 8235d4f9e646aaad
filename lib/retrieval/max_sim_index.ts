import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { checkWidth } from "./check_width.ts";
import { type DenseIndex, denseIndex } from "./dense_index.ts";
import type { VectorOptions } from "./normalize_rows.ts";

/** A vector for each token of several texts, one text after the other. */
export interface TokenRows {
  /** (tokens of all texts, D). */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** Text n has rows starts[n] to starts[n + 1] - 1; one more than there are texts. */
  readonly starts: ArrayLike<number>;
}

/** How tokens are stored. */
export interface MaxSimIndexOptions extends VectorOptions {
  /** The vectors have length 1 already, or are to be compared by dot products: they stay as they are. */
  normalized?: boolean;
  /** Tokens a block, more where a document alone has more; 16 384 unless given. */
  blockTokens?: number;
}

/** Whole documents, and their tokens in one block. */
export interface MaxSimBlock {
  /** All tokens of these documents, in order. */
  readonly tokens: DenseIndex;
  /** Where each document's start among them; one more than there are documents. */
  readonly starts: GpuArray<"u32">;
  /** Of the index, the first document in here. */
  readonly first: number;
  /** How many. */
  readonly documents: number;
}

/** Documents that can be searched token by token. */
export interface MaxSimIndex extends Disposable {
  /** How many, N. */
  readonly documents: number;
  /** Numbers a vector, D. */
  readonly width: number;
  /** Whether the vectors of queries are to be divided by their lengths too. */
  readonly normalized: boolean;
  /** All of them. */
  readonly blocks: readonly MaxSimBlock[];
}

/**
 * Makes documents searchable by late interaction: a vector for each token of each document, divided by
 * its length unless they are `normalized`. Takes 4 D bytes a token.
 *
 * @throws {RangeError} when a document has no token or more than 32 768, or a number is not finite.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { maxSimIndex } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const documents = { vectors: Float32Array.of(1, 0, 3, 4, 0, 2), starts: [0, 2, 3] };
 * using index = await maxSimIndex(gpu, documents, { width: 2 });
 * equal(index.documents, 2);
 * ```
 */
export async function maxSimIndex(
  gpu: Gpu,
  { vectors, starts }: TokenRows,
  { width, normalized = false, blockTokens = 16_384 }: MaxSimIndexOptions,
): Promise<MaxSimIndex> {
  const action = "index tokens";
  checkWidth(action, width);
  checkStarts(action, { vectors, starts }, width, { least: 1 });
  if (!Number.isInteger(blockTokens) || blockTokens < 1) {
    throw new RangeError(`Cannot ${action}: ${blockTokens} a block, wanted an integer >= 1`);
  }
  const documents = starts.length - 1;
  const blocks: MaxSimBlock[] = [];
  for (let first = 0; first < documents;) {
    let end = first + 1;
    while (end < documents && starts[end + 1]! - starts[first]! <= blockTokens) end++;
    const [from, to] = [starts[first]!, starts[end]!];
    const own = vectors.subarray(from * width, to * width);
    const range = Uint32Array.from(
      { length: end - first + 1 },
      (_, d) => starts[first + d]! - from,
    );
    blocks.push({
      tokens: await denseIndex(gpu, own, { width, normalized, blockRows: to - from }),
      starts: gpu.array(range, "starts of documents"),
      first,
      documents: end - first,
    });
    first = end;
  }
  return {
    documents,
    width,
    normalized,
    blocks,
    [Symbol.dispose]() {
      for (const { tokens, starts } of blocks) {
        tokens[Symbol.dispose]();
        starts[Symbol.dispose]();
      }
    },
  };
}

/** Throws unless texts follow each other, all rows are theirs, and none is too short or too long. */
export function checkStarts(
  action: string,
  { vectors, starts }: TokenRows,
  width: number,
  { least }: { least: number },
): void {
  const rows = starts.length > 0 ? starts[starts.length - 1]! : NaN;
  if (starts[0] !== 0 || rows * width !== vectors.length) {
    throw new RangeError(
      `Cannot ${action}: texts start from ${starts[0]} to ${rows}, wanted 0 to ` +
        `${vectors.length / width}, the rows there are`,
    );
  }
  for (let text = 0; text + 1 < starts.length; text++) {
    const count = starts[text + 1]! - starts[text]!;
    if (Number.isInteger(count) && count >= least && count <= LONGEST_LOOP) continue;
    throw new RangeError(
      `Cannot ${action}: text ${text} has ${count} tokens, wanted ${least} to ${LONGEST_LOOP}`,
    );
  }
}
