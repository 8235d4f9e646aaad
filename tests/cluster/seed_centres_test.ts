import { deepStrictEqual as deepEqual, ok, rejects } from "node:assert/strict";
import { seedCentres } from "@rederive/lib/cluster";
import { foldIn, key } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

/** Which of the points each row is: the first that equals it. */
function findRows(rows: Float32Array, points: Float32Array, width: number): number[] {
  const nameOf = (from: Float32Array, row: number) =>
    from.subarray(row * width, (row + 1) * width).join();
  const names = Array.from({ length: points.length / width }, (_, p) => nameOf(points, p));
  return Array.from({ length: rows.length / width }, (_, r) => names.indexOf(nameOf(rows, r)));
}

// Largest error of a score, twice (tests/sampling/categorical_test.ts), and of log w: distances have a
// relative error of gamma(width + 2) < 1e-5 here.
const SLACK = 2 * (1.8e-5 + 1e-5);

for (
  const [n, width, k] of [[1, 1, 1], [63, 2, 5], [65, 3, 65], [1000, 4, 8], [257, 65, 20]] as const
) {
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(
      `seedCentres() draws ${k} of ${n} points of ${width} as the oracle does, ${regime}`,
      async (gpu) => {
        const points = Float32Array.from({ length: n * width }, (_, i) => at(i));
        using x = gpu.array(points);
        using centres = await seedCentres(gpu, x, { width, k, key: key(7) });
        const got = await gpu.read(centres);
        const chosen = findRows(got, points, width);
        ok(chosen.every((p) => p >= 0), `centres are points: ${chosen}`);
        let weights = new Array<number>(n).fill(1);
        for (let place = 0; place < k; place++) {
          const logs = weights.map((weight) => Math.max(Math.log(weight), -1e30));
          const options = { key: foldIn(key(7), place), draw: 0 };
          const scores = reference.categoricalScores(logs, options);
          const [own, best] = [scores[chosen[place]!]!, Math.max(...scores)];
          ok(own >= best - SLACK, `draw ${place}: ${own}, best ${best}`);
          const values = got.slice(place * width, (place + 1) * width);
          const fresh = reference.squaredDistances(points, { values, width }).flat();
          weights = place === 0 ? fresh : fresh.map((d, p) => Math.min(d, weights[p]!));
        }
      },
      { families: BOTH },
    );
  }
}

gpuTest("seedCentres() follows the law of squared distances", async (gpu) => {
  // From 0 the others are chosen as 1 : 4 : 25; from elsewhere likewise.
  const points = [0, 1, 2, 5];
  using x = gpu.array(Float32Array.from(points));
  const [counts, runs] = [new Map<string, number>(), 1000];
  for (let seed = 0; seed < runs; seed++) {
    using centres = await seedCentres(gpu, x, { width: 1, k: 2, key: key(seed) });
    const pair = (await gpu.read(centres)).join();
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let chi = 0;
  for (const a of points) {
    const total = points.reduce((sum, b) => sum + (a - b) ** 2, 0);
    for (const b of points.filter((each) => each !== a)) {
      const want = runs / 4 * (a - b) ** 2 / total;
      chi += ((counts.get(`${a},${b}`) ?? 0) - want) ** 2 / want;
    }
  }
  ok(chi < 31.3, `chi-square ${chi}`); // 99.9 % point at 11 degrees of freedom
});

gpuTest(
  "seedCentres() chooses points twice where there are too few, and refuses more",
  async (gpu) => {
    using same = gpu.array(new Float32Array(6).fill(2));
    using centres = await seedCentres(gpu, same, { width: 2, k: 3, key: key(0) });
    deepEqual([...await gpu.read(centres)], [2, 2, 2, 2, 2, 2]);
    await rejects(
      seedCentres(gpu, same, { width: 2, k: 4, key: key(0) }),
      /RangeError: Cannot choose first centres: k is 4, wanted an integer from 1 to the 3 points/,
    );
    await rejects(seedCentres(gpu, same, { width: 2, k: 0.5, key: key(0) }), /k is 0.5, wanted/);
  },
);
