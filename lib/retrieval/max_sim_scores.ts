import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { matmul } from "../matmul/mod.ts";
import {
  checkStarts,
  type MaxSimBlock,
  type MaxSimIndex,
  type TokenRows,
} from "./max_sim_index.ts";
import code from "./max_sim.wgsl" with { type: "text" };
import { prepareRows } from "./prepare_rows.ts";

/** Products that are in memory at a time, where a query alone does not have more. */
const MOST_SIMS = 2 ** 22;

/** Below, `matmul()` takes a kernel that on a CPU is ten times slower than one with rows of zeros. */
const LEAST_ROWS = 4;

const WORKGROUP_SIZE = { cpu: 8, gpu: 64 };

/**
 * Scores all documents for each query by late interaction, as ColBERT does
 * (https://arxiv.org/abs/2004.12832): the sum over the query's tokens of the largest cosine with any
 * token of the document. Q queries to (Q, N). Vectors of queries are divided by their lengths unless
 * the index is `normalized`, which makes it dot products. A query of no tokens has 0 everywhere.
 * |error| <= T (gamma(3 D + 50) + gamma(T)) for cosines and queries of T tokens.
 *
 * @throws {RangeError} when the rows of queries are not as `starts` says, or the scores do not fit a
 * binding.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { maxSimIndex, maxSimScores } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const documents = { vectors: Float32Array.of(1, 0, 0, 1, -2, 0), starts: [0, 2, 3] };
 * using index = await maxSimIndex(gpu, documents, { width: 2 });
 * const query = { vectors: Float32Array.of(3, 0, 0, 5), starts: [0, 2] };
 * using scores = await maxSimScores(gpu, query, index);
 * deepEqual(await gpu.read(scores), Float32Array.of(2, -1));
 * ```
 */
export async function maxSimScores(
  gpu: Gpu,
  queries: TokenRows,
  index: MaxSimIndex,
): Promise<GpuArray<"f32">> {
  const action = "score documents by late interaction";
  const { documents, width, blocks, normalized } = index;
  const { vectors, starts } = queries;
  checkStarts(action, queries, width, { least: 0 });
  const count = starts.length - 1;
  checkBinding(gpu, action, `the scores of ${count} queries`, count * documents * 4);
  const overrides = { WORKGROUP_SIZE: WORKGROUP_SIZE[gpu.family] };
  const compile = (entry: string) =>
    gpu.kernel({ code, entry, label: `late interaction ${entry}`, overrides });
  const [best, add] = [await compile("best"), await compile("add")];
  const scores = gpu.zeros("f32", count * documents, "late interaction");
  const widest = Math.max(1, ...blocks.map(({ tokens }) => tokens.rows));
  for (let row = 0; row < count;) {
    let end = row + 1;
    while (end < count && (starts[end + 1]! - starts[row]!) * widest <= MOST_SIMS) end++;
    const [from, to] = [starts[row]!, starts[end]!];
    if (from === to) {
      row = end;
      continue;
    }
    const range = Uint32Array.from({ length: end - row + 1 }, (_, q) => starts[row + q]! - from);
    using own = gpu.array(range, "starts of queries");
    using given = gpu.array(vectors.slice(from * width, to * width), "tokens of queries");
    const filled = Math.max(to - from, LEAST_ROWS);
    const wide = Math.ceil(width / 4) * 4;
    const shape = { width, wide, first: 0, rows: to - from, filled, normalize: !normalized };
    using rows = await prepareRows(gpu, given, shape);
    for (const block of blocks) {
      await scoreBlock(block, {
        rows,
        filled,
        wide,
        own,
        row,
        tokens: to - from,
        count: end - row,
      });
    }
    row = end;
  }
  return scores;

  /** Scores the documents of a block for a batch of queries. */
  async function scoreBlock(
    { tokens: { blocks: [block] }, starts: ends, first, documents: some }: MaxSimBlock,
    { rows, filled, wide, own, row, tokens, count }: {
      rows: GpuArray<"f32">;
      filled: number;
      wide: number;
      own: GpuArray<"u32">;
      row: number;
      tokens: number;
      count: number;
    },
  ): Promise<void> {
    const { vectors, columns } = block!;
    using sims = await matmul(gpu, rows, vectors, { n: filled, k: wide, m: columns });
    using most = gpu.empty("f32", tokens * some, "best of documents");
    const call = Uint32Array.of(tokens, columns, some, count, row, documents, first, 0);
    const size = overrides.WORKGROUP_SIZE;
    gpu.run(best, [call, ends, sims, most], spread(tokens * some, size));
    gpu.run(add, [call, own, most, scores], spread(count * some, size));
  }
}
