/** Scenes and cameras of the tests of lib/scene. */
import { lookAt, pinhole } from "@rederive/lib/camera";
import { expRotation, type Pose, type Vec3 } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { type CastHit, castRay } from "@rederive/lib/reference";
import { randomRoom, type Scene, type SceneView } from "@rederive/lib/scene";

export const camera = pinhole({ width: 37, height: 29, fieldOfView: 1.2 });

const turned = (w: Vec3, translation: Vec3): Pose => ({ rotation: expRotation(w), translation });

/** Each kind of solid and pattern alone and together, small numbers and large ones. */
export const scenes: Readonly<Record<string, Scene>> = {
  nothing: { solids: [] },
  "a sphere in stripes": {
    solids: [{
      shape: { kind: "sphere", radius: 1 },
      pose: turned([0.3, 1, -0.4], [0, 0.2, 0.5]),
      paint: { colour: [1, 0, 0], other: [0, 1, 0.5], pattern: "stripes", cell: 0.3 },
    }],
    light: [1, -2, 1],
  },
  "a turned checkered box": {
    solids: [{
      shape: { kind: "box", size: [1, 2, 1.5] },
      pose: turned([0.5, -0.3, 0.8], [0.1, 0, 0.5]),
      paint: { colour: [1, 1, 1], other: [0, 0, 0.3], pattern: "checker", cell: 0.25 },
    }],
    ambient: 0.2,
  },
  "a floor of noise": {
    solids: [{
      shape: { kind: "plane" },
      paint: { colour: [0, 0.5, 1], other: [1, 0.5, 0], pattern: "noise", cell: 0.7 },
    }],
  },
  "turned drums, one seen from within": {
    solids: [{
      shape: { kind: "cylinder", radius: 0.6, height: 1.4 },
      pose: turned([0.7, 0.4, -0.3], [0, 0.1, 0.7]),
      paint: { colour: [1, 0.9, 0], other: [0.2, 0, 0.4], pattern: "checker", cell: 0.3 },
    }, {
      shape: { kind: "cylinder", radius: 0.3, height: 3 },
      pose: turned([1.4, 0, 0.2], [0.3, -0.6, 1.4]),
      paint: { colour: [0, 0.7, 0.4], other: [1, 1, 1], pattern: "stripes", cell: 0.2 },
    }, {
      shape: { kind: "cylinder", radius: 6, height: 5 },
      pose: turned([0, 0.1, 0], [0, 0, 1.5]),
      paint: { colour: [0.3, 0.5, 1], other: [1, 0.4, 0.3], pattern: "noise", cell: 0.8 },
    }],
    light: [1, 1, 2],
  },
  "drums square to the camera": {
    solids: [[0, 0, 0], [0, Math.PI / 2, 0], [Math.PI / 2, 0, 0]].map((turn, i) => ({
      shape: { kind: "cylinder", radius: 0.25, height: 0.5 },
      pose: turned(turn as unknown as Vec3, [0, i - 1, 1]),
      paint: { colour: [i / 2, 1, 0], other: [0, 0, 1], pattern: "checker", cell: 0.25 },
    })),
  },
  "a room": randomRoom(stream(5)),
  "a room ten times as large": randomRoom(stream(6), { size: [60, 50, 30], solids: 9 }),
  "boxes square to the camera": {
    solids: [0, 1, 2].map((i) => ({
      shape: { kind: "box", size: [0.5, 0.5, 0.5] },
      pose: turned([0, 0, 0], [0, i - 1, 1]),
      paint: { colour: [i / 2, 1, 0], other: [0, 0, 1], pattern: "checker", cell: 0.25 },
    })),
  },
};

/** From outside, within and along an axis. */
export const poses: readonly Pose[] = [
  lookAt({ from: [4, 0, 1], at: [0, 0, 1] }),
  lookAt({ from: [2.5, -2.2, 2.1], at: [0, 0.3, 0.6] }),
  lookAt({ from: [-1.7, 2.3, 0.4], at: [1, -0.5, 0.9] }),
];

/** What the reference sees through a place in the picture. */
export function lookThrough(
  scene: Scene,
  pose: Pose,
  [u, v]: readonly [number, number],
): CastHit | null {
  const [x, y] = [(u - camera.cx) / camera.fx, (v - camera.cy) / camera.fy];
  const r = pose.rotation;
  const row = (k: 0 | 1 | 2) => r[3 * k]! * x + r[3 * k + 1]! * y + r[3 * k + 2]!;
  const { light = [0, 0, 1], ambient = 0.4 } = scene;
  const direction: Vec3 = [row(0), row(1), row(2)];
  return castRay(scene.solids, { origin: pose.translation, direction, light, ambient });
}

/** A hit as the views hold it: depth, point, normal, colour. */
export const listed = (hit: CastHit | null): number[] =>
  hit ? [hit.t, ...hit.point, ...hit.normal, ...hit.rgb] : new Array<number>(10).fill(0);

/** The same of one pixel of a view. */
export const listedAt = ({ depth, points, normals, rgb }: SceneView, i: number): number[] => [
  depth[i]!,
  ...points.subarray(3 * i, 3 * i + 3),
  ...normals.subarray(3 * i, 3 * i + 3),
  ...rgb.subarray(3 * i, 3 * i + 3),
];
