import { ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import { randomRoom } from "@rederive/lib/scene";
import {
  depthTile,
  pictureOf,
} from "../../../notebooks/3d-reconstruction/tiny-vggt/draw_depths.ts";
import * as errors from "../../../notebooks/3d-reconstruction/tiny-vggt/errors.ts";
import {
  CAMERA,
  drawPairs,
  PATCHES,
  pixelOf,
  PIXELS,
  PLACES,
  SIZE,
} from "../../../notebooks/3d-reconstruction/tiny-vggt/room_pairs.ts";
import { meanOf } from "../../../notebooks/3d-reconstruction/tiny-vggt/told.ts";
import { pick } from "../../../notebooks/3d-reconstruction/tiny-vggt/train.ts";

Deno.test("places are pixels inside their patch, all different", () => {
  const seen = new Set<string>();
  for (let patch = 0; patch < PATCHES; patch++) {
    for (let place = 0; place < PLACES; place++) {
      const { x, y } = pixelOf(patch, place);
      equal(Math.floor(y / 8) * 4 + Math.floor(x / 8), patch);
      seen.add(`${x} ${y}`);
    }
  }
  equal(seen.size, 64);
});

Deno.test("what is to be told of pairs: depths, points and cameras fit together, in the pair's unit", async () => {
  await using gpu = await openGpu();
  const { pairs, views } = await drawPairs(gpu, randomRoom(stream(3)), { count: 4, seed: 1 });
  ok(errors.pointError(errors.derivedPoints(pairs), pairs) < 1e-5, "depth + camera = points");
  ok(errors.pointError(errors.derivedPoints(pairs, false), pairs) > 0.05, "and the camera matters");
  for (let i = 0; i < 4; i++) {
    let sum = 0;
    for (let k = 0; k < 2 * PATCHES * PLACES; k++) {
      sum += Math.hypot(...pairs.points.subarray(3 * (i * 128 + k), 3 * (i * 128 + k) + 3));
    }
    ok(Math.abs(sum / 128 - 1) < 1e-5, "the mean distance is the unit");
  }
  // pixel (13, 9) of the second view of pair 1: patch 1 down... 4 + 1, inside at (5, 1)
  const at = ((1 * 2 + 1) * PATCHES + 5) * PIXELS + 3 * (1 * 8 + 5) + 2;
  ok(Math.abs(pairs.patches[at]! - 3 * (views[3]!.rgb[3 * (9 * SIZE + 13) + 2]! - 0.3)) < 1e-6);
});

Deno.test("pick() takes whole pairs, and meanOf() is their mean", async () => {
  await using gpu = await openGpu();
  const { pairs } = await drawPairs(gpu, randomRoom(stream(1)), { count: 3, seed: 2 });
  const two = pick(pairs, [2, 0]);
  equal(two.cameras.join(), [...pairs.cameras.slice(12), ...pairs.cameras.slice(0, 6)].join());
  equal(two.depths.length, 2 * 128);
  equal(two.patches[0], pairs.patches[2 * 2 * PATCHES * PIXELS]);
  const mean = meanOf(pairs, 2);
  const want = (pairs.depths[5]! + pairs.depths[133]! + pairs.depths[261]!) / 3;
  ok(Math.abs(mean.depths[5]! - want) < 1e-6 && mean.depths[133] === mean.depths[5]);
});

Deno.test("errors are those of the numbers they are made of", () => {
  const zero = (size: number) => new Float32Array(size);
  const pairs = {
    count: 1,
    patches: zero(6144),
    depths: zero(128),
    points: zero(384),
    cameras: zero(6),
  };
  const told = {
    depths: zero(128).fill(0.5),
    points: zero(384).fill(1),
    cameras: Float32Array.of(3, 0, 4, 0, 0.1, 0),
  };
  equal(errors.depthError(told, pairs), 0.5);
  ok(Math.abs(errors.pointError(told.points, pairs) - Math.sqrt(3)) < 1e-6);
  const halves = zero(384).map((_, i) => i < 192 ? 1 : 2);
  ok(Math.abs(errors.pointError(halves, pairs, 0) - Math.sqrt(3)) < 1e-6, "of the first frame");
  ok(Math.abs(errors.pointError(halves, pairs, 1) - Math.sqrt(12)) < 1e-6, "of the second");
  const { place, degrees } = errors.cameraError(told, pairs);
  ok(place === 5 && Math.abs(degrees - 5.7296) < 1e-3);
  equal(errors.pairsAhead(zero(384), told.points, { pairs, frame: 1 }), 1);
  equal(errors.pairsAhead(told.points, zero(384), { pairs, frame: 0 }), 0);
  const half = zero(384).fill(1, 0, 192); // the first picture wrong, the second right
  equal(errors.pairsAhead(half, told.points, { pairs, frame: 1 }), 1);
  equal(errors.pairsAhead(half, told.points, { pairs, frame: 0 }), 0);
});

Deno.test("derived points of the first picture lie on the rays of their places", () => {
  const depths = new Float32Array(128).fill(2);
  const points = errors.derivedPoints({ depths, cameras: Float32Array.of(1, 0, 0, 0, 0, 0) });
  const { x, y } = pixelOf(7, 3);
  const at = 3 * (7 * 4 + 3);
  ok(Math.abs(points[at]! - 2 * (x + 0.5 - CAMERA.cx) / CAMERA.fx) < 1e-6);
  ok(Math.abs(points[at + 1]! - 2 * (y + 0.5 - CAMERA.cy) / CAMERA.fy) < 1e-6);
  ok(Math.abs(points[192 + at]! - points[at]! - 1) < 1e-6, "the second is one to the right");
});

Deno.test("tiles are light where it is near", () => {
  const depths = new Float32Array(128).fill(2);
  depths[64 + 5 * 4 + 1] = 0.5; // second picture, patch 5, right upper place
  const tile = depthTile(depths, 1);
  const { x, y } = pixelOf(5, 1);
  equal(tile.at(x, y)[0], 0.5);
  equal(tile.at(x - 4, y)[0], -1);
  const rgb = new Float32Array(3 * SIZE ** 2).fill(0.25);
  equal(pictureOf({ rgb }).at(3, 4).join(), "0,0,0");
});
