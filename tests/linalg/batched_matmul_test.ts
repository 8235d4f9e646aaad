import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { batchedMatmul, batchedMatvec } from "@rederive/lib/linalg";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};
/** Every side from 1 to 8 occurs in each place. */
const sides = [[1, 1, 1], [3, 3, 3], [4, 4, 4], [6, 6, 6], [8, 8, 8], [2, 8, 5], [7, 3, 1], [
  5,
  4,
  8,
]];
const batches = [0, 1, 63, 64, 65, 1009];

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

/** The t-th matrix of a batch as stored, or the only one there is. */
function part(x: Float32Array, t: number, size: number): number[] {
  return [...x.length === size ? x : x.subarray(t * size, (t + 1) * size)];
}

for (const [n, k, m] of sides as [number, number, number][]) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(
      `batchedMatmul() matches the f64 product at (${n}, ${k}) (${k}, ${m}), ${name}`,
      async (gpu) => {
        for (const batch of batches) {
          const [a, b] = [fill(batch * n * k, at), fill(batch * k * m, (i) => at(i + 0.5))];
          for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true]]) {
            using left = gpu.array(a);
            using right = gpu.array(b);
            const options = { batch, n, k, m, transposeA: transposeA!, transposeB: transposeB! };
            using product = await batchedMatmul(gpu, left, right, options);
            const got = await gpu.read(product);
            for (let t = 0; t < batch; t += Math.max(1, batch - 1)) {
              let [x, y] = [part(a, t, n * k), part(b, t, k * m)];
              if (transposeA) x = reference.transpose(x, { rows: k, columns: n });
              if (transposeB) y = reference.transpose(y, { rows: m, columns: k });
              const absolute = reference.matmul(x.map(Math.abs), y.map(Math.abs), { n, k, m });
              // one rounding a product, one a sum: Higham's bound, in whatever order
              const abs = absolute.map((sum) => gamma(k + 1) * sum);
              const want = reference.matmul(x, y, { n, k, m });
              assertClose(got.subarray(t * n * m, (t + 1) * n * m), want, { abs, rel: 0 });
            }
          }
        }
      },
      { families: BOTH },
    );
  }
}

gpuTest("batchedMatmul() is exact on small integers, every matrix of 11 003", async (gpu) => {
  const batch = 11_003; // that many are read through textures on a CPU
  const a = fill(batch * 6, (i) => (i * 7) % 11 - 5);
  const b = fill(batch * 6, (i) => (i * 5) % 13 - 6);
  using left = gpu.array(a);
  using right = gpu.array(b);
  using product = await batchedMatmul(gpu, left, right, { batch, n: 2, k: 3, m: 2 });
  const want = Array.from(
    { length: batch },
    (_, t) => reference.matmul(part(a, t, 6), part(b, t, 6), { n: 2, k: 3, m: 2 }),
  ).flat();
  assertClose(await gpu.read(product), want, { abs: 0, rel: 0 });
}, { families: BOTH });

gpuTest("batchedMatmul() takes one matrix for all, on either side", async (gpu) => {
  using many = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  using one = gpu.array(Float32Array.of(0, 1, 1, 1));
  const options = { batch: 2, n: 2, k: 2, m: 2 };
  using right = await batchedMatmul(gpu, many, one, options);
  using left = await batchedMatmul(gpu, one, many, options);
  deepEqual((await gpu.readMany([right, left])).map((each) => [...each]), [
    [2, 3, 4, 7, 6, 11, 8, 15],
    [3, 4, 4, 6, 7, 8, 12, 14],
  ]);
}, { families: BOTH });

gpuTest("batchedMatvec() matches the f64 product, transposed too", async (gpu) => {
  for (const batch of batches) {
    const a = fill(batch * 18, inputs.flat);
    const x = fill(batch * 3, inputs.spiky);
    using matrices = gpu.array(a);
    using vectors = gpu.array(x);
    const options = { batch, n: 6, k: 3, transposeA: true };
    using product = await batchedMatvec(gpu, matrices, vectors, options);
    const got = await gpu.read(product);
    for (let t = 0; t < batch; t += Math.max(1, batch - 1)) {
      const matrix = reference.transpose(part(a, t, 18), { rows: 3, columns: 6 });
      const shape = { n: 6, k: 3, m: 1 };
      const vector = part(x, t, 3);
      const sums = reference.matmul(matrix.map(Math.abs), vector.map(Math.abs), shape);
      assertClose(got.subarray(t * 6, t * 6 + 6), reference.matmul(matrix, vector, shape), {
        abs: sums.map((sum) => gamma(4) * sum),
        rel: 0,
      });
    }
  }
}, { families: BOTH });

gpuTest("batchedMatmul() refuses sides above 8 and arrays that do not fit", async (gpu) => {
  using x = gpu.zeros("f32", 8);
  await rejects(
    batchedMatmul(gpu, x, x, { batch: 1, n: 9, k: 1, m: 1 }),
    /RangeError: Cannot multiply: n is 9, wanted an integer from 1 to 8/,
  );
  await rejects(
    batchedMatmul(gpu, x, x, { batch: 3, n: 2, k: 2, m: 2 }),
    /a has 8 elements, wanted 4 for one matrix or 12 for 3/,
  );
});
