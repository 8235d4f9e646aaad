import { unproject } from "@rederive/lib/camera";
import { expRotation, IDENTITY, type Pose, type Vec3 } from "@rederive/lib/geometry";
import { CAMERA, type Pairs, PATCHES, pixelOf, PLACES } from "./room_pairs.ts";
import type { Lists } from "./told.ts";

/** Places of a frame. */
const FRAME = PATCHES * PLACES;

/** Mean absolute error of depths. */
export function depthError({ depths }: Lists, pairs: Pairs): number {
  return meanOver(depths.length, (i) => Math.abs(depths[i]! - pairs.depths[i]!));
}

/** Mean distance of points from the true ones, of both frames or of one. */
export function pointError(points: ArrayLike<number>, pairs: Pairs, frame?: 0 | 1): number {
  if (frame === undefined) {
    return meanOver(points.length / 3, (i) => apart(points, pairs.points, 3 * i));
  }
  const at = (i: number) => (2 * Math.floor(i / FRAME) + frame) * FRAME + i % FRAME;
  return meanOver(pairs.count * FRAME, (i) => apart(points, pairs.points, 3 * at(i)));
}

/** Mean distance of the second camera from its true place, and mean angle of its turn, in degrees. */
export function cameraError({ cameras }: Lists, pairs: Pairs): { place: number; degrees: number } {
  return {
    place: meanOver(pairs.count, (i) => apart(cameras, pairs.cameras, 6 * i)),
    degrees: meanOver(pairs.count, (i) => apart(cameras, pairs.cameras, 6 * i + 3)) * 180 / Math.PI,
  };
}

/** Points in the first camera's frame from depths and cameras. */
export function derivedPoints(
  { depths, cameras }: Pick<Lists, "depths" | "cameras">,
  isCameraUsed = true,
): Float32Array {
  const points = new Float32Array(3 * depths.length);
  depths.forEach((depth, at) => {
    const [pair, frame] = [Math.floor(at / (2 * FRAME)), Math.floor(at / FRAME) % 2];
    const { x, y } = pixelOf(Math.floor(at / PLACES) % PATCHES, at % PLACES);
    const pose = frame === 1 && isCameraUsed ? poseOf(cameras, pair) : HOME;
    points.set(unproject(CAMERA, pose, [x + 0.5, y + 0.5], depth), 3 * at);
  });
  return points;
}

const HOME: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

function poseOf(cameras: Float32Array, pair: number): Pose {
  const [x, y, z, a, b, c] = cameras.subarray(6 * pair, 6 * pair + 6) as unknown as [
    ...Vec3,
    ...Vec3,
  ];
  return { translation: [x, y, z], rotation: expRotation([a, b, c]) };
}

/** Of all pairs, those whose points of one frame are nearer to the true ones in the first list. */
export function pairsAhead(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { pairs, frame }: { pairs: Pairs; frame: 0 | 1 },
): number {
  let ahead = 0;
  for (let pair = 0; pair < pairs.count; pair++) {
    const from = (2 * pair + frame) * FRAME;
    const [a, b] = [first, second].map((points) =>
      meanOver(FRAME, (k) => apart(points, pairs.points, 3 * (from + k)))
    ) as [number, number];
    ahead += Number(a < b);
  }
  return ahead;
}

function apart(a: ArrayLike<number>, b: ArrayLike<number>, at: number): number {
  return Math.hypot(a[at]! - b[at]!, a[at + 1]! - b[at + 1]!, a[at + 2]! - b[at + 2]!);
}

function meanOver(count: number, of: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += of(i);
  return sum / count;
}
