import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { checkFigure } from "@rederive/lib/show";
import { stream } from "@rederive/lib/random";
import {
  chainLaw,
  placesOff,
  registerWalk,
  rootMeanSquares,
  turnsOff,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/drift.ts";
import { drawLoop } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/draw_loop.ts";
import {
  HALL,
  LAP,
  PICTURES,
  ROUND,
  SHARED,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/hall.ts";
import { leastShared } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/key_frame.ts";
import { patchesOf } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/patches_of.ts";
import {
  featureOf,
  retrieve,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/retrieval.ts";
import {
  confidenceOf,
  misfit,
  runWithKey,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/start.ts";

Deno.test("the hall: every ray meets a wall, neighbours share much, opposite frames nothing", () => {
  ok(PICTURES.every(({ valid }) => valid.every((v) => v === 1)));
  SHARED.forEach((row, i) => {
    equal(row[i], 1);
    ok(row[(i + 1) % LAP]! > 0.4);
    equal(row[(i + LAP / 2) % LAP], 0);
  });
  const patches = patchesOf([3, 43]);
  equal(patches.length, 2 * 72);
  ok(patches.every((x, i) => Math.abs(x - (2 * PICTURES[3]!.colours[i % 72]! - 1)) < 1e-6));
});

Deno.test("leastShared() of two frames is what they share, by hand", () => {
  const [first, second] = leastShared([0, 5, 9], 2);
  const pairs = [[0, 5], [5, 9], [9, 0]] as const;
  const mean = (of: (a: number, b: number) => number) =>
    pairs.reduce((sum, [a, b]) => sum + of(a, b), 0) / 3;
  ok(Math.abs(first! - mean((a, b) => SHARED[a]![b]!)) < 1e-15);
  ok(Math.abs(second! - mean((a, b) => SHARED[b]![a]!)) < 1e-15);
});

Deno.test("a chain's turns follow the law of the random walk; references from the buffer hold them", () => {
  const seeds = Array.from({ length: 120 }, (_, seed) => seed);
  const chains = seeds.map((seed) => registerWalk({ frames: 41, seed, references: "chain" }));
  const [got, law] = [rootMeanSquares(chains.map(turnsOff)), chainLaw(41)];
  // the root mean square of 120 draws is off by 1 / sqrt(240); four of those
  ok([10, 20, 40].every((i) => Math.abs(got[i]! / law[i]! - 1) < 4 / Math.sqrt(240)));
  const held = seeds.slice(0, 10).map((seed) => registerWalk({ frames: 41, seed, references: 6 }));
  ok(rootMeanSquares(held.map(turnsOff))[35]! < law[35]! / 2);
  ok(rootMeanSquares(held.map(placesOff))[35]! < 0.2);
});

Deno.test("retrieve() puts a frame's own features first", () => {
  const random = stream(3);
  const features = Array.from({ length: LAP }, (_, i) => featureOf(random, i));
  ok(features.every((each) => Math.abs(Math.hypot(...each) - 1) < 1e-12));
  const buffer = Array.from({ length: LAP }, (_, i) => LAP - 1 - i);
  const found = retrieve(buffer, { frame: 7, features, count: 2 });
  equal(found.length, 2);
  equal(found[0], 7);
  ok(SHARED[7]![found[1]!]! > 0.2);
});

Deno.test("maps of one run fit the hall, and a map of another run does not", () => {
  const clip = [10, 11, 12];
  ok(misfit(runWithKey(clip, 11)) < 1e-12);
  ok(misfit([...runWithKey(clip, 11).slice(0, 2), runWithKey(clip, 10)[2]!]) > 0.1);
  ok(confidenceOf(clip, 11) > confidenceOf(clip, 10));
});

Deno.test("drawLoop() is a figure with a line for every wall and way", () => {
  const panel = { title: "a way", poses: ROUND, points: [1, 2, 3, 4] };
  const figure = drawLoop({ room: HALL, truth: ROUND, panels: [panel, panel] });
  checkFigure(figure);
  equal(figure.data.length, 2 * (1 + HALL.walls.length + 2));
  deepEqual(figure.data[0]!["y"], [2, 4]);
});
