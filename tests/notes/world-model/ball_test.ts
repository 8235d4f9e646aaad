import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import {
  advance,
  drawVideos,
  film,
  frameOf,
  GRAVITY,
  PUSH,
  RADIUS,
  RESTITUTION,
  SIZE,
  type Video,
} from "../../../notebooks/multimodal/world-model/ball.ts";
import {
  gravityOf,
  median,
  placeOf,
  placesOf,
  restitutionOf,
} from "../../../notebooks/multimodal/world-model/read_physics.ts";
import {
  acted,
  ACTS,
  bounces,
  freeFalls,
  hanging,
  pushed,
} from "../../../notebooks/multimodal/world-model/starts.ts";

Deno.test("a ball in free fall is where the parabola has it", () => {
  let state = { x: 5, y: 4, vx: 0.3, vy: -0.5 };
  for (let t = 0; t < 6; t++) state = advance(state);
  ok(Math.abs(state.y - (4 - 0.5 * 6 + GRAVITY * 18)) < 1e-9);
  ok(Math.abs(state.x - 6.8) < 1e-9);
});

Deno.test("a push moves a ball aside by half of it times the square of the frames", () => {
  let state = { x: 8, y: 4, vx: 0, vy: 0 };
  for (let t = 0; t < 3; t++) state = advance(state, -1);
  ok(Math.abs(state.x - (8 - PUSH * 4.5)) < 1e-9);
});

Deno.test("a bounce takes its share of the speed, a wall takes nothing", () => {
  const { vy } = advance({ x: 8, y: SIZE - RADIUS - 0.01, vx: 0, vy: 2 });
  ok(Math.abs(vy + RESTITUTION * 2) < 1.7 * GRAVITY, `${vy}`);
  equal(advance({ x: RADIUS + 0.1, y: 5, vx: -0.5, vy: 0 }).vx, 0.5);
});

Deno.test("the middle of what is bright is where the ball is", () => {
  for (const [x, y] of [[5, 6], [7.3, 9.6], [10.51, 3.98]] as const) {
    const [a, b] = placeOf(frameOf({ x, y }));
    ok(Math.hypot(a - x, b - y) < 0.08, `${a}, ${b}`);
  }
});

Deno.test("gravity and restitution are read out of real pixels to two percent", () => {
  const fall = freeFalls(40, { seed: 1 }).map(({ frames }) => placesOf(frames));
  ok(Math.abs(gravityOf(fall) / GRAVITY - 1) < 0.02, `${gravityOf(fall)}`);
  const bounce = bounces(40, { seed: 1 }).map(({ frames }) => placesOf(frames));
  const rules = { before: [0, 1, 2], behind: [5, 6, 7], gravity: GRAVITY };
  const share = restitutionOf(bounce, rules);
  ok(Math.abs(share / RESTITUTION - 1) < 0.02, `${share}`);
});

Deno.test("free falls do not reach the floor, and bounces do between the fourth and the sixth frame", () => {
  for (const { states } of freeFalls(200, { seed: 2 })) {
    ok(states.every(({ y }) => y < SIZE - RADIUS));
  }
  for (const { states } of bounces(200, { seed: 2 })) {
    const hit = states.findIndex(({ vy }) => vy < 0);
    ok(hit >= 3 && hit <= 5, `${hit}`);
  }
});

Deno.test("pushed balls start alike, and part mirrored", () => {
  const [left, right] = [-1, 1].map((push) => pushed(5, { seed: 3, push }));
  left!.forEach(({ frames, states }, i) => {
    deepEqual([...frames.subarray(0, 3 * 256)], [...right![i]!.frames.subarray(0, 3 * 256)]);
    ok(Math.abs(states[5]!.x + right![i]!.states[5]!.x - SIZE) < 1e-9);
    ok(Math.abs(right![i]!.states[5]!.x - states[5]!.x - 9 * PUSH) < 1e-9);
  });
});

Deno.test("every order of three acts starts alike, and counts the earlier act more", () => {
  const videos = acted(2, { seed: 5 });
  equal(videos.length, 54);
  equal(new Set(ACTS.map(String)).size, 27);
  const [first, second] = [videos.slice(0, 27), videos.slice(27)];
  for (const same of [first, second]) {
    const idle = same[13]!;
    deepEqual(idle.pushes, [0, 0, 0, 0, 0, 0]);
    for (const { pushes: [, , a, b, c], states } of same) {
      deepEqual(states[2], idle.states[2]);
      const moved = PUSH * (2.5 * a! + 1.5 * b! + 0.5 * c!);
      ok(Math.abs(states[5]!.x - idle.states[5]!.x - moved) < 1e-9);
    }
  }
});

Deno.test("a ball that hangs is in three frames the same", () => {
  const [{ frames, length }] = hanging(1, { seed: 1 }) as [Video];
  equal(frames.length, 256 * length);
  deepEqual([...frames.subarray(0, 256)], [...frames.subarray(512)]);
});

Deno.test("videos are as long as asked for; pushes are told frame by frame", () => {
  const [video] = drawVideos(1, { seed: 4, length: 5, pushed: true });
  equal(video!.frames.length, 5 * 256);
  equal(video!.pushes.length, 5);
  deepEqual(drawVideos(1, { seed: 4, length: 5 })[0]!.pushes, [0, 0, 0, 0, 0]);
  equal(film(video!.states[0]!, { length: 2 }).length, 2);
});

Deno.test("median() takes the middle, or the mean of two", () => {
  equal(median([5, 1, 2]), 2);
  equal(median([4, 1, 2, 9]), 3);
});
