import { ok, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import {
  distancesOf,
  truthOf,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/evaluate.ts";
import {
  drawExamples,
  NOISE,
  ROOMS,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/rooms.ts";

const meanOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

Deno.test("all points lie on the walls of the square, and the scene's are as noisy as said", () => {
  const examples = drawExamples(stream(1), { room: ROOMS.painted, count: 50 });
  for (let i = 0; i < examples.truth.length; i += 2) {
    const far = Math.max(Math.abs(examples.truth[i]!), Math.abs(examples.truth[i + 1]!));
    ok(Math.abs(far - 1) < 1e-6);
  }
  const given = Array.from(
    { length: 50 },
    (_, i) => [...examples.points.subarray(i * 192 + 48, (i + 1) * 192)],
  );
  const off = meanOf(distancesOf(given.flat(), truthOf(examples, "scene")));
  // the mean length of two normal numbers
  ok(Math.abs(off / (NOISE.scene * Math.sqrt(Math.PI / 2)) - 1) < 0.03);
});

Deno.test("sixteen copies: points of the key frame stay, pictures stay when the world is turned", () => {
  const { points, pictures, truth } = drawExamples(stream(2), {
    room: ROOMS.painted,
    count: 32,
    isTurned: true,
  });
  const [pointsOf, picturesOf, truthAt] = [
    (i: number) => points.subarray(192 * i, 192 * i + 48),
    (i: number) => pictures.subarray(288 * i, 288 * (i + 1)),
    (i: number) => truth.subarray(192 * i, 192 * i + 48),
  ];
  for (let copy = 1; copy < 16; copy++) {
    ok(pointsOf(copy).every((x, k) => Math.abs(x - pointsOf(0)[k]!) < 1e-6));
    const isSamePicture = picturesOf(copy).every((x, k) => x === picturesOf(0)[k]!);
    equal(isSamePicture, copy < 4, `copy ${copy}`);
  }
  // four turns of the world: x becomes y
  ok(Math.abs(truthAt(1)[1]! - truthAt(0)[0]!) < 1e-6);
  ok(pointsOf(16).some((x, k) => Math.abs(x - pointsOf(0)[k]!) > 0.1), "another example");
});
