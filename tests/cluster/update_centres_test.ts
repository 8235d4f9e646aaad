import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { updateCentres } from "@rederive/lib/cluster";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

const shapes = [[0, 2, 3], [1, 1, 1], [63, 5, 2], [64, 3, 64], [65, 70, 5], [1009, 30, 3], [
  5003,
  4,
  8,
]] as const;

for (const [n, k, width] of shapes) {
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(
      `updateCentres() takes the means of ${n} points of ${width} in ${k} clusters, ${regime}`,
      async (gpu) => {
        const draw = stream(n + k);
        // one label in ten is of no cluster, and cluster 1 is empty
        const labels = Uint32Array.from({ length: n }, () => {
          const label = draw.integer(10) === 0 ? k + draw.integer(3) : draw.integer(k);
          return label === 1 ? k : label;
        });
        const points = Float32Array.from({ length: n * width }, (_, i) => at(i));
        const old = Float32Array.from({ length: k * width }, (_, i) => at(3 * i));
        using x = gpu.array(points);
        using labelsHere = gpu.array(labels);
        using previous = gpu.array(old);
        const options = { width, labels: labelsHere, centres: previous };
        const made = await updateCentres(gpu, x, options);
        using centres = made.centres;
        using counts = made.counts;
        const [got, sizes] = await gpu.readMany([centres, counts]);
        const want = Array.from({ length: k }, (_, c) => labels.filter((l) => l === c).length);
        deepEqual([...sizes], want);
        const means = reference.clusterMeans({ values: points, width }, labels, k);
        const kept = (c: number) => [...old.subarray(c * width, (c + 1) * width)];
        const spread = reference.clusterMeans({ values: points.map(Math.abs), width }, labels, k);
        // n roundings of sums at most, and a division good to 2.5 ulp: 5 roundings' worth
        assertClose(got, means.flatMap((mean, c) => mean ?? kept(c)), {
          abs: spread.flatMap((mean, c) =>
            mean?.map((v) => gamma(want[c]! + 5) * v) ?? new Array<number>(width).fill(0)
          ),
          rel: 0,
        });
      },
      { families: BOTH },
    );
  }
}

gpuTest("updateCentres() gives the same bits twice", async (gpu) => {
  const [n, k, width] = [5000, 7, 6];
  using x = gpu.array(Float32Array.from({ length: n * width }, (_, i) => inputs.spiky(i)));
  using labels = gpu.array(Uint32Array.from({ length: n }, (_, i) => i * i % k));
  using old = gpu.zeros("f32", k * width);
  const first = await updateCentres(gpu, x, { width, labels, centres: old });
  const second = await updateCentres(gpu, x, { width, labels, centres: old });
  const [a, b] = await gpu.readMany([first.centres, second.centres]);
  deepEqual(a, b);
  for (const { centres, counts } of [first, second]) {
    centres[Symbol.dispose]();
    counts[Symbol.dispose]();
  }
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns in all; 128 chunks of 5 M points are 39 063 each
gpuTest("updateCentres() counts more points than a loop may turn", async (gpu) => {
  const n = 5_000_003;
  using x = gpu.array(new Float32Array(n).fill(1));
  using labels = gpu.zeros("u32", n);
  using old = gpu.array(Float32Array.of(7));
  const { centres, counts } = await updateCentres(gpu, x, { width: 1, labels, centres: old });
  using _ = centres;
  using __ = counts;
  deepEqual([...await gpu.read(counts)], [n]);
  deepEqual([...await gpu.read(centres)], [1]);
}, { families: BOTH });

gpuTest(
  "updateCentres() without clusters is nothing; what does not fit is refused",
  async (gpu) => {
    using x = gpu.zeros("f32", 6);
    using labels = gpu.zeros("u32", 3);
    using none = gpu.zeros("f32", 0);
    const { centres, counts } = await updateCentres(gpu, x, { width: 2, labels, centres: none });
    using _ = centres;
    using __ = counts;
    equal(centres.length + counts.length, 0);
    using few = gpu.zeros("u32", 2);
    await rejects(
      updateCentres(gpu, x, { width: 2, labels: few, centres: none }),
      /Cannot update centres: points has 6 elements, wanted \(N, D\) = \(2, 2\), as there are 2 labels/,
    );
    await rejects(
      updateCentres(gpu, x, { width: 4, labels, centres: x }),
      /centres has 6 elements, wanted \(K, D\) with D = 4/,
    );
  },
);
