/** Poses, cameras, alignment and rays mean the same frames: each finds what another was given. */
import assert from "node:assert/strict";
import { alignPoints, poseError } from "@rederive/lib/alignment";
import {
  arc,
  estimateEssential,
  normalizePixels,
  relativePose,
  solvePnp,
  triangulate,
} from "@rederive/lib/camera";
import { compose, invert, norm, subtract, transformPoint, type Vec3 } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { findMatches, readViews, type SceneView } from "@rederive/lib/scene";
import { gpuTest } from "../gpu/with_gpu.ts";
import { camera, scenes } from "./scenes.ts";

/** Two views of a room, and every fifth of their matches: points, and pixels in either. */
async function matched(gpu: Gpu) {
  const poses = arc({ centre: [0, 0, 1], radius: 2.5, views: 2, start: 2, turn: 0.4 });
  const [first, second] = await readViews(gpu, scenes["a room"]!, { camera, poses }) as [
    SceneView,
    SceneView,
  ];
  const { visible, pixels } = findMatches(first, second);
  const places = [...visible.keys()].filter((i) => visible[i] === 1 && i % 5 === 0);
  return {
    first,
    second,
    points: places.map((i) => [...first.points.subarray(3 * i, 3 * i + 3)] as unknown as Vec3),
    a: places.flatMap((i) => [i % camera.width + 0.5, Math.floor(i / camera.width) + 0.5]),
    b: places.flatMap((i) => [pixels[2 * i]!, pixels[2 * i + 1]!]),
    truth: compose(invert(second.pose), first.pose), // of the first camera in the second
  };
}

// points are f32, off by 2e-7 or so: an angle of 1e-5 leaves room for a condition of 50
const SMALL = 1e-5;

gpuTest("matches of two views tell their relative pose", async (gpu) => {
  const { a, b, truth } = await matched(gpu);
  const [left, right] = [normalizePixels(camera, a), normalizePixels(camera, b)];
  const { pose, inFront } = relativePose(estimateEssential(left, right), left, right);
  const { rotation, translation } = poseError(pose, truth);
  assert(rotation < SMALL && translation < SMALL, `${rotation}, ${translation}`);
  assert.equal(inFront, a.length / 2);
});

gpuTest("matches of two views are triangulated to the points that were seen", async (gpu) => {
  const { first, second, points, a, b } = await matched(gpu);
  points.forEach((point, i) => {
    const found = triangulate([first, second].map((view, k) => {
      const list = k === 0 ? a : b;
      return { camera, pose: view.pose, pixel: [list[2 * i]!, list[2 * i + 1]!] as const };
    }));
    assert(norm(subtract(found, point)) < 3 * SMALL);
  });
});

gpuTest(
  "points of one view and their pixels in another tell where the other stands",
  async (gpu) => {
    const { second, points, b } = await matched(gpu);
    const found = solvePnp(camera, points.flat(), b);
    assert(norm(subtract(found.translation, second.pose.translation)) < SMALL);
  },
);

gpuTest(
  "the same points in the frames of two cameras tell the pose of one in the other",
  async (gpu) => {
    const { first, second, points, truth } = await matched(gpu);
    const [own, other] = [first, second].map(({ pose }) =>
      points.flatMap((point) => [...transformPoint(invert(pose), point)])
    ) as [number[], number[]];
    const found = alignPoints(own, other);
    assert(Math.abs(found.scale - 1) < 1e-12);
    assert(norm(subtract(found.translation, truth.translation)) < 1e-12);
  },
);
