import assert from "node:assert/strict";
import { type Pixel, project, solvePnp, triangulate } from "@rederive/lib/camera";
import { compose, expPose, type Pose, type Vec3 } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { camera, flat, gap, points, seen, view } from "./scenes.ts";

const sightOf = (pose: Pose, point: Vec3) => ({
  camera,
  pose,
  pixel: project(camera, pose, point).pixel,
});

for (const views of [2, 3, 10]) {
  Deno.test(`triangulate() finds points from exact pixels of ${views} views`, () => {
    const random = stream(views);
    for (const point of points(random, 50)) {
      const sights = Array.from({ length: views }, () => sightOf(view(random), point));
      // rays at five away that meet at 0.01 rad or more
      assert(gap(triangulate(sights), point) < 1e-11);
    }
  });
}

/** The point nearest to two rays: where their common perpendicular is halved. */
function midpoint(a: Pose, b: Pose, rays: [Vec3, Vec3]): number[] {
  const turned = [a, b].map(({ rotation: r }, i) =>
    [0, 1, 2].map((k) => rays[i]!.reduce((sum, x, j) => sum + r[3 * k + j]! * x, 0))
  );
  const [d, e] = turned as [number[], number[]];
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, each, k) => sum + each * y[k]!, 0);
  const w = a.translation.map((x, k) => x - b.translation[k]!);
  const below = dot(d, d) * dot(e, e) - dot(d, e) ** 2;
  const s = (dot(d, e) * dot(e, w) - dot(e, e) * dot(d, w)) / below;
  const t = (dot(d, d) * dot(e, w) - dot(d, e) * dot(d, w)) / below;
  return d.map((x, k) => (a.translation[k]! + s * x + b.translation[k]! + t * e[k]!) / 2);
}

Deno.test("triangulate() is as near to the midpoint of noisy rays as the noise allows", () => {
  const random = stream(20);
  for (const point of points(random, 20)) {
    const [a, b] = [view(random), { ...view(random) }];
    const apart: Pose = { ...b, translation: [b.translation[0], b.translation[1] + 3, 0] };
    const gaps = [1e-3, 1e-4].map((noise) => {
      const [p, q] = [sightOf(a, point), sightOf(apart, point)];
      const moved: Pixel = [p.pixel[0] + noise, p.pixel[1] - noise];
      const ray = (
        [x, y]: Pixel,
      ): Vec3 => [(x - camera.cx) / camera.fx, (y - camera.cy) / camera.fy, 1];
      const want = midpoint(a, apart, [ray(moved), ray(q.pixel)]);
      return gap(triangulate([{ ...p, pixel: moved }, q]), want);
    });
    // both are within a pixel's noise times depth over focal length of the truth
    assert(gaps[0]! < 1e-3 * 10 / camera.fx * 3 && gaps[1]! < 1e-4 * 10 / camera.fx * 3);
  }
});

Deno.test("triangulate() refuses one sight, one ray twice, and parallel rays", () => {
  const sight = sightOf(view(stream(5)), [0, 0, 0]);
  assert.throws(() => triangulate([sight]), {
    name: "RangeError",
    message: "Cannot triangulate: 1 sights, wanted at least two",
  });
  assert.throws(() => triangulate([sight, sight]), /are parallel or one/);
  const aside = { ...sight.pose, translation: [9, 9, 9] as const };
  assert.throws(() => triangulate([sight, { ...sight, pose: aside }]), {
    name: "RangeError",
    message: /the rays of 2 sights are parallel or one, wanted rays that meet in one point/,
  });
});

for (const count of [6, 7, 100]) {
  Deno.test(`solvePnp() finds the pose from exact pixels of ${count} points`, () => {
    const random = stream(30 + count);
    for (let i = 0; i < 10; i++) {
      const [list, pose] = [points(random, count), view(random)];
      const offset: Vec3 = [100, -50, 20]; // the world's origin may be far away
      const far = list.map((p): Vec3 => [p[0] + 100, p[1] - 50, p[2] + 20]);
      const there = {
        ...pose,
        translation: pose.translation.map((x, k) => x + offset[k]!) as unknown as Vec3,
      };
      const found = solvePnp(camera, far.flat(), seen(there, far, { random }));
      assert(gap(flat(found), flat(there)) < 1e-9);
      // and the linear step alone is there already
      const linear = solvePnp(camera, far.flat(), seen(there, far, { random }), { steps: 0 });
      assert(gap(flat(linear), flat(there)) < 1e-8);
    }
  });
}

Deno.test("solvePnp() ends where no small step lessens the squared distances in pixels", () => {
  const random = stream(40);
  const [list, pose] = [points(random, 30), view(random)];
  const pixels = seen(pose, list, { noise: 0.5, random });
  const cost = (at: Pose) =>
    seen(at, list, { random }).reduce((sum, x, i) => sum + (x - pixels[i]!) ** 2, 0);
  const found = solvePnp(camera, list.flat(), pixels);
  const least = cost(found);
  assert(least < cost(pose));
  assert(least < cost(solvePnp(camera, list.flat(), pixels, { steps: 0 })));
  for (let i = 0; i < 200; i++) {
    const [linear, angular] = points(random, 2).map((v) => v.map((x) => x * 1e-3)) as unknown as [
      Vec3,
      Vec3,
    ];
    assert(cost(compose(found, expPose({ linear, angular }))) > least);
  }
});

Deno.test("solvePnp() from a start takes four points of a plane", () => {
  const random = stream(50);
  const pose = view(random);
  const square: Vec3[] = [[0, -1, -1], [0, 1, -1], [0, 1, 1], [0, -1, 1]];
  const nudge = expPose({ linear: [0.1, -0.1, 0.1], angular: [0.05, 0.05, -0.05] });
  const found = solvePnp(camera, square.flat(), seen(pose, square, { random }), {
    start: compose(pose, nudge),
    steps: 20,
  });
  assert(gap(flat(found), flat(pose)) < 1e-11);
});

Deno.test("solvePnp() refuses too few points, and a plane without a start", () => {
  const random = stream(60);
  const plane = points(random, 12).map(([x, y]): Vec3 => [x, y, 0.1 * x + 0.2]);
  assert.throws(() => solvePnp(camera, plane.flat(), seen(view(random), plane, { random })), {
    name: "RangeError",
    message:
      "Cannot find a pose from points: 12 points lie in one plane, wanted some outside it\n" +
      "Try: give a pose to start from",
  });
  assert.throws(
    () => solvePnp(camera, [0, 0, 0], [0, 0]),
    /3 and 2 numbers, wanted \(N, 3\) and \(N, 2\) with N >= 6/,
  );
});
