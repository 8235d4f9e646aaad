import type { Gpu } from "@rederive/lib/gpu";
import { multiplySparse, sparseFromCoordinates } from "@rederive/lib/sparse";
import type { WordGraph } from "./word_graph.ts";

/**
 * Personalised PageRank, all lists side by side: each round, activation flows along the links and a
 * share of it starts again at the words of the list. Returns (V, lists), row by row.
 */
export async function spreadActivation(
  gpu: Gpu,
  graph: WordGraph,
  lists: readonly (readonly number[])[],
  { restart = 0.3, rounds = 12 }: { restart?: number; rounds?: number } = {},
): Promise<Float32Array> {
  const [V, width] = [graph.words.length, lists.length];
  // each word hands on all that it has, in shares by the strength of its links
  const given = new Float64Array(V);
  graph.columnIndices.forEach((from, i) => given[from]! += graph.values[i]!);
  const values = graph.values.map((v, i) => (1 - restart) * v / given[graph.columnIndices[i]!]!);
  const sizes = { rows: V, columns: V };
  using matrix = sparseFromCoordinates(gpu, { ...graph, values }, sizes);
  const start = new Float32Array(V * width);
  lists.forEach((list, k) => list.forEach((word) => start[word * width + k] = 1 / list.length));
  let now = start;
  for (let round = 0; round < rounds; round++) {
    using x = gpu.array(now);
    using flowed = await multiplySparse(gpu, matrix, x, { width });
    now = (await gpu.read(flowed)).map((v, i) => v + restart * start[i]!);
  }
  return now;
}
