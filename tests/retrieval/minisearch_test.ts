import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import MiniSearch from "minisearch";
import { assertClose, gamma } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import { bm25Index, bm25TopK, invertDocuments } from "@rederive/lib/retrieval";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const [COUNT, TERMS, K] = [400, 120, 10];
const draw = stream(21);
const documents = Array.from(
  { length: COUNT },
  () => Array.from({ length: 1 + draw.integer(40) }, () => Math.floor(TERMS * draw.uniform() ** 3)),
);
const queries = Array.from(
  { length: 60 },
  () => draw.shuffle(Array.from({ length: TERMS }, (_, t) => t)).slice(0, 1 + draw.integer(5)),
);

// MiniSearch 7.2 takes BM25+'s weight of tf with Lucene's idf, calls a document as long as it has
// different terms, and multiplies by how many terms of the query were found.
gpuTest("bm25TopK() ranks as MiniSearch does", async (gpu) => {
  const mini = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  });
  mini.addAll(documents.map((terms, id) => ({ id, text: terms.map((t) => `t${t}`).join(" ") })));
  const bm25 = { k1: 1.2, b: 0.7, delta: 0.5 };
  const postings = invertDocuments(documents, { terms: TERMS });
  const lengths = documents.map((document) => new Set(document).size);
  using index = bm25Index(gpu, { ...postings, lengths });
  const options = { ...bm25, variant: "bm25+", idf: "lucene", k: K } as const;
  const top = await bm25TopK(gpu, index, queries, options);
  using values = top.values;
  using indices = top.indices;
  const [scores, found] = await gpu.readMany([values, indices]);
  let compared = 0;
  for (const [q, query] of queries.entries()) {
    const text = query.map((t) => `t${t}`).join(" ");
    const results = mini.search(text, { bm25: { k: bm25.k1, b: bm25.b, d: bm25.delta } })
      .map(({ id, score, queryTerms }) => ({ id: Number(id), score: score / queryTerms.length }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
    const count = Math.min(K, results.length);
    const own = scores.subarray(q * K, q * K + count);
    // MiniSearch's mean length is a running mean in f64: next to nothing beside f32
    const want = results.slice(0, count).map(({ score }) => score);
    assertClose(own, want, { abs: 0, rel: gamma(30 + query.length) });
    const scoreOf = new Map(results.map(({ id, score }) => [id, score]));
    const theirs = Array.from(found.subarray(q * K, q * K + count), (d) => scoreOf.get(d) ?? NaN);
    assertClose(theirs, want, { abs: 0, rel: 2 * gamma(30 + query.length) });
    compared += count;
    if (new Set(want.map((score) => score.toFixed(4))).size < count) continue;
    deepEqual([...found.subarray(q * K, q * K + count)], results.slice(0, count).map((r) => r.id));
  }
  equal(scores.length, queries.length * K);
  ok(compared > 300, `${compared} results compared`);
}, { families: BOTH });
