import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import {
  maxSimIndex,
  type MaxSimIndexOptions,
  maxSimScores,
  maxSimTopK,
  type TokenRows,
} from "@rederive/lib/retrieval";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const regimes = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

/** Texts of so many tokens each, and their vectors as lists. */
function write(counts: readonly number[], width: number, at: (i: number) => number) {
  const starts = [0];
  for (const count of counts) starts.push(starts.at(-1)! + count);
  const vectors = Float32Array.from({ length: starts.at(-1)! * width }, (_, i) => at(i));
  const row = (i: number) => vectors.subarray(i * width, (i + 1) * width);
  const lists = counts.map((count, text) =>
    Array.from({ length: count }, (_, i) => row(starts[text]! + i))
  );
  return { rows: { vectors, starts }, lists };
}

async function scoresOf(
  gpu: Gpu,
  queries: TokenRows,
  documents: TokenRows,
  options: MaxSimIndexOptions,
) {
  using index = await maxSimIndex(gpu, documents, options);
  using scores = await maxSimScores(gpu, queries, index);
  return await gpu.read(scores);
}

const draw = stream(11);
const some = (count: number, least: number, most: number) =>
  Array.from({ length: count }, () => least + draw.integer(most - least + 1));

// Tokens of queries, tokens of documents, width: ragged, one block and many, documents longer than one.
const shapes = [
  { asked: [1], held: [1], width: 1 },
  { asked: [3, 0, 65, 1], held: [1, 63, 64, 65, 2], width: 5 },
  { asked: some(9, 0, 7), held: some(101, 1, 12), width: 67, blockTokens: 50 },
  { asked: [2, 32], held: [1000, 1, 7], width: 384, blockTokens: 64 },
  { asked: [0, 0], held: [3, 4], width: 3, blockTokens: 1 },
];

for (const { asked, held, width, ...options } of shapes) {
  for (const [regime, at] of Object.entries(regimes)) {
    gpuTest(
      `maxSimScores() of ${asked.length} queries and ${held.length} documents of ${width}, ${regime}`,
      async (gpu) => {
        const queries = write(asked, width, (i) => at(3 * i + 2));
        const documents = write(held, width, at);
        const got = await scoresOf(gpu, queries.rows, documents.rows, { width, ...options });
        const want = reference.maxSim(queries.lists, documents.lists);
        for (const [q, scores] of want.entries()) {
          // a cosine is off by gamma(3 D + 50), so is the largest of some, and T of them are added
          const slack = asked[q]! * (gamma(3 * width + 50) + gamma(asked[q]!));
          const own = got.subarray(q * held.length, (q + 1) * held.length);
          assertClose(own, scores, { abs: slack, rel: 0 });
        }
      },
      { families: BOTH },
    );
  }
}

gpuTest("maxSimScores() of vectors as they are adds dot products, to the bit", async (gpu) => {
  const coarse = (i: number) => (Math.imul(i + 1, 2654435761) >>> 16) % 5 - 2;
  const [queries, documents] = [write([4, 2], 6, coarse), write(some(40, 1, 9), 6, coarse)];
  const options = { width: 6, normalized: true, blockTokens: 30 };
  const got = await scoresOf(gpu, queries.rows, documents.rows, options);
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const want = queries.lists.flatMap((query) =>
    documents.lists.map((document) =>
      query.reduce((sum, a) => sum + Math.max(...document.map((b) => dot(a, b))), 0)
    )
  );
  deepEqual([...got], want);
}, { families: BOTH });

gpuTest("maxSimScores() answers more queries than fit at a time", async (gpu) => {
  const queries = write(new Array(600).fill(2), 3, (i) => (i * 7 % 11) - 5);
  const documents = write(new Array(4000).fill(4), 3, (i) => (i * 5 % 13) - 6);
  const got = await scoresOf(gpu, queries.rows, documents.rows, { width: 3 });
  for (const q of [0, 1, 131, 599]) {
    const own = got.subarray(q * 4000, (q + 1) * 4000);
    const [want] = reference.maxSim([queries.lists[q]!], documents.lists);
    assertClose(own, want!, { abs: 2 * (gamma(59) + gamma(2)), rel: 0 });
  }
});

