import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import * as reference from "@rederive/lib/reference";
import { cosineTopK, denseIndex, type DenseIndexOptions } from "@rederive/lib/retrieval";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  "hardly there": (i: number) => 1e-30 * Math.sin(i * 7),
};

const fill = (length: number, at: (i: number) => number) =>
  Float32Array.from({ length }, (_, i) => at(i));

async function search(
  gpu: Gpu,
  { queries, vectors, k, ...options }:
    & Record<"queries" | "vectors", Float32Array<ArrayBuffer>>
    & { k: number }
    & DenseIndexOptions,
) {
  using index = await denseIndex(gpu, vectors, options);
  using asked = gpu.array(queries);
  const top = await cosineTopK(gpu, asked, index, { k });
  using values = top.values;
  using indices = top.indices;
  return await gpu.readMany([values, indices]);
}

// Queries, vectors, width, k: ragged, one block and many, last blocks that are no whole fours or hold
// fewer than k.
const shapes = [
  { q: 1, n: 1, width: 1, k: 1 },
  { q: 3, n: 65, width: 5, k: 65 },
  { q: 1, n: 63, width: 64, k: 10, blockRows: 20 },
  { q: 65, n: 130, width: 3, k: 7, blockRows: 64 },
  { q: 9, n: 1009, width: 67, k: 12, blockRows: 100 },
  { q: 2, n: 41, width: 384, k: 20, blockRows: 8 },
];

for (const { q, n, width, k, ...options } of shapes) {
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(
      `cosineTopK() finds the ${k} of ${n} vectors of ${width} nearest to ${q} queries, ${regime}`,
      async (gpu) => {
        const [queries, vectors] = [fill(q * width, (i) => at(3 * i + 2)), fill(n * width, at)];
        const found = await search(gpu, { queries, vectors, k, width, ...options });
        const [values, indices] = found;
        const table = reference.cosines(queries, vectors, width);
        // Both sides are off by gamma(width + 20) in length and direction, their product by
        // gamma(width + 1), and sum |a||b| <= 1.
        const slack = gamma(3 * width + 50);
        for (const [row, cosines] of table.entries()) {
          const own = indices.subarray(row * k, (row + 1) * k);
          equal(new Set(own).size, k, "each vector once");
          const best = cosines.toSorted((a, b) => b - a).slice(0, k);
          const got = values.subarray(row * k, (row + 1) * k);
          assertClose(got, Array.from(own, (i) => cosines[i]!), { abs: slack, rel: 0 });
          assertClose(got, best, { abs: slack, rel: 0 });
        }
      },
      { families: BOTH },
    );
  }
}

/** Vectors of -1, 0 and 1, of which many are equal: dot products are exact. */
const coarse = (length: number) => fill(length, (i) => (Math.imul(i, 2654435761) >>> 16) % 3 - 1);

gpuTest("cosineTopK() puts the first of equal vectors first, whatever the block", async (gpu) => {
  const [q, n, width, k] = [11, 701, 3, 40];
  const [queries, vectors] = [coarse(q * width).reverse(), coarse(n * width)];
  for (const blockRows of [64, 701]) {
    const options = { queries, vectors, k, width, normalized: true, blockRows };
    const [values, indices] = await search(gpu, options);
    for (let row = 0; row < q; row++) {
      const scores = Array.from({ length: n }, (_, i) => {
        const part = (of: Float32Array, at: number, c: number) => of[at * width + c]!;
        return [0, 1, 2].reduce((s, c) => s + part(queries, row, c) * part(vectors, i, c), 0);
      });
      const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
      deepEqual([...indices.subarray(row * k, (row + 1) * k)], order.slice(0, k));
      deepEqual(
        [...values.subarray(row * k, (row + 1) * k)],
        order.slice(0, k).map((i) => scores[i]! + 0),
      );
    }
  }
}, { families: BOTH });

