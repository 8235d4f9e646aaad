import assert from "node:assert/strict";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";
import {
  drawCodes,
  readPlaces,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/cross_attention.ts";
import {
  CHANNELS,
  contrastOf,
  featuresOf,
  planesOf,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/features.ts";
import { greys } from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/greys.ts";
import {
  pointsIn,
  withFeatures,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/load.ts";
import { patchesOf } from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/patches.ts";
import {
  missesBy,
  missesOf,
  recallOf,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/recall.ts";
import {
  openRoom,
  patternAt,
  SIZE,
  standsFree,
  taken,
} from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/rooms.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

/** A view with these lights and nothing else. */
function viewOf(light: (n: number) => number): SceneView {
  return { rgb: Float32Array.from({ length: 3 * SIZE ** 2 }, (_, n) => light(n)) } as SceneView;
}

Deno.test("planesOf() takes exposure and tint out, colour by colour", () => {
  const view = viewOf((n) => 0.2 + (n * 7 % 11) / 20);
  const tinted = viewOf((n) => [0.5, 1, 1.7][n % 3]! * view.rgb[n]!);
  assertClose(planesOf(tinted), planesOf(view), { abs: 1e-6, rel: 0 });
});

Deno.test("contrastOf() is blind to a constant and nearly to a factor", () => {
  const planes = Float32Array.from({ length: 3 * SIZE ** 2 }, (_, n) => Math.sin(n * n));
  const moved = planes.map((x) => 3 * x + 5);
  assertClose(contrastOf(moved), contrastOf(planes), { abs: 0.05, rel: 0 });
  assert(contrastOf(new Float32Array(3 * SIZE ** 2).fill(4)).every((x) => Math.abs(x) < 1e-3));
});

Deno.test("patchesOf() holds five by five colours, edges repeated", () => {
  const view = viewOf((n) => 1 + Math.floor(n / 3));
  const rows = patchesOf(view, { normalized: false });
  const middle = (pixel: number) => rows[75 * pixel + 12]!;
  assertClose([middle(0), middle(40)], [planesOf(view)[0]!, planesOf(view)[40]!], {
    abs: 0,
    rel: 1e-6,
  });
  equal(rows[0], rows[12]); // the corner stands in for what lies outside
  const flat = patchesOf(view, { normalized: true });
  const sum = flat.subarray(0, 25).reduce((total, x) => total + x, 0);
  assert(Math.abs(sum) < 1e-4);
});

Deno.test("greys() spans black to white", () => {
  const values = Float64Array.from({ length: 101 }, (_, n) => n);
  const shades = greys(values);
  deepEqual([shades[0], shades[3 * 100]], [0, 1]);
  equal(shades.length, 303);
  assert(shades[150]! > 0.2 && shades[150]! < 0.25);
});

Deno.test("taken() changes colours and nothing else, from view to view", () => {
  const view = viewOf(() => 0.5);
  const [a, b] = [taken(view, stream(1)), taken(view, stream(2))];
  assert(Math.abs(a.rgb[0]! - b.rgb[0]!) > 0.01);
  assert(a.rgb.every((x) => x > 0 && x < 1.6));
});

gpuTest("a room's views stand free, and its pairs show the same", async (gpu) => {
  const room = await openRoom(gpu, { seed: 4 });
  assert(room.length >= 8 && room.every(standsFree));
  const features = await featuresOf(gpu, room);
  equal(features[0]!.length, SIZE ** 2 * CHANNELS);
  const examples = withFeatures(room, features);
  const { views, pairs, features: [first] } = examples[0]!;
  assert(pairs.length > SIZE ** 2 / 3);
  equal(first, features[room.indexOf(views[0])]);
  assert(["walls, noise", "noise", "checker", "stripes", "plain"].includes(patternAt(views[0], 0)));
  // in its own frame a view's points have its depths
  const own = pointsIn(views[0], views[0]);
  assertClose(views[0].depth.map((_, i) => own[3 * i + 2]!), views[0].depth, {
    abs: 1e-5,
    rel: 1e-5,
  });
  // waves over the points find the partner by attention; a picture's own codes find the pixel itself
  const codes = views.map((view) => drawCodes(view));
  const places = await readPlaces(gpu, codes[0]!, codes[1]!);
  const off = pairs.map(([i, j]) =>
    Math.hypot(places[2 * i]! - j % SIZE, places[2 * i + 1]! - Math.floor(j / SIZE))
  );
  assert(recallOf(off) > 0.8, `${recallOf(off)}`);
  // descriptors that are the points themselves find all partners but for the grid
  const byPoints = await missesBy(
    gpu,
    [examples[0]!],
    (example, side) => pointsIn(room[0]!, example.views[side]),
  );
  assert(recallOf(byPoints) > 0.9);
  const same = await missesOf(gpu, [own, own], [[5, 5], [7, 8], [9, 9 + 2 * SIZE]]);
  deepEqual(same, [0, 1, 2]);
  deepEqual([recallOf(same), recallOf(same, 0)], [2 / 3, 1 / 3]);
});
