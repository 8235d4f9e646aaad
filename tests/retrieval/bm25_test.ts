import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import {
  bm25Index,
  type Bm25Options,
  bm25Scores,
  bm25TopK,
  type Bm25Variant,
  invertDocuments,
} from "@rederive/lib/retrieval";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const VARIANTS = ["robertson", "lucene", "atire", "bm25l", "bm25+"] as const;

/** Documents of terms, few of them often and many seldom, as words are; some documents are empty. */
function write(count: number, terms: number, longest: number): number[][] {
  const draw = stream(count + terms);
  return Array.from(
    { length: count },
    () =>
      Array.from(
        { length: draw.integer(longest + 1) },
        () => Math.floor(terms * draw.uniform() ** 4),
      ),
  );
}

function ask(count: number, terms: number): number[][] {
  return write(count, terms, 6).map((query, q) => q % 3 === 0 ? [...query, ...query] : query);
}

const formulaOf = (options: Bm25Options) => {
  const { variant = "lucene", idf = variant, k1 = 1.2, b = 0.75 } = options;
  const deltas: Record<string, number> = { bm25l: 0.5, "bm25+": 1 };
  return { tf: variant, idf, k1, b, delta: options.delta ?? deltas[variant] ?? 0 };
};

/** Scores and how far f32 may be off, query by query. */
function expect(documents: number[][], queries: number[][], options: Bm25Options) {
  const formula = formulaOf(options);
  const scores = queries.map((query) => reference.bm25(documents, query, formula));
  const bounds = queries.map((query) => {
    const parts = query.map((term) => reference.bm25(documents, [term], formula));
    return documents.map((_, d) =>
      gamma(25 + query.length) * parts.reduce((sum, part) => sum + Math.abs(part[d]!), 0)
    );
  });
  return { scores, bounds };
}

const options: readonly Bm25Options[] = [
  {},
  ...VARIANTS.map((variant) => ({ variant })),
  { variant: "bm25+", idf: "lucene", k1: 2, b: 0, delta: 0.3 },
  { variant: "atire", k1: 0 },
  { variant: "bm25l", k1: 0.9, b: 1, delta: 0 },
];

// Documents, terms, queries; all postings together, and two in a part.
for (
  const [count, terms, asked, most] of [[1, 1, 1, 100], [63, 40, 65, 64], [200, 300, 8, 1]] as const
) {
  for (const each of options) {
    gpuTest(
      `bm25Scores() of ${count} documents and ${asked} queries, ${JSON.stringify(each)}`,
      async (gpu) => {
        const documents = [...write(count - 1, terms, 30), [0]];
        const queries = ask(asked, terms);
        using index = bm25Index(gpu, invertDocuments(documents, { terms }), { most });
        using scores = await bm25Scores(gpu, index, queries, each);
        const want = expect(documents, queries, each);
        assertClose(await gpu.read(scores), want.scores.flat(), {
          abs: want.bounds.flat(),
          rel: 0,
        });
      },
      { families: BOTH },
    );
  }
}

gpuTest("bm25TopK() finds the best documents, first ones first", async (gpu) => {
  const [count, terms, k] = [300, 50, 20];
  // every document three times over, so that scores are equal
  const once = write(count / 3, terms, 30);
  const documents = [...once, ...once, ...once];
  const queries = ask(40, terms);
  using index = bm25Index(gpu, invertDocuments(documents, { terms }));
  const top = await bm25TopK(gpu, index, queries, { k, variant: "atire" });
  using values = top.values;
  using indices = top.indices;
  using scores = await bm25Scores(gpu, index, queries, { variant: "atire" });
  const [best, found, all] = await gpu.readMany([values, indices, scores]);
  const want = expect(documents, queries, { variant: "atire" });
  for (let q = 0; q < queries.length; q++) {
    const own = all.subarray(q * count, (q + 1) * count);
    const order = Array.from(own, (_, d) => d).sort((a, b) => own[b]! - own[a]! || a - b);
    deepEqual([...found.subarray(q * k, (q + 1) * k)], order.slice(0, k));
    const sorted = want.scores[q]!.toSorted((a, b) => b - a).slice(0, k);
    const slack = Math.max(...want.bounds[q]!);
    assertClose(best.subarray(q * k, (q + 1) * k), sorted, { abs: slack, rel: 0 });
  }
}, { families: BOTH });

