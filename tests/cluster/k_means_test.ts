import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { kMeans } from "@rederive/lib/cluster";
import { key, stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

/** `n` points around each of some places far apart from each other. */
function blobs(places: readonly (readonly number[])[], n: number): Float32Array<ArrayBuffer> {
  const draw = stream(4);
  return Float32Array.from(
    places.flatMap((place) => Array.from({ length: n }, () => place).flat()),
    (at) => at + draw.normal(),
  );
}

/** Sum of squared distances to the means of the parts. */
function inertiaOf(points: ArrayLike<number>, width: number, labels: readonly number[]): number {
  const means = reference.clusterMeans({ values: points, width }, labels, Math.max(...labels) + 1);
  return labels.reduce((sum, label, p) => {
    const own = Array.from({ length: width }, (_, i) => points[p * width + i]!);
    return sum + own.reduce((d, v, i) => d + (v - means[label]![i]!) ** 2, 0);
  }, 0);
}

for (const width of [2, 3, 4]) {
  gpuTest(`kMeans() finds blobs far apart, width ${width}`, async (gpu) => {
    const places = [[0, 0, 0, 0], [60, 0, 9, 5], [0, 60, 5, 1], [60, 60, 0, 0], [30, 30, 30, 30]]
      .map((place) => place.slice(0, width));
    const data = blobs(places, 101);
    using points = gpu.array(data);
    using found = await kMeans(gpu, points, { width, k: 5, key: key(3) });
    const { centres, labels, counts, distances } = found;
    const got = await gpu.readMany([centres, labels, counts, distances]);
    deepEqual([...got[2]], [101, 101, 101, 101, 101]);
    for (let blob = 0; blob < 5; blob++) {
      equal(new Set(got[1].subarray(blob * 101, (blob + 1) * 101)).size, 1, `blob ${blob}`);
    }
    const means = reference.clusterMeans({ values: data, width }, got[1], 5).flat() as number[];
    // sums of 101 numbers below 70 and a division good to 5 roundings
    assertClose(got[0], means, { abs: 70 * gamma(106), rel: 0 });
    const inertia = inertiaOf(data, width, [...got[1]]);
    // of each distance gamma(width + 2), of its centre's error at most 2 * 10 * 70 gamma(106) a
    // number, and of the sum gamma(505)
    assertClose([found.inertia], [inertia], {
      abs: 505 * width * 20 * 70 * gamma(106),
      rel: gamma(510 + width),
    });
    equal(found.converged, true);
  }, { families: BOTH });
}

gpuTest(
  "kMeans() of many keys reaches the best of all partitions, and never beats it",
  async (gpu) => {
    const [n, width, k] = [9, 2, 3];
    const draw = stream(12);
    const data = Float32Array.from({ length: n * width }, () => draw.normal());
    let best = Infinity;
    for (let code = 0; code < k ** n; code++) {
      const labels = Array.from({ length: n }, (_, p) => Math.floor(code / k ** p) % k);
      if (new Set(labels).size === k) best = Math.min(best, inertiaOf(data, width, labels));
    }
    using points = gpu.array(data);
    const inertias: number[] = [];
    for (let seed = 0; seed < 20; seed++) {
      using found = await kMeans(gpu, points, { width, k, key: key(seed) });
      inertias.push(found.inertia);
    }
    // distances and their sum, and centres as above: numbers below 4, 9 of them
    const slack = n * width * 8 * 4 * gamma(n + 5) + best * gamma(n + width + 2);
    ok(inertias.every((inertia) => inertia >= best - slack), `${inertias}, best ${best}`);
    ok(inertias.some((inertia) => inertia <= best + slack), `${inertias}, best ${best}`);
  },
);

gpuTest("kMeans() never lets the inertia grow, and ends where nothing moves", async (gpu) => {
  const [n, width, k] = [2000, 3, 20];
  const draw = stream(8);
  const data = Float32Array.from({ length: n * width }, () => draw.uniform());
  using points = gpu.array(data);
  using first = gpu.array(data.slice(0, k * width));
  using found = await kMeans(gpu, points, { width, k, centres: first, iterations: 500 });
  const { inertias, converged } = found;
  equal(converged, true);
  ok(inertias.length > 5, `${inertias.length} assignments`);
  for (const [i, inertia] of inertias.entries()) {
    // Each is off by the rounding of distances and of their sum.
    const slack = gamma(n + width + 2) * inertia;
    if (i > 0) ok(inertia <= inertias[i - 1]! + 2 * slack, `${inertias[i - 1]} then ${inertia}`);
  }
  const { labels, centres } = found;
  const [ends, rest] = await gpu.readMany([labels, centres]);
  const means = reference.clusterMeans({ values: data, width }, ends, k).flat() as number[];
  assertClose(rest, means, { abs: gamma(n + 5), rel: 0 });
}, { families: BOTH });

gpuTest(
  "kMeans() keeps the centre of an empty cluster, and stops when it is told to",
  async (gpu) => {
    using points = gpu.array(Float32Array.of(0, 1, 10, 11));
    using centres = gpu.array(Float32Array.of(0, 100, 19));
    using found = await kMeans(gpu, points, { width: 1, k: 3, centres });
    deepEqual([...await gpu.read(found.centres)], [0.5, 100, 10.5]);
    deepEqual([...await gpu.read(found.counts)], [2, 0, 2]);
    deepEqual(found.inertias, [0 + 1 + 81 + 64, 1, 1]);
    using none = await kMeans(gpu, points, { width: 1, k: 3, centres, iterations: 0 });
    deepEqual([...await gpu.read(none.centres)], [0, 100, 19]);
    deepEqual([...await gpu.read(none.labels)], [0, 0, 2, 2]);
    equal(none.converged, false);
    // centres move by 0.5 and 8.5
    using rough = await kMeans(gpu, points, { width: 1, k: 3, centres, tolerance: 8.5 });
    equal(rough.inertias.length, 2);
    equal(rough.converged, true);
  },
  { families: BOTH },
);

gpuTest("kMeans() gives the same bits under the same key", async (gpu) => {
  const draw = stream(2);
  using points = gpu.array(Float32Array.from({ length: 3000 }, () => draw.normal()));
  const runs = [];
  for (let run = 0; run < 2; run++) {
    using found = await kMeans(gpu, points, { width: 3, k: 9, key: key(6) });
    runs.push([found.inertias, await gpu.readMany([found.centres, found.labels])]);
  }
  deepEqual(runs[0], runs[1]);
}, { families: BOTH });

gpuTest("kMeans() refuses what it cannot do", async (gpu) => {
  using points = gpu.zeros("f32", 6);
  const options = { width: 2, k: 2, key: key(0) };
  await rejects(
    kMeans(gpu, points, { width: 2, k: 2 }),
    /TypeError: Cannot cluster: there are neither a key nor first centres, wanted one of them/,
  );
  await rejects(
    kMeans(gpu, points, { ...options, centres: points }),
    /there are both a key and first centres, wanted one of them/,
  );
  await rejects(
    kMeans(gpu, points, { width: 2, k: 2, centres: points }),
    /centres has 6 elements, wanted \(K, D\) = \(2, 2\)/,
  );
  await rejects(
    kMeans(gpu, points, { ...options, iterations: -1 }),
    /-1 iterations, wanted an int/,
  );
  await rejects(kMeans(gpu, points, { ...options, tolerance: NaN }), /tolerance is NaN, wanted a/);
  await rejects(
    kMeans(gpu, points, { ...options, k: 4 }),
    /k is 4, wanted an integer from 1 to the 3/,
  );
});
