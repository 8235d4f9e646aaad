import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import type { Gpu, HostArray } from "@rederive/lib/gpu";
import { bits, key } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { topK, type TopKOptions } from "@rederive/lib/sort";
import { orderOf } from "../../lib/sort/order.ts";
import { selectTopK } from "../../lib/sort/select.ts";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const noise = bits(key(3), 40_000);
const strange = [0, -0, 1, -1, NaN, Infinity, -Infinity, 1e-45, -1e-45, 3e38, -3e38, 0, -0, 0.5];

const inputs: Record<string, (n: number) => HostArray> = {
  "random u32": (n) => noise.slice(0, n),
  "random i32": (n) => new Int32Array(noise.slice(0, n).buffer),
  "floats of all magnitudes, NaN of both signs": (n) => new Float32Array(noise.slice(0, n).buffer),
  "strange f32": (n) => Float32Array.from({ length: n }, (_, i) => strange[noise[i]! % 14]!),
  "few i32": (n) => Int32Array.from({ length: n }, (_, i) => noise[i]! % 3 - 1),
  "equal f32": (n) => new Float32Array(n).fill(-2.5),
  "words that differ in the lowest bit": (n) =>
    noise.slice(0, n).map((word) => 77 << 24 | word & 1),
  "sorted i32": (n) => Int32Array.from({ length: n }, (_, i) => 3 * i - 500),
  "reversed f32": (n) => Float32Array.from({ length: n }, (_, i) => 500.5 - i),
};

// Digits have 4 bits below 2048 and 8 from there on; chunks of the CPU's end at 2048 and 512. Rows
// from 4096 on are narrowed first.
const shapes = [
  { rows: 1, n: 1, ks: [1] },
  { rows: 3, n: 2, ks: [1, 2] },
  { rows: 5, n: 63, ks: [1, 63] },
  { rows: 2, n: 65, ks: [10, 64] },
  { rows: 300, n: 7, ks: [3] },
  { rows: 1, n: 1000, ks: [1, 999] },
  { rows: 2, n: 2049, ks: [50] },
  { rows: 3, n: 10_007, ks: [1, 10] },
  { rows: 1, n: 20_011, ks: [99] },
];

const wordsOf = (x: HostArray) => new Uint32Array(x.buffer, x.byteOffset, x.length);

async function checkTopK(gpu: Gpu, data: HostArray, options: TopKOptions): Promise<void> {
  const want = reference.topK(data, options);
  using x = gpu.array(data);
  const top = await topK(gpu, x, options);
  using values = top.values;
  using indices = top.indices;
  const [gotValues, gotIndices] = await gpu.readMany([values, indices]);
  const what = `k ${options.k}, ${options.rows} rows, ${data.length} elements`;
  deepEqual([...gotIndices], want, `indices, ${what}`);
  const n = data.length / options.rows!;
  const wantWords = want.map((i, at) => wordsOf(data)[Math.floor(at / options.k) * n + i]!);
  equal(values.type, x.type);
  deepEqual([...wordsOf(gotValues)], wantWords, `values, ${what}`);
}

for (const [name, make] of Object.entries(inputs)) {
  gpuTest(`topK() agrees with the oracle: ${name}`, async (gpu) => {
    for (const { rows, n, ks } of shapes) {
      for (const k of ks) await checkTopK(gpu, make(rows * n), { k, rows });
      await checkTopK(gpu, make(rows * n), { k: ks[0]!, rows, smallest: true });
    }
  }, { families: BOTH });
}

gpuTest("topK() finds 1024 of 3001", async (gpu) => {
  for (const make of [inputs["strange f32"]!, inputs["random u32"]!]) {
    await checkTopK(gpu, make(3001), { k: 1024, rows: 1 });
  }
}, { families: BOTH });

gpuTest(
  "topK() finds the first 10 of the largest among a million, most of them equal",
  async (gpu) => {
    const n = 1_000_003;
    const data = bits(key(4), n).map((word) => word >>> 24);
    const want: number[] = [];
    for (let i = 0; want.length < 10; i++) if (data[i] === 255) want.push(i);
    using x = gpu.array(data);
    const top = await topK(gpu, x, { k: 10 });
    using values = top.values;
    using indices = top.indices;
    deepEqual([...await gpu.read(indices)], want);
    deepEqual([...await gpu.read(values)], new Array(10).fill(255));
  },
  { families: BOTH },
);

gpuTest("topK() sees the ends of long rows", async (gpu) => {
  const [rows, n, k] = [128, 66_000, 3]; // a lane a row would take over 65 535 turns
  const data = new Uint32Array(rows * n);
  for (let row = 1; row <= rows; row++) data[row * n - 1] = row;
  using x = gpu.array(data);
  const top = await topK(gpu, x, { k, rows });
  using values = top.values;
  using indices = top.indices;
  const got = await gpu.readMany([values, indices]);
  deepEqual([...got[0]], Array.from({ length: rows }, (_, row) => [row + 1, 0, 0]).flat());
  deepEqual([...got[1]], Array.from({ length: rows }, () => [n - 1, 0, 1]).flat());
}, { families: BOTH });

// Small words: their first digits are found last, after a walk along all chunks for each of 256 digits.
gpuTest("topK() finds the largest of small words among over a million", async (gpu) => {
  const n = 1_200_007;
  const data = new Uint32Array(n);
  for (const [i, at] of [n - 1, 5, 700_001, 1_048_576].entries()) data[at] = 4 - i;
  const want = [n - 1, 5, 700_001, 1_048_576];
  using x = gpu.array(data);
  const order = orderOf("u32", false);
  const ways = [
    await topK(gpu, x, { k: 4 }),
    await selectTopK(gpu, x, { order, rows: 1, n, k: 4 }),
  ];
  for (const top of ways) {
    using values = top.values;
    using indices = top.indices;
    deepEqual([...await gpu.read(values)], [4, 3, 2, 1]);
    deepEqual([...await gpu.read(indices)], want);
  }
  const longer = selectTopK(gpu, x, { order, rows: 1, n: 2 ** 22 + 1, k: 4 });
  await rejects(longer, /the top 4: rows have 4194305 elements, wanted at most 4194304\nTry: topK/);
}, { families: BOTH });

gpuTest("topK() refuses what it cannot find", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using long = gpu.zeros("f32", 2000);
  await rejects(
    topK(gpu, x, { k: 4, rows: 2 }),
    /RangeError: Cannot find the top 4: rows have 3 elements, wanted an integer from 1 to 3$/,
  );
  await rejects(topK(gpu, x, { k: 0 }), /Cannot find the top 0: rows have 6 elements/);
  await rejects(topK(gpu, x, { k: 1, rows: 4 }), /6 elements in 4 rows, wanted rows of equal/);
  await rejects(topK(gpu, long, { k: 1025 }), /integer from 1 to 1024\nTry: argsort\(gpu, x,/);
});