gpuTest("cosineTopK() searches in 100 000 vectors of 384", async (gpu) => {
  const [q, n, width, k] = [2, 100_000, 384, 10];
  const [queries, vectors] = [coarse(q * width).reverse(), new Float32Array(n * width)];
  for (let i = 0; i < vectors.length; i++) vectors[i] = (Math.imul(i, 2246822519) >>> 13) % 5 - 2;
  const [values, indices] = await search(gpu, { queries, vectors, k, width, normalized: true });
  for (let row = 0; row < q; row++) {
    const scores = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let c = 0; c < width; c++) sum += queries[row * width + c]! * vectors[i * width + c]!;
      scores[i] = sum;
    }
    const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
    deepEqual([...indices.subarray(row * k, (row + 1) * k)], order.slice(0, k));
    deepEqual(
      [...values.subarray(row * k, (row + 1) * k)],
      order.slice(0, k).map((i) => scores[i]),
    );
  }
});

gpuTest("cosineTopK() answers more queries than fit at a time", async (gpu) => {
  const [q, n, k] = [2500, 6, 2];
  const vectors = Float32Array.of(1, 0, 0, 1, -1, 0, 0, -1, 1, 1, -1, -1);
  const queries = fill(q * 2, (i) => vectors[(Math.floor(i / 2) * 7 % n) * 2 + i % 2]!);
  const [, indices] = await search(gpu, { queries, vectors, k, width: 2, blockRows: 4 });
  for (let row = 0; row < q; row++) equal(indices[row * k], row * 7 % n, `query ${row}`);
}, { families: BOTH });

gpuTest("cosineTopK() takes vectors from the GPU, and zeros for what they are", async (gpu) => {
  using vectors = gpu.array(Float32Array.of(0, 0, 5, 0, -1, -1, 0, 0, 1, 2));
  using index = await denseIndex(gpu, vectors, { width: 2, blockRows: 4 });
  using queries = gpu.array(Float32Array.of(2, 0, 0, 0));
  const top = await cosineTopK(gpu, queries, index, { k: 5 });
  using values = top.values;
  using indices = top.indices;
  const [cosines, found] = await gpu.readMany([values, indices]);
  deepEqual([...found], [1, 4, 0, 3, 2, 0, 1, 2, 3, 4]);
  const want = [1, 1 / Math.sqrt(5), 0, 0, -Math.SQRT1_2, 0, 0, 0, 0, 0];
  assertClose(cosines, want, { abs: gamma(56), rel: 0 });
}, { families: BOTH });

gpuTest("cosineTopK() refuses what it cannot search", async (gpu) => {
  const vectors = Float32Array.of(1, 2, 3, 4);
  using index = await denseIndex(gpu, vectors, { width: 2 });
  using queries = gpu.zeros("f32", 3);
  await rejects(
    cosineTopK(gpu, queries, index, { k: 3 }),
    /RangeError: Cannot find the nearest 3: 2 are indexed, wanted an integer from 1 to 2/,
  );
  await rejects(
    cosineTopK(gpu, queries, index, { k: 1 }),
    /Cannot find the nearest 1: queries has 3 elements, wanted rows of 2/,
  );
  const refuses = (data: Float32Array<ArrayBuffer>, options: DenseIndexOptions, message: RegExp) =>
    rejects(denseIndex(gpu, data, options), message);
  await refuses(vectors, { width: 3 }, /Cannot index vectors: 4 numbers, wanted rows of 3/);
  await refuses(vectors, { width: 0 }, /width is 0, wanted an integer from 1 to 65536/);
  await refuses(vectors, { width: 2, blockRows: 0 }, /blocks of 0 rows, wanted an integer >= 1/);
  await refuses(
    Float32Array.of(1, 2, 3, NaN),
    { width: 2 },
    /RangeError: Cannot index vectors: number 1 of vector 1 is NaN, wanted a finite one/,
  );
  using empty = await denseIndex(gpu, new Float32Array(0), { width: 2 });
  equal(empty.blocks.length, 0);
  await rejects(cosineTopK(gpu, queries, empty, { k: 1 }), /0 are indexed, wanted an integer from/);
  using none = gpu.empty("f32", 0);
  const nothing = await cosineTopK(gpu, none, index, { k: 1 });
  ok(nothing.values.length === 0 && nothing.indices.length === 0);
  for (const array of [nothing.values, nothing.indices]) array[Symbol.dispose]();
});
