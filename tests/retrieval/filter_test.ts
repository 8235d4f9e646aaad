import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import {
  bestOf,
  bm25Index,
  bm25OnHost,
  bm25TopK,
  cosineTopK,
  denseIndex,
  invertDocuments,
} from "@rederive/lib/retrieval";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const draw = stream(9);
/** Vectors of -1, 0 and 1, so that dot products are exact and often equal. */
const coarse = (length: number) => Float32Array.from({ length }, () => draw.integer(3) - 1);

for (const [share, k] of [[0.5, 40], [0.02, 9]] as const) {
  gpuTest(`cosineTopK() finds the ${k} best of the ${share} that pass a filter`, async (gpu) => {
    const [q, n, width] = [5, 701, 3];
    const [queries, vectors] = [coarse(q * width), coarse(n * width)];
    const among = Uint8Array.from({ length: n }, () => Number(draw.uniform() < share));
    among.fill(1, 700 - k); // so many at least, those of the last block among them
    using asked = gpu.array(queries);
    for (const blockRows of [64, 701]) {
      using index = await denseIndex(gpu, vectors, { width, normalized: true, blockRows });
      const top = await cosineTopK(gpu, asked, index, { k, among });
      using values = top.values;
      using indices = top.indices;
      const [scores, found] = await gpu.readMany([values, indices]);
      for (let row = 0; row < q; row++) {
        const dots = Array.from(
          { length: n },
          (_, i) => [0, 1, 2].reduce((s, c) => s + queries[row * 3 + c]! * vectors[i * 3 + c]!, 0),
        );
        const order = dots.map((_, i) => i).filter((i) => among[i] !== 0)
          .sort((a, b) => dots[b]! - dots[a]! || a - b).slice(0, k);
        deepEqual([...found.subarray(row * k, (row + 1) * k)], order);
        deepEqual([...scores.subarray(row * k, (row + 1) * k)], order.map((i) => dots[i]! + 0));
      }
      // the index is as it was: a search without the filter finds the others again
      const all = await cosineTopK(gpu, asked, index, { k: 1 });
      using best = all.indices;
      using _ = all.values;
      const first = (await gpu.read(best))[0]!;
      const dots = Array.from(
        { length: n },
        (_, i) => [0, 1, 2].reduce((s, c) => s + queries[c]! * vectors[i * 3 + c]!, 0),
      );
      deepEqual(first, dots.indexOf(Math.max(...dots)));
    }
  }, { families: BOTH });
}

gpuTest("bm25TopK() finds the best of those that pass a filter", async (gpu) => {
  const [count, terms, k] = [301, 30, 8];
  const documents = Array.from(
    { length: count },
    () =>
      Array.from({ length: 1 + draw.integer(20) }, () => Math.floor(terms * draw.uniform() ** 2)),
  );
  const postings = invertDocuments(documents, { terms });
  const among = Uint8Array.from({ length: count }, (_, d) => Number(d % 5 === 3));
  const queries = [[0, 7], [29], [3, 3, 11], []];
  using index = bm25Index(gpu, postings);
  // weights below 0 and above: a filter that put 0 in place of scores would let others in
  for (const variant of ["lucene", "robertson"] as const) {
    const top = await bm25TopK(gpu, index, queries, { k, among, variant });
    using _values = top.values;
    using indices = top.indices;
    const found = await gpu.read(indices);
    for (const [q, query] of queries.entries()) {
      const scores = bm25OnHost(postings, query, { variant }).map(Math.fround);
      const want = bestOf(scores, { k, among });
      const got = found.subarray(q * k, (q + 1) * k);
      // equal but for documents whose scores f32 does not tell apart
      const near = (d: number) => scores[d]!.toPrecision(5);
      deepEqual([...got].map(near), [...want].map(near), `${variant}, query ${q}`);
      deepEqual([...got].every((d) => among[d] === 1), true);
    }
  }
}, { families: BOTH });

gpuTest("a filter that speaks of others, or lets too few pass, is refused", async (gpu) => {
  using index = await denseIndex(gpu, Float32Array.of(1, 0, 0, 1), { width: 2 });
  using query = gpu.array(Float32Array.of(1, 1));
  await rejects(
    cosineTopK(gpu, query, index, { k: 1, among: new Uint8Array(3) }),
    /RangeError: Cannot find the nearest 1: the filter speaks of 3, wanted all 2/,
  );
  await rejects(
    cosineTopK(gpu, query, index, { k: 1, among: new Uint8Array(2) }),
    /Cannot find the nearest 1: 0 of 2 pass the filter, wanted an integer from 1 to 0/,
  );
  using words = bm25Index(gpu, invertDocuments([[0], [0]], { terms: 1 }));
  await rejects(
    bm25TopK(gpu, words, [[0]], { k: 2, among: Uint8Array.of(0, 1) }),
    /Cannot find the best 2 documents: 1 of 2 pass the filter, wanted an integer from 1 to 1/,
  );
});
