import assert from "node:assert/strict";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { lookUp, matchFast, type Pair } from "@rederive/lib/matching";
import { key, normal, stream } from "@rederive/lib/random";
import { countMoved } from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/count_moved.ts";
import {
  drawDescriptors,
  drawDirections,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/descriptors.ts";
import {
  countRises,
  drawChain,
  worstExcess,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/distances.ts";
import { drawOrbits } from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/draw_orbits.ts";
import {
  comparedShare,
  nearestInTree,
  plantKdTree,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/kd_tree.ts";
import {
  isRight,
  makeWorld,
  pointmapsOf,
  rounded,
  shareRight,
  WIDTH,
  type World,
} from "../../../notebooks/3d-reconstruction/fast-reciprocal-matching/worlds.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("nearestInTree() finds what comparing with all finds, and compares with fewer", () => {
  for (const width of [1, 3, 7]) {
    const [cloud, queries] = [normal(key(width), 200 * width), normal(key(90 + width), 40 * width)];
    const tree = plantKdTree(cloud, width);
    let compared = 0;
    for (let q = 0; q < 40; q++) {
      const query = queries.subarray(q * width, (q + 1) * width);
      const squares = Array.from(
        { length: 200 },
        (_, i) => query.reduce((sum, x, k) => sum + (x - cloud[i * width + k]!) ** 2, 0),
      );
      const found = nearestInTree(tree, query);
      equal(found.nearest, squares.indexOf(Math.min(...squares)));
      compared += found.compared;
    }
    assertClose([comparedShare(cloud, queries, width)], [compared / 40 / 200], {
      abs: 1e-12,
      rel: 0,
    });
    if (width === 3) assert(compared < 40 * 60);
  }
});

Deno.test("drawDescriptors() have length 1 and are the same in both views but for noise", () => {
  const points = [0, 0, 0, 1, 2, 3, 0.1, 0, 0];
  const [a, b] = drawDescriptors([points, points], { seed: 1, width: 24, noise: 0 });
  deepEqual(a, b);
  const [c, d] = drawDescriptors([points, points], { seed: 1, width: 24, noise: 0.2 });
  assert(c.some((x, n) => Math.abs(x - d[n]!) > 0.02));
  const dot = (x: Float32Array, i: number, j: number) =>
    x.subarray(24 * i, 24 * i + 24).reduce((sum, v, k) => sum + v * x[24 * j + k]!, 0);
  assertClose([dot(a, 0, 0), dot(c, 1, 1)], [1, 1], { abs: 1e-6, rel: 0 });
  assert(dot(a, 0, 2) > 0.9 && dot(a, 0, 1) < 0.7);
  assertClose([dot(drawDirections(3, 24, stream(1)), 2, 2)], [1], { abs: 1e-6, rel: 0 });
});

Deno.test("worstExcess() is 1 for reciprocal pairs and tells how far others are off", () => {
  const descriptors = [Float32Array.of(0, 10), Float32Array.of(1, 13)] as const;
  const all = { descriptors, width: 1 } as const;
  equal(worstExcess([[0, 0], [1, 1]], all), 1);
  equal(worstExcess([[0, 1]], all), 169);
});

Deno.test("of a chain's pixels the first walks through all, by ever shorter steps", async () => {
  const descriptors = drawChain(12);
  const angle = (rows: Float32Array, i: number) => Math.atan2(rows[2 * i + 1]!, rows[2 * i]!);
  const nearest = (own: Float32Array, other: Float32Array) =>
    Uint32Array.from({ length: 12 }, (_, i) => {
      const gaps = Array.from({ length: 12 }, (_, j) => Math.abs(angle(own, i) - angle(other, j)));
      return gaps.indexOf(Math.min(...gaps));
    });
  const [a, b] = descriptors;
  const tables = { there: nearest(a, b), back: nearest(b, a) };
  const walk = await matchFast(lookUp(tables), [0], { rounds: 100 });
  deepEqual(walk.orbits[0], [...Array(12).keys()]);
  deepEqual(walk.pairs, [[11, 11]]);
  equal(countRises(walk, tables, { descriptors, width: 2 }), 0);
  // the same steps, back to front, all grow
  const turned = { ...walk, orbits: [walk.orbits[0]!.toReversed()] };
  assert(countRises(turned, tables, { descriptors, width: 2 }) > 5);
});

Deno.test("rounded() has steps of 2 over the number of values", () => {
  deepEqual([...rounded(Float32Array.of(0.13, -0.2, 1), 4)], [0.125, -0.25, 1]);
});

gpuTest(
  "a world knows which pairs are right, and its pointmaps stand in the first camera",
  async (gpu) => {
    const world: World = await makeWorld(gpu, { seed: 2, size: 16, noise: 0 });
    using _ = world.searches;
    const points = pointmapsOf(world);
    const { depth } = world.first;
    assertClose(depth.map((_, i) => points[3 * i + 2]!), depth, { abs: 1e-5, rel: 1e-5 });
    equal(points.length, 2 * 3 * 256);
    const seen = world.matches.visible.indexOf(1);
    const [x, y] = world.matches.pixels.subarray(2 * seen, 2 * seen + 2);
    const there = Math.floor(y!) * 16 + Math.floor(x!);
    const pairs: Pair[] = [[seen, there], [seen, (there + 8) % 256]];
    equal(isRight(world, pairs[0]!), true);
    equal(shareRight(world, pairs), 0.5);
    equal(isRight(world, [world.matches.visible.indexOf(0), there]), false);
    // the loss moves what is in the sets, and only that
    const matches: Pair[] = [[3, 4], [9, 7]];
    const moved = (more: number[]) =>
      countMoved(gpu, world, { matches, sets: [[3, 9, ...more], [7, 4]], temperature: 0.5 });
    deepEqual(await moved([]), [2, 2]);
    deepEqual(await moved([100, 200]), [4, 2]);
    equal(world.descriptors[0].length, 256 * WIDTH);
    const { data } = drawOrbits(world.first, [[0, 17], [5]]);
    const at = (pixel: number) => {
      const [x, y] = [10 * (pixel % 16) + 5, 10 * Math.floor(pixel / 16) + 5];
      return [...data.subarray(4 * (160 * y + x), 4 * (160 * y + x) + 3)];
    };
    deepEqual([at(0), at(17), at(5)], [[255, 255, 255], [213, 94, 0], [213, 94, 0]]);
  },
);
