import type { Fault } from "./fault.ts";

const COSINE = "tests/retrieval/cosine_top_k_test.ts";
const NORMALIZE = "tests/retrieval/normalize_rows_test.ts";
const BM25 = "tests/retrieval/bm25_test.ts";

/** Faults of lib/retrieval. */
export const retrievalFaults: readonly Fault[] = [
  {
    what: "rows are normalized without regard to overflow",
    file: "lib/retrieval/prepare_rows.wgsl",
    find: "let scale = select(1.0, peak, peak > 0.0);",
    replace: "peak = select(0.0, 1.0, peak > 0.0); let scale = 1.0;",
    test: NORMALIZE,
  },
  {
    what: "rows of zeros are normalized to what is no number",
    file: "lib/retrieval/prepare_rows.wgsl",
    find: "if (NORMALIZE) { value = select(0.0, value / peak / length, peak > 0.0); }",
    replace: "if (NORMALIZE) { value = value / peak / length; }",
    test: NORMALIZE,
  },
  {
    what: "every batch of queries is the first one",
    file: "lib/retrieval/prepare_rows.wgsl",
    find: "let start = (call.first + row) * call.width;",
    replace: "let start = row * call.width;",
    test: COSINE,
  },
  {
    what: "what a block is filled up with can be found",
    file: "lib/retrieval/dense_index.ts",
    find: "i < rows ? 0 : -1e30",
    replace: "i < rows ? 0 : 0",
    test: COSINE,
  },
  {
    what: "vectors of later blocks are numbered as those of the first",
    file: "lib/retrieval/merge.wgsl",
    find: "indices[at] + call.first;",
    replace: "indices[at];",
    test: COSINE,
  },
  {
    what: "candidates of another query are picked",
    file: "lib/retrieval/merge.wgsl",
    find: "candidates[at / call.columns * call.kept + indices[at]]",
    replace: "candidates[indices[at]]",
    test: COSINE,
  },
  {
    what: "a posting goes to the query before its own",
    file: "lib/retrieval/bm25.wgsl",
    find: "heads[middle].start <= i",
    replace: "heads[middle].start < i",
    test: BM25,
  },
  {
    what: "length counts in full, whatever b is",
    file: "lib/retrieval/bm25.wgsl",
    find: "(1.0 - call.b) + call.b * (lengths[d] * call.inverse_mean)",
    replace: "lengths[d] * call.inverse_mean",
    test: BM25,
  },
  {
    what: "a term of a query replaces the ones before",
    file: "lib/retrieval/bm25.wgsl",
    find: "scores[row + d] +=",
    replace: "scores[row + d] =",
    test: BM25,
  },
  {
    what: "terms that a query repeats count once",
    file: "lib/retrieval/bm25_scores.ts",
    find: "const weight = repeated * inverse",
    replace: "const weight = Math.sign(repeated) * inverse",
    test: BM25,
  },
  {
    what: "postings of later parts are looked up in the first",
    file: "lib/retrieval/bm25_scores.ts",
    find: "parts.findLast(({ first }) => first <= from)!",
    replace: "parts[0]!",
    test: BM25,
  },
  {
    what: "BM25+ adds its delta inside of the saturation",
    file: "lib/retrieval/bm25_variant.ts",
    find: "shift: isLong ? delta : 0, bonus: isPlus ? delta : 0",
    replace: "shift: delta, bonus: 0",
    test: BM25,
  },
  {
    what: "a document that holds a term twice has two postings of it",
    file: "lib/retrieval/postings.ts",
    find: "if (last[term] === d) return;",
    replace: "",
    test: BM25,
  },
];
