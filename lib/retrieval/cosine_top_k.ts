import { checkArray, checkBinding } from "../gpu/check_array.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { matmul } from "../matmul/mod.ts";
import { type TopK, topK } from "../sort/mod.ts";
import { biasOf, checkFound } from "./filter_scores.ts";
import type { DenseBlock, DenseIndex } from "./dense_index.ts";
import { keep, pick } from "./merge.ts";
import { prepareRows } from "./prepare_rows.ts";

/** How many. */
export interface NearestOptions {
  /** How many of each query's nearest: from 1 to 1024, and to the vectors there are. */
  k: number;
  /** One number for each that is indexed: what has 0 is not to be found. All are unless given. */
  among?: Uint8Array;
}

/** Scores that are in memory at a time, and queries. */
const [MOST_SCORES, MOST_QUERIES] = [2 ** 22, 1024];

/** Below, `matmul()` takes a kernel that on a CPU is ten times slower than one with rows of zeros. */
const LEAST_QUERIES = { cpu: 4, gpu: 1 };

/**
 * The k vectors of an index nearest to each query by cosine: queries (Q, D) to (Q, k) cosines from the
 * largest on, and which vectors they are of; of equal ones the first. Exact: every vector is looked
 * at, block by block, and all scores are never in memory at once. Queries are divided by their
 * lengths unless the index is `normalized`, which makes it dot products. A filter, `among`, holds
 * before anything is found: k are found where so many pass it.
 * |error| <= gamma(3 D + 50) for cosines, gamma(D + 1) sum |a||b| for dot products.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { cosineTopK, denseIndex } from "@rederive/lib/retrieval";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = await denseIndex(gpu, Float32Array.of(1, 0, 0, 2, -1, 0, 9, 0), { width: 2 });
 * using queries = gpu.array(Float32Array.of(4, 0, 0, -1)); // (Q, D) = (2, 2)
 * const { values, indices } = await cosineTopK(gpu, queries, index, { k: 2 });
 * using _ = values;
 * using __ = indices;
 * deepEqual([...await gpu.read(indices)], [0, 3, 0, 2]);
 * deepEqual([...await gpu.read(values)], [1, 1, 0, 0]);
 * ```
 */
export async function cosineTopK(
  gpu: Gpu,
  queries: GpuArray<"f32">,
  index: DenseIndex,
  { k, among }: NearestOptions,
): Promise<TopK<"f32">> {
  const action = `find the nearest ${k}`;
  const { rows, width } = index;
  checkFound(action, { k, among, count: rows });
  const count = Math.floor(queries.length / width);
  const shape = `rows of ${width}`;
  checkArray(gpu, action, "queries", queries, { type: "f32", length: count * width, shape });
  checkBinding(gpu, action, "the result", count * k * 4);
  const best = {
    values: gpu.empty("f32", count * k, "nearest cosines"),
    indices: gpu.empty("u32", count * k, "nearest vectors"),
  };
  using stack = new DisposableStack();
  const blocks = index.blocks.map((block) => {
    return among ? { ...block, bias: stack.use(biasOf(gpu, block, among)) } : block;
  });
  const longest = Math.max(...blocks.map(({ columns }) => columns));
  const candidates = blocks.reduce((sum, block) => sum + Math.min(k, block.rows), 0);
  const room = Math.floor(MOST_SCORES / Math.max(longest, candidates));
  const batch = Math.max(1, Math.min(room, MOST_QUERIES));
  for (let first = 0; first < count; first += batch) {
    const rows = Math.min(batch, count - first);
    const filled = Math.max(rows, LEAST_QUERIES[gpu.family]);
    const wide = Math.ceil(width / 4) * 4;
    const range = { width, wide, first, rows, filled, normalize: !index.normalized };
    using some = await prepareRows(gpu, queries, range);
    const goal = { into: best, width: k, row: first, column: 0 };
    if (blocks.length === 1) {
      const top = await topOfBlock(gpu, some, blocks[0]!, { rows: filled, wide, k });
      using _ = top.values;
      using __ = top.indices;
      await keep(gpu, { top, rows, k }, goal, 0);
      continue;
    }
    using values = gpu.empty("f32", rows * candidates, "candidates");
    using indices = gpu.empty("u32", rows * candidates, "candidate vectors");
    let column = 0;
    for (const block of blocks) {
      const own = Math.min(k, block.rows);
      const top = await topOfBlock(gpu, some, block, { rows: filled, wide, k: own });
      using _ = top.values;
      using __ = top.indices;
      const into = { into: { values, indices }, width: candidates, row: 0, column };
      await keep(gpu, { top, rows, k: own }, into, block.first);
      column += own;
    }
    // Candidates are in the order of blocks, equal ones of a block in that of vectors: the first wins.
    const top = await topK(gpu, values, { k, rows });
    using _ = top.values;
    using __ = top.indices;
    await pick(gpu, { top, rows, k }, goal, { indices, width: candidates });
  }
  return best;
}

async function topOfBlock(
  gpu: Gpu,
  queries: GpuArray<"f32">,
  { vectors, columns, bias }: DenseBlock,
  { rows, wide, k }: { rows: number; wide: number; k: number },
): Promise<TopK<"f32">> {
  const sizes = { n: rows, k: wide, m: columns };
  using scores = await matmul(gpu, queries, vectors, bias ? { ...sizes, bias } : sizes);
  return await topK(gpu, scores, { k, rows });
}
