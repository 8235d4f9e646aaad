import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { assignClusters } from "@rederive/lib/cluster";
import { type Gpu, openGpu } from "@rederive/lib/gpu";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  "far from 0": (i: number) => 1000 + Math.sin(i * 7),
};

// Points, centres, width: ragged, tiles of 8 centres and 32 or 512 points that end early, stages of
// 16 vectors that end early.
const shapes = [
  [1, 1, 1],
  [63, 2, 2],
  [64, 8, 3],
  [65, 9, 4],
  [1000, 7, 5],
  [1009, 30, 3],
  [130, 65, 64],
  [33, 17, 67],
  [513, 3, 130],
] as const;

async function assign(
  gpu: Gpu,
  points: Float32Array<ArrayBuffer>,
  centres: number[],
  width: number,
) {
  using x = gpu.array(points);
  using c = gpu.array(Float32Array.from(centres));
  const made = await assignClusters(gpu, x, c, { width });
  using labels = made.labels;
  using distances = made.distances;
  return await gpu.readMany([labels, distances]);
}

async function check(gpu: Gpu, [n, k, width]: readonly number[], at: (i: number) => number) {
  const points = Float32Array.from({ length: n! * width! }, (_, i) => at(i));
  const centres = Array.from({ length: k! * width! }, (_, i) => Math.fround(at(5 * i + 3)));
  const [labels, distances] = await assign(gpu, points, centres, width!);
  const table = reference.squaredDistances(points, { values: centres, width: width! });
  // One rounding of a difference counts twice when it is squared, one of the square, and width - 1 of
  // sums, all of the same sign.
  const relative = gamma(width! + 2);
  const nearest = table.map((row) => Math.min(...row));
  assertClose(distances, nearest, { abs: 0, rel: relative });
  for (const [p, label] of labels.entries()) {
    const chosen = table[p]![label]!;
    ok(
      chosen * (1 - relative) <= nearest[p]! * (1 + relative),
      `point ${p} went to centre ${label} at ${chosen}, the nearest is at ${nearest[p]}`,
    );
  }
}

for (const shape of shapes) {
  const [n, k, width] = shape;
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(
      `assignClusters() finds the nearest of ${k} centres for ${n} points of ${width}, ${regime}`,
      (gpu) => check(gpu, shape, at),
      { families: BOTH },
    );
  }
}

Deno.test("assignClusters() needs no subgroups", async () => {
  await using gpu = await openGpu({ family: "cpu", subgroups: false });
  for (const shape of [[65, 9, 4], [33, 17, 67]]) await check(gpu, shape, inputs.flat);
});

gpuTest("assignClusters() gives points between centres to the first of them", async (gpu) => {
  // small integers: every distance is exact, and many are equal
  const points = Float32Array.from(
    { length: 2 * 49 },
    (_, i) => Math.floor(i / (i % 2 ? 2 : 14)) % 7,
  );
  const centres = [3, 3, 0, 0, 6, 6, 0, 6, 6, 0, 3, 3, 1, 1, 5, 5, 3, 0, 3, 6, 0, 0];
  const [labels, distances] = await assign(gpu, points, centres, 2);
  const table = reference.squaredDistances(points, { values: centres, width: 2 });
  deepEqual([...distances], table.map((row) => Math.min(...row)));
  deepEqual([...labels], table.map((row) => row.indexOf(Math.min(...row))));
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns in all: 3 751 tiles of 16 vectors are too many
gpuTest("assignClusters() sees the last of more centres than a loop may turn", async (gpu) => {
  const [k, width] = [30_001, 64];
  const filled = (value: number) => new Array<number>(width).fill(value);
  const centres = new Float32Array(k * width).fill(9);
  centres.set(filled(1), (k - 2) * width);
  centres.set(filled(5), 10_000 * width);
  using x = gpu.array(Float32Array.from([...filled(0), ...filled(5), ...filled(7)]));
  using c = gpu.array(centres);
  const made = await assignClusters(gpu, x, c, { width });
  using labels = made.labels;
  using distances = made.distances;
  deepEqual([...await gpu.read(labels)], [k - 2, 10_000, 0]);
  deepEqual([...await gpu.read(distances)], [width, 0, 4 * width]);
});

gpuTest("assignClusters() of no points is nothing; what does not fit is refused", async (gpu) => {
  const [labels, distances] = await assign(gpu, new Float32Array(0), [1, 2], 2);
  equal(labels.length + distances.length, 0);
  const points = new Float32Array(6);
  await rejects(
    assign(gpu, points, [], 2),
    /RangeError: Cannot assign points to clusters: there are 0 centres, wanted at least 1/,
  );
  await rejects(
    assign(gpu, points, [1, 2, 3], 2),
    /Cannot assign points to clusters: centres has 3 elements, wanted rows of 2/,
  );
  await rejects(assign(gpu, points, [1], 4), /points has 6 elements, wanted rows of 4/);
  await rejects(assign(gpu, points, [1], 0), /width is 0, wanted an integer from 1 to 65536/);
});
