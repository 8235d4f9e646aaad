import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { key, randomUniform } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { binEdges, histogram } from "@rederive/lib/statistics";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const sizes = [0, 1, 63, 64, 65, 1000, 10_007];
const floats = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => [0, -0, 1, -1, NaN, Infinity, -Infinity, 0.1, 0.3, 1e-45, 0.7][i % 11]!,
};

for (const [name, at] of Object.entries(floats)) {
  for (
    const [bins, low, high] of [[1, 0, 1], [10, 0, 1], [7, -0.3, 0.9], [256, -1, 1], [4096, -1, 1]]
  ) {
    gpuTest(`histogram() counts floats as the oracle does, ${name}, ${bins} bins`, async (gpu) => {
      const options = { bins: bins!, low: low!, high: high! };
      for (const n of sizes) {
        const data = Float32Array.from({ length: n }, (_, i) => at(i));
        using x = gpu.array(data);
        using counts = await histogram(gpu, x, options);
        const want = reference.histogram(data, binEdges("f32", options));
        deepEqual([...await gpu.read(counts)], want);
      }
    }, { families: BOTH });
  }
}

const words = {
  flat: (i: number) => Math.imul(i, 2654435761) >>> 0,
  spiky: (i: number) => [0, 2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1, 7, 8, 9][i % 7]!,
};

for (const [name, at] of Object.entries(words)) {
  for (
    const [bins, low, high] of [[1, 0, 2 ** 32], [256, 0, 2 ** 32], [1000, 0, 2 ** 32], [3, 7, 9]]
  ) {
    gpuTest(`histogram() counts words as the oracle does, ${name}, ${bins} bins`, async (gpu) => {
      const options = { bins: bins!, low: low!, high: high! };
      for (const n of sizes) {
        const data = Uint32Array.from({ length: n }, (_, i) => at(i));
        using x = gpu.array(data);
        using counts = await histogram(gpu, x, options);
        const edges = [...binEdges("u32", options)];
        edges[edges.length - 1]! += 1; // inclusive there
        deepEqual([...await gpu.read(counts)], reference.histogram(data, edges));
      }
    }, { families: BOTH });
  }
}

gpuTest("histogram() counts each value on an edge into the bin above it", async (gpu) => {
  const options = { bins: 10, low: 0, high: 1 };
  const edges = binEdges("f32", options) as Float32Array<ArrayBuffer>;
  using x = gpu.array(edges);
  using counts = await histogram(gpu, x, options);
  deepEqual([...await gpu.read(counts)], new Array<number>(10).fill(1));
}, { families: BOTH });

gpuTest("histogram() loses none of a million uniforms", async (gpu) => {
  const n = 1_000_003;
  using x = await randomUniform(gpu, key(5), n);
  using counts = await histogram(gpu, x, { bins: 64, low: 0, high: 1 });
  const got = await gpu.read(counts);
  equal(got.reduce((sum, count) => sum + count, 0), n);
  const chi = got.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
  equal(chi < 103.4, true, `chi-square ${chi}`); // 99.9 % point at 63 degrees of freedom
}, { families: BOTH });

// Here floats are 1/16 apart, 256 bins: from where it is placed, a value walks 255 of them to its own.
gpuTest("histogram() finds the bins of many values far from where they are placed", async (gpu) => {
  const options = { bins: 4096, low: 1e6 + 0.0313, high: 1e6 + 1.0313 };
  const data = Float32Array.from({ length: 1_300_001 }, (_, i) => 1e6 + (i * i % 17) / 16);
  using x = gpu.array(data);
  using counts = await histogram(gpu, x, options);
  const want = new Array<number>(options.bins).fill(0);
  for (const [value, { length }] of Map.groupBy(data, (value) => value)) {
    const alone = reference.histogram([value], binEdges("f32", options)).indexOf(1);
    if (alone >= 0) want[alone]! += length;
  }
  const got = await gpu.read(counts);
  const wrong = got.findIndex((count, bin) => count !== want[bin]);
  equal(wrong, -1, `bin ${wrong} has ${got[wrong]}, wanted ${want[wrong]}`);
}, { families: BOTH });

gpuTest("histogram() refuses bins it cannot make", async (gpu) => {
  using x = gpu.zeros("f32", 3);
  const bad = (bins: number, low: number, high: number) => histogram(gpu, x, { bins, low, high });
  await rejects(
    bad(4097, 0, 1),
    /RangeError: Cannot make 4097 bins: wanted an integer from 1 to 4096/,
  );
  await rejects(bad(3, 1, 1), /Cannot make bins from 1 to 1: wanted f32, low below high/);
  throws(() => binEdges("u32", { bins: 2, low: 0.5, high: 9 }), /from 0.5 to 9: wanted u32/);
});
