import { lookAt, pinhole } from "@rederive/lib/camera";
import {
  compose,
  invert,
  logRotation,
  norm,
  type Pose,
  scale,
  transformPoint,
  type Vec3,
} from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { readViews, type Scene, type SceneView } from "@rederive/lib/scene";

/** Pixels along the edge of a picture, and of a patch. */
export const [SIZE, PATCH] = [32, 8] as const;
/** Patches of a picture, and numbers of a patch. */
export const [PATCHES, PIXELS] = [(SIZE / PATCH) ** 2, 3 * PATCH ** 2] as const;
/** Places of a patch at which depth and point are to be told. */
export const PLACES = 4;
/** The camera of all views. */
export const CAMERA = pinhole({ width: SIZE, height: SIZE, fieldOfView: 1.2 });

/** Pairs of views of a room, and what is to be told of them: lengths in the pair's own unit. */
export interface Pairs {
  readonly count: number;
  /** Patches (pairs, 2, 16, 192), pixel by pixel. */
  readonly patches: Float32Array<ArrayBuffer>;
  /** Depths (pairs, 2, 16, 4). */
  readonly depths: Float32Array<ArrayBuffer>;
  /** Points (pairs, 2, 16, 12) in the frame of the first camera. */
  readonly points: Float32Array<ArrayBuffer>;
  /** Pose of the second camera in the first, translation and turn (pairs, 6). */
  readonly cameras: Float32Array<ArrayBuffer>;
}

/** Numbers of a pair in each list. */
export const SIZES = {
  patches: 2 * PATCHES * PIXELS,
  depths: 2 * PATCHES * PLACES,
  points: 2 * PATCHES * PLACES * 3,
  cameras: 6,
} as const;

/** Pairs of views from random places along an arc, which look at the middle of the room. */
export async function drawPairs(
  gpu: Gpu,
  scene: Scene,
  { count, seed }: { count: number; seed: number },
): Promise<{ pairs: Pairs; views: SceneView[] }> {
  const random = stream(foldIn(key(seed), 1));
  const poses = Array.from({ length: count }, () => {
    const angle = 1.3 * random.uniform();
    return [anyPose(random, angle), anyPose(random, angle + about(random, 0.8))];
  }).flat();
  const views = await readViews(gpu, scene, { camera: CAMERA, poses });
  const empty = (name: keyof typeof SIZES) => new Float32Array(count * SIZES[name]);
  const pairs = {
    count,
    patches: empty("patches"),
    depths: empty("depths"),
    points: empty("points"),
    cameras: empty("cameras"),
  };
  for (let i = 0; i < count; i++) fill(pairs, i, views.slice(2 * i, 2 * i + 2));
  return { pairs, views };
}

/** The pixel of a place: four in each patch, four pixels apart. */
export function pixelOf(patch: number, place: number): { x: number; y: number } {
  const across = SIZE / PATCH;
  return {
    x: (patch % across) * PATCH + (place % 2) * 4 + 2,
    y: Math.floor(patch / across) * PATCH + Math.floor(place / 2) * 4 + 2,
  };
}

function about(random: Stream, width: number): number {
  return width * (random.uniform() - 0.5);
}

function anyPose(random: Stream, angle: number): Pose {
  const radius = 2.2 + about(random, 0.8);
  const from: Vec3 = [
    radius * Math.cos(angle),
    radius * Math.sin(angle),
    1.7 + about(random, 0.6),
  ];
  return lookAt({ from, at: [about(random, 0.8), about(random, 0.8), 1.2 + about(random, 0.4)] });
}

function fill(pairs: Pairs, i: number, views: readonly SceneView[]): void {
  const world = invert(views[0]!.pose);
  const seen = views.flatMap(({ points, depth }, frame) =>
    Array.from({ length: PATCHES * PLACES }, (_, k) => {
      const { x, y } = pixelOf(Math.floor(k / PLACES), k % PLACES);
      const at = y * SIZE + x;
      const point = [points[3 * at]!, points[3 * at + 1]!, points[3 * at + 2]!] as const;
      const row = (i * 2 + frame) * PATCHES * PLACES + k;
      return { point: transformPoint(world, point), depth: depth[at]!, row };
    })
  );
  const unit = seen.reduce((sum, { point }) => sum + norm(point), 0) / seen.length;
  for (const { point, depth, row } of seen) {
    pairs.depths[row] = depth / unit;
    pairs.points.set(scale(point, 1 / unit), 3 * row);
  }
  const { rotation, translation } = compose(world, views[1]!.pose);
  pairs.cameras.set([...scale(translation, 1 / unit), ...logRotation(rotation)], 6 * i);
  views.forEach(({ rgb }, frame) => {
    for (let k = 0; k < PATCHES * PIXELS; k++) {
      const [patch, inside] = [Math.floor(k / PIXELS), k % PIXELS];
      const { x, y } = pixelOf(patch, 0);
      const [left, top] = [x - 2, y - 2];
      const at = Math.floor(inside / 3);
      const pixel = (top + Math.floor(at / PATCH)) * SIZE + left + at % PATCH;
      pairs.patches[(i * 2 + frame) * PATCHES * PIXELS + k] = 3 *
        (rgb[3 * pixel + inside % 3]! - 0.3);
    }
  });
}
