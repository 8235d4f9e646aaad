import { type Camera, unproject } from "@rederive/lib/camera";
import {
  compose,
  expPose,
  norm,
  type Pose,
  scale,
  subtract,
  type Vec3,
} from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";

/** What a network says of one picture: depths and points row by row, and where the camera is. */
export interface Outputs {
  readonly depths: readonly number[];
  readonly points: readonly Vec3[];
  readonly pose: Pose;
}

/** What a renderer says of it. */
export function trueOutputs({ depth, points, pose }: SceneView): Outputs {
  const place = (i: number): Vec3 => [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
  return { depths: [...depth], points: Array.from(depth, (_, i) => place(i)), pose };
}

/** From depths and camera to points; `along` tells whether depths are those of z or of the ray. */
export function pointsOf(
  camera: Camera,
  { depths, pose }: Pick<Outputs, "depths" | "pose">,
  along: "z" | "ray" = "z",
): Vec3[] {
  return depths.map((depth, i) => {
    const [x, y] = [i % camera.width + 0.5, Math.floor(i / camera.width) + 0.5];
    const far = along === "z"
      ? 1
      : norm([(x - camera.cx) / camera.fx, (y - camera.cy) / camera.fy, 1]);
    return unproject(camera, pose, [x, y], depth / far);
  });
}

/** Wrong outputs that agree with each other: depths and pose are off, points follow from them. */
export function wrongTogether(camera: Camera, truth: Outputs, seed: number): Outputs {
  const random = stream(seed);
  const some = (size: number): Vec3 =>
    [0, 0, 0].map(() => size * random.normal()) as unknown as Vec3;
  const depths = truth.depths.map((depth) => depth * (1 + 0.05 * random.normal()));
  const pose = compose(truth.pose, expPose({ linear: some(0.1), angular: some(0.05) }));
  return { depths, pose, points: pointsOf(camera, { depths, pose }) };
}

/** The same, each point on the other side of the true one: as far off, and at odds with the rest. */
export function atOdds({ points, ...rest }: Outputs, truth: Outputs): Outputs {
  const mirrored = points.map((point, i) => subtract(scale(truth.points[i]!, 2), point));
  return { ...rest, points: mirrored };
}

/** A loss of outputs. */
export type Loss = (camera: Camera, outputs: Outputs, truth: Outputs) => number;

/** VGGT's, confidences 1: errors of camera, depths and points, each by itself, and of slopes along rows. */
export const separately: Loss = ({ width }, outputs, truth) => {
  const depthOff = outputs.depths.map((depth, i): Vec3 => [depth - truth.depths[i]!, 0, 0]);
  const pointOff = outputs.points.map((point, i) => subtract(point, truth.points[i]!));
  const map = (off: readonly Vec3[]) => {
    const slopes = off.flatMap((e, i) => i % width === 0 ? [] : [norm(subtract(e, off[i - 1]!))]);
    return mean(off.map(norm)) + mean(slopes);
  };
  const way = subtract(outputs.pose.translation, truth.pose.translation);
  const turn = outputs.pose.rotation.map((r, i) => r - truth.pose.rotation[i]!);
  return map(depthOff) + map(pointOff) + Math.hypot(...way) + Math.hypot(...turn);
};

/** The same, and how far the points are from where depths and camera put them. */
export const withRelation: Loss = (camera, outputs, truth) => {
  const derived = pointsOf(camera, outputs);
  const apart = outputs.points.map((point, i) => norm(subtract(point, derived[i]!)));
  return separately(camera, outputs, truth) + mean(apart);
};

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b) / values.length;
}
