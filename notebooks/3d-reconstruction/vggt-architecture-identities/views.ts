import { arc, type Camera, pinhole, type Pixel, project } from "@rederive/lib/camera";
import type { Gpu } from "@rederive/lib/gpu";
import { add, compose, expPose, type Pose, scale, type Vec3 } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import {
  randomRoom,
  readViews,
  type Scene,
  type SceneView,
  type Shape,
  type Solid,
} from "@rederive/lib/scene";
import type { Bundle, Sighting } from "./bundle_adjust.ts";

/** A room and cameras that go along an arc in it. */
export function room(seed: number, views: number): { scene: Scene; poses: Pose[] } {
  const scene = randomRoom(stream(seed));
  const poses = arc({ centre: [0, 0, 1.2], radius: 2.2, height: 0.6, views, turn: 1.2 });
  return { scene, poses };
}

/** The same scene, every length of it times a factor. */
export function enlarged({ solids, ...light }: Scene, factor: number): Scene {
  return { ...light, solids: solids.map((solid) => enlargeSolid(solid, factor)) };
}

function enlargeSolid({ shape, pose, paint }: Solid, factor: number): Solid {
  return {
    shape: enlargeShape(shape, factor),
    ...(pose ? { pose: movedAway(pose, factor) } : {}),
    paint: { ...paint, cell: (paint.cell ?? 1) * factor },
  };
}

function enlargeShape(shape: Shape, factor: number): Shape {
  switch (shape.kind) {
    case "sphere":
      return { ...shape, radius: shape.radius * factor };
    case "cylinder":
      return { ...shape, radius: shape.radius * factor, height: shape.height * factor };
    case "box":
      return { ...shape, size: scale(shape.size, factor) };
    case "plane":
      return shape;
  }
}

/** The same pose, its translation times a factor. */
export function movedAway({ rotation, translation }: Pose, factor: number): Pose {
  return { rotation, translation: scale(translation, factor) };
}

/** What a small camera sees. */
export function look(gpu: Gpu, scene: Scene, poses: readonly Pose[]): Promise<SceneView[]> {
  const camera = pinhole({ width: 32, height: 32, fieldOfView: 1.2 });
  return readViews(gpu, scene, { camera, poses });
}

/** The share of pixels, in percent, whose colour differs by more than a step of eight bits. */
export function pixelsApart(a: readonly SceneView[], b: readonly SceneView[]): number {
  let [apart, count] = [0, 0];
  a.forEach(({ rgb }, v) => {
    for (let i = 0; i < rgb.length; i += 3) {
      const by = [0, 1, 2].map((c) => Math.abs(rgb[i + c]! - b[v]!.rgb[i + c]!));
      apart += Number(Math.max(...by) > 1 / 255);
      count++;
    }
  });
  return 100 * apart / count;
}

/** Points in a ball before cameras on an arc, where they are seen, and a wrong guess of both. */
export function bundleProblem(
  seed: number,
  { views, points, noise = 0 }: { views: number; points: number; noise?: number },
): { camera: Camera; truth: Bundle; guess: Bundle; sightings: Sighting[] } {
  const random = stream(seed);
  const normal = (size: number): Vec3 =>
    [0, 0, 0].map(() => size * random.normal()) as unknown as Vec3;
  const camera = pinhole({ width: 518, height: 518, fieldOfView: 1.2 });
  const poses = arc({ radius: 4, height: 1, views, turn: 1 });
  const truth = { poses, points: Array.from({ length: points }, () => normal(0.6)) };
  const sightings = poses.flatMap((pose, view) =>
    truth.points.map((at, point) => {
      const [x, y] = project(camera, pose, at).pixel;
      const pixel: Pixel = [x + noise * random.normal(), y + noise * random.normal()];
      return { view, point, pixel };
    })
  );
  const shaken = (pose: Pose) =>
    compose(pose, expPose({ linear: normal(0.05), angular: normal(0.02) }));
  const guess = {
    poses: poses.map((pose, i) => i === 0 ? pose : shaken(pose)),
    points: truth.points.map((point) => add(point, normal(0.05))),
  };
  return { camera, truth, guess, sightings };
}
