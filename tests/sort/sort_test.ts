import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import type { Gpu, HostArray } from "@rederive/lib/gpu";
import { bits, key } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { argsort, sort, sortPairs } from "@rederive/lib/sort";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

// Tiles of the GPU's end at 2048, chunks of the CPU's at 512: both sides of each, and primes.
const sizes = [0, 1, 2, 63, 64, 65, 511, 513, 1000, 2047, 2049, 10_007];

const noise = bits(key(3), 10_007);
const strange = [0, -0, 1, -1, NaN, Infinity, -Infinity, 1e-45, -1e-45, 3e38, -3e38, 0, -0, 0.5];
const integers = [0, 1, 255, 256, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 7, 7, 2 ** 24, 2 ** 16];

const inputs: Record<string, (n: number) => HostArray> = {
  "random u32": (n) => noise.slice(0, n),
  "random i32": (n) => new Int32Array(noise.slice(0, n).buffer),
  "floats of all magnitudes, NaN of both signs": (n) => new Float32Array(noise.slice(0, n).buffer),
  "strange f32": (n) => Float32Array.from({ length: n }, (_, i) => strange[noise[i]! % 14]!),
  "edges of u32": (n) => Uint32Array.from({ length: n }, (_, i) => integers[noise[i]! % 11]!),
  "edges of i32": (n) => Int32Array.from({ length: n }, (_, i) => integers[noise[i]! % 11]!),
  "two keys only": (n) => Uint32Array.from({ length: n }, (_, i) => noise[i]! % 2),
  "equal f32": (n) => new Float32Array(n).fill(-2.5),
  "sorted i32": (n) => Int32Array.from({ length: n }, (_, i) => 3 * i - 500),
  "reversed f32": (n) => Float32Array.from({ length: n }, (_, i) => 500.5 - i),
};

/** The words under numbers: -0 is not 0, and NaN is which NaN it was. */
const wordsOf = (x: HostArray) => new Uint32Array(x.buffer, x.byteOffset, x.length);

async function checkSorts(gpu: Gpu, data: HostArray, options = {}): Promise<void> {
  const want = reference.argsort(data, options);
  const wantWords = want.map((i) => wordsOf(data)[i]!);
  using keys = gpu.array(data);
  using sorted = await sort(gpu, keys, options);
  using positions = await argsort(gpu, keys, options);
  using values = gpu.array(Float32Array.from(data, (_, i) => i + 0.5));
  const pairs = await sortPairs(gpu, { keys, values }, options);
  using sortedKeys = pairs.keys;
  using sortedValues = pairs.values;
  const got = await gpu.readMany([keys, sorted, positions, sortedKeys, sortedValues]);
  deepEqual(wordsOf(got[0]), wordsOf(data), "the input changed");
  equal(sorted.type, keys.type);
  deepEqual([...wordsOf(got[1])], wantWords, `keys of ${data.length}`);
  deepEqual([...got[2]], want, `positions of ${data.length}`);
  deepEqual([...wordsOf(got[3])], wantWords, `keys beside values of ${data.length}`);
  deepEqual([...got[4]], want.map((i) => i + 0.5), `values of ${data.length}`);
}

for (const [name, make] of Object.entries(inputs)) {
  gpuTest(`sort(), sortPairs() and argsort() agree with the oracle: ${name}`, async (gpu) => {
    for (const n of sizes) await checkSorts(gpu, make(n));
    for (const n of [0, 65, 2049]) await checkSorts(gpu, make(n), { descending: true });
  }, { families: BOTH });
}

const cuts: Record<string, (n: number) => number[]> = {
  one: (n) => [0, n],
  "two and empty ones": (n) => [0, 0, 0, n >> 1, n >> 1, n, n],
  "one an element": (n) => Array.from({ length: n + 1 }, (_, i) => i),
  ragged: (n) =>
    [0, ...Array.from({ length: 40 }, (_, i) => (i * i * i) % 997 % (n + 1)), n].sort((a, b) =>
      a - b
    ),
};

for (const [name, cut] of Object.entries(cuts)) {
  gpuTest(`segments are sorted apart: ${name}`, async (gpu) => {
    for (const n of [0, 1, 65, 1000, 4099]) {
      for (
        const make of [inputs["strange f32"]!, inputs["two keys only"]!, inputs["random i32"]!]
      ) {
        await checkSorts(gpu, make(n), { segments: cut(n) });
        await checkSorts(gpu, make(n), { segments: Uint32Array.from(cut(n)), descending: true });
      }
    }
  }, { families: BOTH });
}

gpuTest("a million keys of 1000 kinds are sorted, stably", async (gpu) => {
  const n = 1_000_003;
  const data = bits(key(4), n).map((word) => word % 1000 * 4_294_967);
  using keys = gpu.array(data);
  using positions = await argsort(gpu, keys);
  using sorted = await sort(gpu, keys);
  const got = await gpu.read(positions);
  deepEqual(await gpu.read(sorted), data.toSorted());
  // A permutation that ascends by (key, position) is the only one that does.
  equal(new Set(got).size, n);
  let wrong = 0;
  for (let i = 1; i < n; i++) {
    const [a, b] = [got[i - 1]!, got[i]!];
    if (data[a]! > data[b]! || (data[a] === data[b] && a > b)) wrong++;
  }
  equal(wrong, 0);
}, { families: BOTH });

gpuTest("eight million keys are sorted, the last ones too", async (gpu) => {
  const data = bits(key(6), 8_500_003); // 128 lanes would take over 65 535 turns each
  using keys = gpu.array(data);
  using sorted = await sort(gpu, keys);
  const got = await gpu.read(sorted);
  const want = data.toSorted();
  equal(got.findIndex((each, i) => each !== want[i]), -1);
});

gpuTest("sorting refuses what it cannot sort", async (gpu) => {
  using keys = gpu.array(Uint32Array.of(1, 2, 3));
  using values = gpu.zeros("f32", 2);
  await rejects(
    sortPairs(gpu, { keys, values }),
    /RangeError: Cannot sort: 3 keys and 2 values, wanted a value a key/,
  );
  for (const segments of [[], [1, 3], [0, 2], [0, 2, 1, 3], [0, 0.5, 3]]) {
    await rejects(
      argsort(gpu, keys, { segments }),
      /RangeError: Cannot sort segments: offsets begin at .* wanted integers ascending from 0 to 3/,
    );
  }
});
