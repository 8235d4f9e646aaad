import assert from "node:assert/strict";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { lookAt, pinhole, project } from "@rederive/lib/camera";
import {
  drawMatches,
  drawSegment,
  drawView,
  lookUp,
  matchFast,
  pixelGrid,
  reciprocalPairs,
  searchBothWays,
  tablesOf,
  truePairs,
} from "@rederive/lib/matching";
import { key, normal, stream } from "@rederive/lib/random";
import { randomRoom, readViews, type SceneView } from "@rederive/lib/scene";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (x: number) => x,
  spiky: (x: number) => 30 * x ** 3,
};

/** Squared distances of all rows, in f64. */
function distancesOf(a: Float32Array, b: Float32Array, width: number): number[][] {
  const row = (x: Float32Array, i: number) => [...x.subarray(i * width, (i + 1) * width)];
  return Array.from(
    { length: a.length / width },
    (_, i) =>
      Array.from(
        { length: b.length / width },
        (_, j) => row(a, i).reduce((sum, x, k) => sum + (x - row(b, j)[k]!) ** 2, 0),
      ),
  );
}

for (const [n, m, width] of [[1, 1, 1], [63, 65, 3], [64, 1, 24], [131, 127, 5]] as const) {
  for (const [kind, shape] of Object.entries(inputs)) {
    gpuTest(`searches find the nearest both ways at ${n} and ${m}, ${kind}`, async (gpu) => {
      const a = normal(key(n), n * width).map(shape);
      const b = normal(key(m + 7), m * width).map(shape);
      using searches = searchBothWays(gpu, [a, b], { width });
      const { there, back } = await tablesOf(searches);
      equal(searches.compared(), 2 * n * m);
      const distances = distancesOf(a, b, width);
      // squared distances of f32 err by gamma(width + 2), at most 26 roundings of 2^-24, each of two
      const isLeast = (own: number, all: number[]) => own <= Math.min(...all) * (1 + 4e-6);
      equal(there.length, n);
      equal(back.length, m);
      for (const [i, j] of there.entries()) assert(isLeast(distances[i]![j]!, distances[i]!));
      for (const [j, i] of back.entries()) {
        assert(isLeast(distances[i]![j]!, distances.map((row) => row[j]!)));
      }
    }, { families: BOTH });
  }
}

gpuTest("of equally near descriptors the first is found, both ways", async (gpu) => {
  const same = new Float32Array(2 * 40).fill(0.5);
  using searches = searchBothWays(gpu, [same, same], { width: 2 });
  const { there, back } = await tablesOf(searches);
  deepEqual([...new Set([...there, ...back])], [0]);
});

gpuTest("searchBothWays() refuses rows that do not fit, and pixels there are not", async (gpu) => {
  const rows = new Float32Array(6);
  assert.throws(
    () => searchBothWays(gpu, [rows, new Float32Array(5)], { width: 2 }),
    /the second picture has 5 numbers in rows of 2, wanted at least one whole row/,
  );
  assert.throws(() => searchBothWays(gpu, [new Float32Array(0), rows], { width: 2 }), /first/);
  using searches = searchBothWays(gpu, [rows, rows], { width: 2 });
  await assert.rejects(searches.there([3]), /pixel 3 is asked for, wanted one of 3/);
});

/** Nearest neighbours by one symmetric table of distances, as any metric has. */
function randomTables(seed: number, n: number, m: number) {
  const random = stream(seed);
  const table = Array.from({ length: n }, () => Array.from({ length: m }, () => random.uniform()));
  const least = (row: number[]) => row.indexOf(Math.min(...row));
  return {
    there: Uint32Array.from(table, least),
    back: Uint32Array.from({ length: m }, (_, j) => least(table.map((row) => row[j]!))),
  };
}

Deno.test("matchFast() finds reciprocal pairs only, from all pixels all of them", async () => {
  for (let seed = 0; seed < 20; seed++) {
    const tables = randomTables(seed, 61, 47);
    const all = new Set(reciprocalPairs(tables).map(String));
    const every = await matchFast(lookUp(tables), [...Array(61).keys()], { rounds: 100 });
    deepEqual(new Set(every.pairs.map(String)), all);
    equal(every.active.at(-1), 0);
    const some = await matchFast(lookUp(tables), [3, 9, 20], { rounds: 100 });
    assert(some.pairs.length <= 3);
    for (const pair of some.pairs) assert(all.has(String(pair)));
  }
});

Deno.test("matchFast() walks on from where it came to, and counts who is on the way", async () => {
  // 0 → 1 → 2 in the first picture, and 3 stands alone
  const tables = { there: Uint32Array.of(0, 1, 2, 3), back: Uint32Array.of(1, 2, 2, 3) };
  const starts = [0, 1, 3];
  const { pairs, active, orbits } = await matchFast(lookUp(tables), starts);
  deepEqual(orbits, [[0, 1, 2], [1, 2], [3]]);
  deepEqual(active, [3, 2, 1, 0]);
  deepEqual(pairs, [[3, 3], [2, 2]]);
  const kept = await matchFast(lookUp(tables), starts, { keepsAll: true, rounds: 4 });
  deepEqual(kept.pairs, pairs);
  deepEqual(kept.active, [3, 2, 1, 0, 0]);
  deepEqual((await matchFast(lookUp(tables), starts, { rounds: 1 })).active, [3, 2]);
});

