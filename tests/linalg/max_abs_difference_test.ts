import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { maxAbsDifference } from "@rederive/lib/linalg";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => 1e30 * Math.sin(i * i) ** 51,
};

for (const n of [0, 1, 2, 3, 4, 5, 63, 64, 65, 1000, 4093, 300_007]) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(`maxAbsDifference() finds the largest of ${n}, ${name}`, async (gpu) => {
      const a = Float32Array.from({ length: n }, (_, i) => at(i));
      const b = Float32Array.from({ length: n }, (_, i) => at(i * 3 + 1));
      using x = gpu.array(a);
      using y = gpu.array(b);
      // f32 subtraction rounds once, and rounding keeps order, so the result is the rounded maximum
      const differences = Array.from(a, (value, i) => Math.abs(Math.fround(value - b[i]!)));
      const { max, index } = await maxAbsDifference(gpu, x, y);
      equal(max, differences.reduce((p, q) => Math.max(p, q), 0));
      equal(n === 0 ? index : differences[index], n === 0 ? -1 : max);
    }, { families: BOTH });
  }
}

gpuTest("maxAbsDifference() sees the very last element alone", async (gpu) => {
  for (const n of [1, 2, 3, 4, 5, 63, 64, 65, 4093]) {
    const a = new Float32Array(n);
    a[n - 1] = -1;
    using x = gpu.array(a);
    using y = gpu.zeros("f32", n);
    deepEqual(await maxAbsDifference(gpu, x, y), { max: 1, index: n - 1 });
  }
}, { families: BOTH });

gpuTest("maxAbsDifference() loses neither NaN nor infinities", async (gpu) => {
  const difference = async (a: number[], b: number[]) => {
    using x = gpu.array(Float32Array.from(a));
    using y = gpu.array(Float32Array.from(b));
    return await maxAbsDifference(gpu, x, y);
  };
  deepEqual(await difference([1, NaN, 9], [1, 2, 0]), { max: NaN, index: 1 });
  deepEqual(await difference([1, 2, 9], [1, NaN, 0]), { max: NaN, index: 1 });
  deepEqual(await difference([1, Infinity], [0, 2]), { max: Infinity, index: 1 });
  deepEqual(await difference([Infinity, 3], [-Infinity, 2]), { max: Infinity, index: 0 });
  deepEqual(await difference([Infinity, -Infinity], [Infinity, -Infinity]), { max: 0, index: -1 });
  deepEqual(await difference([0, 5], [-0, 5]), { max: 0, index: -1 });
}, { families: BOTH });

gpuTest("maxAbsDifference() refuses different lengths", async (gpu) => {
  using x = gpu.zeros("f32", 3);
  using y = gpu.zeros("f32", 4);
  await rejects(maxAbsDifference(gpu, x, y), /Cannot subtract arrays: 3 elements and 4/);
});