gpuTest("bm25TopK() searches through millions of postings", async (gpu) => {
  const [count, terms, k] = [100_000, 20_000, 10];
  const draw = stream(1);
  // 30 distinct terms a document; the commonest are in almost all
  const documents = Array.from({ length: count }, () => {
    const own = new Set<number>();
    while (own.size < 30) own.add(Math.floor(terms * draw.uniform() ** 3));
    return Uint32Array.from(own);
  });
  const postings = invertDocuments(documents, { terms });
  equal(postings.documents.length, 3_000_000);
  const queries = [[0, 1, 19_000], [5, 500, 5000, 10_000], [12_345]];
  using index = bm25Index(gpu, postings, { most: 2 ** 20 });
  equal(index.parts.length >= 3, true);
  const top = await bm25TopK(gpu, index, queries, { k });
  using values = top.values;
  using indices = top.indices;
  const [best, found] = await gpu.readMany([values, indices]);
  for (const [q, query] of queries.entries()) {
    const scores = new Float64Array(count);
    const { starts } = postings;
    for (const term of query) {
      const df = starts[term + 1]! - starts[term]!;
      // every document has the mean length and every frequency is 1
      const part = Math.log(1 + (count - df + 0.5) / (df + 0.5)) / (1 + 1.2);
      for (let i = starts[term]!; i < starts[term + 1]!; i++) {
        scores[postings.documents[i]!]! += part;
      }
    }
    const order = Array.from(scores, (_, d) => d).sort((a, b) => scores[b]! - scores[a]! || a - b);
    // parts of sums differ by far more than rounding does, and equal sums are equal bits
    deepEqual([...found.subarray(q * k, (q + 1) * k)], order.slice(0, k));
    const want = order.slice(0, k).map((d) => scores[d]!);
    assertClose(best.subarray(q * k, (q + 1) * k), want, { abs: 0, rel: gamma(30) });
  }
});

gpuTest("bm25Scores() gives the same bits twice", async (gpu) => {
  const documents = write(500, 60, 50);
  const queries = ask(30, 60);
  using index = bm25Index(gpu, invertDocuments(documents, { terms: 60 }));
  using first = await bm25Scores(gpu, index, queries);
  using second = await bm25Scores(gpu, index, queries);
  deepEqual(...await gpu.readMany([first, second]) as [Float32Array, Float32Array]);
}, { families: BOTH });

gpuTest("bm25Scores() refuses terms, names and numbers that are none", async (gpu) => {
  using index = bm25Index(gpu, invertDocuments([[0, 1], [1]], { terms: 3 }));
  const refuses = (query: number[], options: Bm25Options, message: RegExp) =>
    rejects(bm25Scores(gpu, index, [[0], query], options), message);
  await refuses(
    [1, 3],
    {},
    /RangeError: Cannot score documents: query 1 has term 3, wanted one of/,
  );
  await refuses([0.5], {}, /query 1 has term 0.5, wanted one of the 3 terms, from 0 on/);
  await refuses(
    [],
    { k1: -1 },
    /RangeError: Cannot score documents: k1 is -1, wanted a number from/,
  );
  await refuses([], { b: 1.1 }, /b is 1.1, wanted a number from 0 to 1/);
  await refuses([], { variant: "bm25+", delta: NaN }, /delta is NaN, wanted a number/);
  await refuses([], { delta: 1 }, /TypeError: Cannot score documents: "lucene" has no delta/);
  await refuses(
    [],
    { variant: "okapi" as Bm25Variant },
    /TypeError: .* there is no variant "okapi", wanted one of "robertson", "lucene", "atire"/,
  );
  using none = await bm25Scores(gpu, index, []);
  equal(none.length, 0);
  using nothing = await bm25Scores(gpu, index, [[], [2]]); // a term that no document has
  deepEqual([...await gpu.read(nothing)], [0, 0, 0, 0]);
  await rejects(
    bm25TopK(gpu, index, [[0]], { k: 3 }),
    /RangeError: Cannot find the best 3 documents: 2 are indexed, wanted an integer from 1 to 2/,
  );
});

gpuTest("bm25Index() refuses postings that are none", (gpu) => {
  const refuses = (change: object, message: string) =>
    throws(
      () =>
        bm25Index(gpu, {
          starts: [0, 2, 3],
          documents: [0, 1, 1],
          frequencies: [1, 2, 1],
          lengths: [1, 3],
          ...change,
        }),
      { name: "RangeError", message: `Cannot index documents: ${message}` },
    );
  refuses({ starts: [0, 2] }, "starts go from 0 to 2, wanted from 0 to the 3 postings");
  refuses({ documents: [0, 2, 1] }, "posting 1 is in document 2, wanted one from 0 to 1");
  refuses(
    { documents: [1, 1, 1] },
    "term 0 is in document 1 and then 1, wanted documents that ascend",
  );
  refuses({ frequencies: [1, 2] }, "3 documents and 2 frequencies, wanted one a posting");
  refuses(
    { frequencies: [1, 0, 1] },
    "term 0 is 0 times in document 1 of length 3, wanted both above 0",
  );
  refuses(
    { lengths: [0, 3] },
    "term 0 is 1 times in document 0 of length 0, wanted both above 0",
  );
  refuses({ lengths: [1, NaN] }, "document 1 has length NaN, wanted >= 0");
  throws(
    () => invertDocuments([[0], [3]], { terms: 3 }),
    /RangeError: Cannot invert documents: document 1 has term 3, wanted one of the 3 terms, from 0/,
  );
});