Deno.test("reciprocalPairs() keeps pixels that choose each other", () => {
  const tables = { there: Uint32Array.of(2, 0, 1), back: Uint32Array.of(1, 0, 0) };
  deepEqual(reciprocalPairs(tables), [[0, 2], [1, 0]]);
});

Deno.test("pixelGrid() starts in the middle of a step and stays inside", () => {
  deepEqual(pixelGrid({ width: 5, height: 3, step: 3 }), [6, 9]);
  equal(pixelGrid({ width: 7, height: 4, step: 1 }).length, 28);
  assert.throws(() => pixelGrid({ width: 4, height: 4, step: 0 }), /the step is 0/);
});

const CAMERA = pinhole({ width: 24, height: 18, fieldOfView: 1 });

gpuTest("truePairs() are one to one, and each shows what the other does", async (gpu) => {
  const poses = [0, 0.2].map((angle) =>
    lookAt({ from: [2 * Math.cos(angle), 2 * Math.sin(angle), 1.5], at: [0, 0, 1] })
  );
  const room = randomRoom(stream(3), { solids: 2 });
  const [first, second] = await readViews(gpu, room, { camera: CAMERA, poses });
  const pairs = truePairs(first!, second!);
  assert(pairs.length > 100 && pairs.length < 24 * 18);
  equal(new Set(pairs.map(([i]) => i)).size, pairs.length);
  equal(new Set(pairs.map(([, j]) => j)).size, pairs.length);
  for (const [i, j] of pairs) {
    const point = [0, 1, 2].map((k) => first!.points[3 * i + k]!) as [number, number, number];
    const { pixel: [x, y] } = project(CAMERA, poses[1]!, point);
    deepEqual([Math.floor(x), Math.floor(y)], [j % 24, Math.floor(j / 24)]);
  }
  // the other way round they are the same pairs
  const turned = new Set(truePairs(second!, first!).map(([j, i]) => `${i},${j}`));
  deepEqual(turned, new Set(pairs.map(String)));
});

Deno.test("drawMatches() puts pixels where the pictures are, and lines between them", () => {
  const camera = pinhole({ width: 3, height: 2, fieldOfView: 1 });
  const view = (level: number) => {
    return { camera, rgb: new Float32Array(18).fill(level) } as unknown as SceneView;
  };
  const line = { pair: [3, 5], color: "#ff0000" } as const;
  const { width, height, data } = drawMatches([view(0), view(0)], [line]);
  deepEqual([width, height], [80, 16]);
  const at = (x: number, y: number) => [...data.subarray(4 * (y * 80 + x), 4 * (y * 80 + x) + 3)];
  deepEqual([at(0, 0), at(23, 15), at(24, 0), at(55, 0), at(56, 0), at(79, 0)], [
    [0, 0, 0],
    [0, 0, 0],
    [255, 255, 255],
    [255, 255, 255],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  deepEqual([at(4, 12), at(75, 12)], [[255, 0, 0], [255, 0, 0]]); // middles of the two pixels
  equal(at(40, 12)[0], 255);
  assert(at(40, 12)[1]! < 150);
  const low = { ...view(0), camera: { ...camera, height: 1 } };
  assert.throws(() => drawMatches([view(0), low]), /are 3 x 2 and 3 x 1 pixels, wanted one size/);
});

Deno.test("drawView() holds the pixels as a screen wants them, each a square", () => {
  const camera = pinhole({ width: 2, height: 1, fieldOfView: 1 });
  const view = { camera, rgb: Float32Array.of(0, 0, 0, 1, 0.5, 2) } as unknown as SceneView;
  const { width, height, data } = drawView(view, { enlarged: 2 });
  deepEqual([width, height], [4, 2]);
  deepEqual([...data.subarray(4, 12)], [
    0,
    0,
    0,
    255,
    255,
    Math.round(255 * 0.5 ** (1 / 2.2)),
    255,
    255,
  ]);
  deepEqual([...data.subarray(16)], [...data.subarray(0, 16)]);
});

Deno.test("drawSegment() draws discs and slanted lines, and leaves out what lies outside", () => {
  const picture = { width: 20, height: 20, data: new Uint8Array(1600) };
  drawSegment(picture, [[10, 10], [10, 10]], { color: "#ffffff", radius: 4 });
  const area = picture.data.filter((_, at) => at % 4 === 0).reduce((sum, x) => sum + x, 0) / 255;
  assert(Math.abs(area - Math.PI * 16) < 0.5, `${area}`);
  const slanted = { width: 20, height: 20, data: new Uint8Array(1600) };
  drawSegment(slanted, [[-5, -5], [30, 30]], { color: "#00ff00", radius: 0.5 });
  for (let n = 0; n < 20; n++) equal(slanted.data[4 * (20 * n + n) + 1], 255);
  equal(slanted.data[4 * (20 * 15 + 3) + 1], 0);
  assert.throws(
    () => drawSegment(picture, [[0, 0], [1, 1]], { color: "red" }),
    /the colour is "red", wanted one as "#0072b2"/,
  );
});
