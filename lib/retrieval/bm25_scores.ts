import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, type Kernel, spread } from "../gpu/mod.ts";
import code from "./bm25.wgsl" with { type: "text" };
import type { Bm25Index, PostingsPart } from "./bm25_index.ts";
import { type Bm25Options, inverseFrequency, saturationOf } from "./bm25_variant.ts";

/** Queries as lists of terms: a term that occurs twice counts twice. */
export type Bm25Queries = readonly ArrayLike<number>[];

/** What one term of a query asks for. */
interface Wanted {
  part: PostingsPart;
  /** Its first posting in the part, and the first one after it. */
  first: number;
  end: number;
  idf: number;
}

/**
 * Scores all documents for each query by BM25: Q queries to (Q, N). Documents without any term of a
 * query have 0. The same input gives the same bits. |error| <= gamma(25 + terms of the query) times
 * the sizes of the parts that are added. On software Vulkan a plain loop over the postings is faster.
 *
 * @throws {RangeError} when a query has a term that is none, or the scores do not fit a binding.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { bm25Index, bm25Scores, invertDocuments } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = bm25Index(gpu, invertDocuments([[0, 1], [1, 2], [2, 2]], { terms: 3 }));
 * using scores = await bm25Scores(gpu, index, [[0], [2, 1]]);
 * const [, , , a, b, c] = await gpu.read(scores); // (Q, N) = (2, 3), the second query
 * equal(b! > c! && c! > a!, true);
 * ```
 */
export async function bm25Scores(
  gpu: Gpu,
  index: Bm25Index,
  queries: Bm25Queries,
  options: Bm25Options = {},
): Promise<GpuArray<"f32">> {
  const action = "score documents";
  const { documents, lengths, meanLength } = index;
  const { k1, b, scale, shift, bonus } = saturationOf(action, options);
  const wanted = queries.map((query, q) => wantedOf(action, index, query, q, options));
  const count = queries.length * documents;
  checkBinding(gpu, action, `the scores of ${queries.length} queries`, count * 4);
  const [workgroupSize, run] = gpu.family === "cpu" ? [8, 32] : [128, 1];
  const kernel = await gpu.kernel({
    code,
    entry: "bm25",
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run },
  });
  const scores = gpu.zeros("f32", count, "scores");
  const most = Math.max(0, ...wanted.map(({ length }) => length));
  for (let turn = 0; turn < most; turn++) {
    for (const part of index.parts) {
      const terms = wanted.map((terms) => terms[turn]?.part === part ? terms[turn] : undefined);
      scoreTerms(kernel, part, terms);
    }
  }
  return scores;

  /** Adds one term of each query, as far as they are in this part. */
  function scoreTerms(kernel: Kernel, part: PostingsPart, terms: (Wanted | undefined)[]): void {
    const heads = new Uint32Array(terms.length * 4);
    const idfs = new Float32Array(heads.buffer);
    let runs = 0;
    for (const [q, term] of terms.entries()) {
      heads.set([runs, term?.first ?? 0, term?.end ?? 0], 4 * q);
      idfs[4 * q + 3] = term?.idf ?? 0;
      runs += term ? Math.ceil((term.end - term.first) / run) : 0;
    }
    const call = new Uint32Array(12);
    call.set([runs, terms.length, documents]);
    new Float32Array(call.buffer).set([k1, b, scale, shift, bonus, 1 / meanLength], 3);
    gpu.run(
      kernel,
      [call, heads, part.documents, part.frequencies, lengths, scores],
      spread(runs, workgroupSize),
    );
  }
}

/** The terms of a query that some document holds, each once. */
function wantedOf(
  action: string,
  { terms, documents, starts, parts }: Bm25Index,
  query: ArrayLike<number>,
  q: number,
  { variant = "lucene", idf = variant }: Bm25Options,
): Wanted[] {
  const times = new Map<number, number>();
  for (let i = 0; i < query.length; i++) {
    const term = query[i]!;
    if (!Number.isInteger(term) || term < 0 || term >= terms) {
      throw new RangeError(
        `Cannot ${action}: query ${q} has term ${term}, wanted one of the ${terms} terms, from 0 on`,
      );
    }
    times.set(term, (times.get(term) ?? 0) + 1);
  }
  const held = [...times].filter(([term]) => starts[term + 1]! > starts[term]!);
  return held.map(([term, repeated]) => {
    const [from, to] = [starts[term]!, starts[term + 1]!];
    const part = parts.findLast(({ first }) => first <= from)!;
    const weight = repeated * inverseFrequency(idf, documents, to - from);
    return { part, first: from - part.first, end: to - part.first, idf: weight };
  });
}
