import assert from "node:assert/strict";
import { chamferDistance } from "@rederive/lib/alignment";
import { gamma } from "@rederive/lib/check";
import { gpuTest } from "../gpu/with_gpu.ts";

const cloud = (count: number, at: (i: number) => number) =>
  Float32Array.from({ length: 3 * count }, (_, i) => at(i));

/** Mean distance to the nearest, every one tried, in f64. */
function meanNearest(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 3) {
    let least = Infinity;
    for (let j = 0; j < b.length; j += 3) {
      least = Math.min(
        least,
        Math.hypot(a[i]! - b[j]!, a[i + 1]! - b[j + 1]!, a[i + 2]! - b[j + 2]!),
      );
    }
    sum += least;
  }
  return sum / (a.length / 3);
}

const inputs = {
  flat: (i: number) => Math.sin(i * i),
  spiky: (i: number) => 1e3 * Math.sin(i) ** 9,
};

for (const [n, m] of [[1, 1], [1, 65], [63, 64], [131, 1000]] as const) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(
      `chamferDistance() matches every pair tried in f64 at ${n} and ${m}, ${name}`,
      async (gpu) => {
        const [a, b] = [cloud(n, at), cloud(m, (i) => at(i + 0.5))];
        using estimated = gpu.array(a);
        using truth = gpu.array(b);
        const got = await chamferDistance(gpu, estimated, truth);
        const want = { accuracy: meanNearest(a, b), completeness: meanNearest(b, a) };
        // half of the square's gamma(5), which also tells how near a wrong neighbour must be
        assert(Math.abs(got.accuracy - want.accuracy) <= gamma(5) * want.accuracy);
        assert(Math.abs(got.completeness - want.completeness) <= gamma(5) * want.completeness);
        assert.equal(got.chamfer, (got.accuracy + got.completeness) / 2);
      },
    );
  }
}

gpuTest("chamferDistance() of a cloud from itself is 0", async (gpu) => {
  using a = gpu.array(cloud(50, Math.cos));
  assert.deepEqual(await chamferDistance(gpu, a, a), { accuracy: 0, completeness: 0, chamfer: 0 });
});

gpuTest("chamferDistance() refuses what is no cloud", async (gpu) => {
  using four = gpu.array(new Float32Array(4));
  using three = gpu.array(new Float32Array(3));
  await assert.rejects(chamferDistance(gpu, four, three), {
    name: "RangeError",
    message:
      "Cannot compare clouds: estimated has 4 numbers, wanted (N, 3) with at least one point",
  });
});
