import assert from "node:assert/strict";
import {
  arc,
  lookAt,
  normalizePixels,
  orbit,
  pinhole,
  project,
  unproject,
  walk,
} from "@rederive/lib/camera";
import {
  apply,
  determinant,
  invert,
  norm,
  subtract,
  transformPoint,
  type Vec3,
} from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { camera, gap, points, view } from "./scenes.ts";

Deno.test("pinhole() sees its field of view from edge to edge, and its middle ahead", () => {
  const { width, height, fx, fy, cx, cy } = pinhole({ width: 50, height: 30, fieldOfView: 0.8 });
  assert(Math.abs(Math.atan((width - cx) / fx) + Math.atan(cx / fx) - 0.8) < 1e-15);
  assert.deepEqual([cx, cy, fx], [25, height / 2, fy]);
});

Deno.test("project() is the 3 x 4 matrix K [R | t] in homogeneous coordinates", () => {
  const random = stream(1);
  for (const point of points(random, 40)) {
    const pose = view(random);
    const { rotation: r, translation: c } = pose;
    // rows of R^T are columns of R; t = -R^T c
    const [x, y, z] = [0, 1, 2].map((k) =>
      r[k]! * (point[0] - c[0]) + r[3 + k]! * (point[1] - c[1]) + r[6 + k]! * (point[2] - c[2])
    ) as [number, number, number];
    const [u, v, w] = [camera.fx * x + camera.cx * z, camera.fy * y + camera.cy * z, z];
    const { pixel, depth } = project(camera, pose, point);
    assert(gap([...pixel, depth], [u / w, v / w, w]) < 1e-12);
  }
});

Deno.test("unproject() undoes project(), behind the camera too", () => {
  const random = stream(2);
  for (const point of points(random, 40)) {
    const pose = random.uniform() < 0.5
      ? view(random)
      : { ...view(random), translation: [0, 0, 0] as const };
    const { pixel, depth } = project(camera, pose, point);
    assert(gap(unproject(camera, pose, pixel, depth), point) < 1e-13);
  }
});

Deno.test("normalizePixels() is where points at depth 1 lie", () => {
  const pixels = [0, 0, 63.5, 12, 20, 47];
  const rays = normalizePixels(camera, pixels);
  const still = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } as const;
  for (let i = 0; i < 3; i++) {
    const at = project(camera, still, [rays[2 * i]!, rays[2 * i + 1]!, 1]).pixel;
    assert(gap(at, pixels.slice(2 * i, 2 * i + 2)) < 1e-13);
  }
  assert.throws(() => normalizePixels(camera, [1]), {
    name: "RangeError",
    message: "Cannot normalize pixels: 1 numbers, wanted (N, 2)",
  });
});

Deno.test("lookAt() sees its aim in the middle, up above it, and stands where it was put", () => {
  const random = stream(3);
  for (let i = 0; i < 30; i++) {
    const [from, at] = points(random, 2) as [Vec3, Vec3];
    const pose = lookAt({ from, at });
    assert(Math.abs(determinant(pose.rotation) - 1) < 1e-13);
    assert.deepEqual(pose.translation, from);
    const aim = transformPoint(invert(pose), at);
    assert(gap(aim, [0, 0, norm(subtract(at, from))]) < 1e-14);
    const up = apply(invert(pose).rotation, [0, 0, 1]);
    assert(Math.abs(up[0]) < 1e-14 && up[1] < 0);
  }
});

Deno.test("orbit() goes around in equal steps and looks inwards", () => {
  const centre: Vec3 = [1, 2, 3];
  const poses = orbit({ centre, radius: 2, height: 0.5, views: 7, start: 0.3 });
  assert.equal(poses.length, 7);
  poses.forEach((pose, i) => {
    const [x, y, z] = subtract(pose.translation, centre);
    const angle = 0.3 + (2 * Math.PI * i) / 7;
    assert(gap([x, y, z], [2 * Math.cos(angle), 2 * Math.sin(angle), 0.5]) < 1e-14);
    const { pixel, depth } = project(camera, pose, centre);
    assert(gap([...pixel, depth], [32, 24, Math.hypot(2, 0.5)]) < 1e-12);
  });
});

Deno.test("arc() includes both ends", () => {
  const poses = arc({ radius: 1, views: 4, turn: -Math.PI / 2 });
  assert(gap(poses[3]!.translation, [0, -1, 0]) < 1e-15);
  assert(gap(poses[1]!.translation, [Math.cos(Math.PI / 6), -Math.sin(Math.PI / 6), 0]) < 1e-15);
  assert.equal(arc({ radius: 1, views: 1, turn: 1 }).length, 1);
});

Deno.test("walk() takes equal steps, stays inside, looks ahead, and draws from its stream alone", () => {
  const room = { low: [-1, 2, 0], high: [1, 3, 2], step: 0.45, views: 400, turn: 0.5 } as const;
  const poses = walk(stream(4), room);
  assert.deepEqual(poses, walk(stream(4), room));
  poses.forEach(({ translation: [x, y, z], rotation }, i) => {
    assert(x >= -1 && x <= 1 && y >= 2 && y <= 3 && z === 1);
    if (i === 0) return;
    const way = subtract([x, y, z], poses[i - 1]!.translation);
    assert(Math.abs(norm(way) - 0.45) < 1e-14);
    assert(gap([0.45 * rotation[2], 0.45 * rotation[5], 0.45 * rotation[8]], way) < 1e-14);
  });
});

Deno.test("cameras and trajectories refuse what is none", () => {
  const refused = (message: string | RegExp) => ({ name: "RangeError", message });
  assert.throws(
    () => pinhole({ width: 0, height: 1, fieldOfView: 1 }),
    refused("Cannot make a camera: width is 0, wanted an integer above 0"),
  );
  assert.throws(
    () => pinhole({ width: 1, height: 1, fieldOfView: 4 }),
    refused(/between 0 and pi/),
  );
  assert.throws(
    () => lookAt({ from: [0, 0, 1], at: [0, 0, 5] }),
    refused(/up is \[0,0,1\], wanted one across the line of sight/),
  );
  assert.throws(
    () => orbit({ radius: 0, views: 3 }),
    refused(/the radius is 0, wanted one above 0/),
  );
  assert.throws(
    () => orbit({ radius: 1, views: 0 }),
    refused(/0 views, wanted an integer above 0/),
  );
  assert.throws(
    () => walk(stream(1), { low: [0, 0, 0], high: [1, 1, 1], step: 0.6, views: 2 }),
    refused(/a step of 0.6 in a room of 1 x 1, wanted one above 0 that fits twice/),
  );
});
