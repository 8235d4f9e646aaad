import type { Fault } from "./fault.ts";

const COSINE = "tests/retrieval/cosine_top_k_test.ts";
const NORMALIZE = "tests/retrieval/normalize_rows_test.ts";
const BM25 = "tests/retrieval/bm25_test.ts";
const MAX_SIM = "tests/retrieval/max_sim_test.ts";
const FILTER = "tests/retrieval/filter_test.ts";
const FUSION = "tests/retrieval/fusion_test.ts";
const METRICS = "tests/retrieval/metrics_test.ts";
const TF_IDF = "tests/retrieval/tf_idf_on_host_test.ts";

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
  {
    what: "late interaction starts its maxima at 0",
    file: "lib/retrieval/max_sim.wgsl",
    find: "var most = table[start + starts[d]];",
    replace: "var most = max(0.0, table[start + starts[d]]);",
    test: MAX_SIM,
  },
  {
    what: "late interaction leaves the last token of a document out",
    file: "lib/retrieval/max_sim.wgsl",
    find: "j < starts[d + 1u]",
    replace: "j + 1u < starts[d + 1u]",
    test: MAX_SIM,
  },
  {
    what: "documents of later blocks get the places of the first",
    file: "lib/retrieval/max_sim.wgsl",
    find: "call.width + call.first + d] = sum",
    replace: "call.width + d] = sum",
    test: MAX_SIM,
  },
  {
    what: "every batch of queries is scored as the first",
    file: "lib/retrieval/max_sim.wgsl",
    find: "(call.row + q) * call.width",
    replace: "q * call.width",
    test: MAX_SIM,
  },
  {
    what: "a filter lets what it leaves out count 0",
    file: "lib/retrieval/filter_scores.ts",
    find: "const NEVER = -1e30;",
    replace: "const NEVER = 0;",
    test: FILTER,
  },
  {
    what: "every block is filtered as the first",
    file: "lib/retrieval/filter_scores.ts",
    find: "among[first + i]",
    replace: "among[i + 0 * first]",
    test: FILTER,
  },
  {
    what: "places of rankings are counted from 0",
    file: "lib/retrieval/fuse_rankings.ts",
    find: "(constant + i + 1)",
    replace: "(constant + i)",
    test: FUSION,
  },
  {
    what: "scores are divided by the deviation of a sample",
    file: "lib/retrieval/fuse_scores.ts",
    find: "(v - mean) ** 2, 0) / scores.length",
    replace: "(v - mean) ** 2, 0) / (scores.length - 1)",
    test: FUSION,
  },
  {
    what: "the best ranking is not cut at k",
    file: "lib/retrieval/ndcg_at.ts",
    find: "graded.slice(0, k).reduce(",
    replace: "graded.reduce(",
    test: METRICS,
  },
  {
    what: "recall is out of what was looked at",
    file: "lib/retrieval/recall_at.ts",
    find: "return found / relevant.size;",
    replace: "return found / Math.min(relevant.size, ranking.length);",
    test: METRICS,
  },
  {
    what: "one is added to idf inside of the logarithm",
    file: "lib/retrieval/tf_idf_on_host.ts",
    find: "1 + Math.log(smooth ? (count + 1) / (df + 1) : count / df)",
    replace: "Math.log(1 + (smooth ? (count + 1) / (df + 1) : count / df))",
    test: TF_IDF,
  },
];