gpuTest(
  "maxSimTopK() orders documents by their scores, those that pass the filter",
  async (gpu) => {
    const [queries, documents] = [write([5, 3], 8, Math.cos), write(some(70, 1, 6), 8, Math.sin)];
    using index = await maxSimIndex(gpu, documents.rows, { width: 8, blockTokens: 40 });
    using scores = await maxSimScores(gpu, queries.rows, index);
    const table = await gpu.read(scores);
    const among = Uint8Array.from({ length: 70 }, (_, d) => Number(d % 3 !== 0));
    for (const filter of [undefined, among]) {
      const k = 12;
      const options = filter ? { k, among: filter } : { k };
      const top = await maxSimTopK(gpu, queries.rows, index, options);
      using values = top.values;
      using indices = top.indices;
      const [found, places] = await gpu.readMany([values, indices]);
      for (const q of [0, 1]) {
        const own = table.subarray(q * 70, (q + 1) * 70);
        const order = [...own.keys()].filter((d) => !filter || filter[d] !== 0)
          .sort((a, b) => own[b]! - own[a]! || a - b).slice(0, k);
        deepEqual([...places.subarray(q * k, (q + 1) * k)], order);
        deepEqual([...found.subarray(q * k, (q + 1) * k)], order.map((d) => own[d]!));
      }
    }
  },
  { families: BOTH },
);

gpuTest("late interaction refuses what it cannot score", async (gpu) => {
  const vectors = new Float32Array(12).fill(1);
  const refuses = (starts: number[], options: Partial<MaxSimIndexOptions>, message: RegExp) =>
    rejects(maxSimIndex(gpu, { vectors, starts }, { width: 3, ...options }), message);
  await refuses(
    [0, 3],
    {},
    /Cannot index tokens: texts start from 0 to 3, wanted 0 to 4, the rows/,
  );
  await refuses([1, 4], {}, /texts start from 1 to 4, wanted 0 to 4/);
  await refuses([], {}, /texts start from undefined to NaN, wanted 0 to 4/);
  await refuses([0, 2, 2, 4], {}, /text 1 has 0 tokens, wanted 1 to 32768/);
  await refuses([0, 3, 1, 4], {}, /text 1 has -2 tokens/);
  await refuses(
    [0, 4],
    { blockTokens: 0 },
    /Cannot index tokens: 0 a block, wanted an integer >= 1/,
  );
  await refuses([0, 4], { width: 0 }, /width is 0, wanted an integer from 1/);
  using index = await maxSimIndex(gpu, { vectors, starts: [0, 1, 4] }, { width: 3 });
  await rejects(
    maxSimScores(gpu, { vectors, starts: [0, 5] }, index),
    /Cannot score documents by late interaction: texts start from 0 to 5, wanted 0 to 4/,
  );
  const query = { vectors: vectors.slice(0, 3), starts: [0, 1] };
  await rejects(maxSimTopK(gpu, query, index, { k: 3 }), /best 3 documents: 2 are indexed, wanted/);
  await rejects(
    maxSimTopK(gpu, query, index, { k: 2, among: Uint8Array.of(0, 1) }),
    /RangeError: Cannot find the best 2 documents: 1 of 2 pass the filter, wanted an integer from 1/,
  );
  await rejects(
    maxSimTopK(gpu, query, index, { k: 1, among: Uint8Array.of(1) }),
    /Cannot find the best 1 documents: the filter speaks of 1, wanted all 2/,
  );
  const nothing = { vectors: new Float32Array(0), starts: [0] };
  const none = await maxSimTopK(gpu, nothing, index, { k: 1 });
  equal(none.values.length + none.indices.length, 0);
  for (const array of [none.values, none.indices]) array[Symbol.dispose]();
});
