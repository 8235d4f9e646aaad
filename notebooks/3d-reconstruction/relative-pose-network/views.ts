import { type Camera, lookAt, pinhole } from "@rederive/lib/camera";
import { add, compose, invert, type Pose, type Vec3 } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { castRays, randomRoom, type Scene } from "@rederive/lib/scene";

/** Sides of a picture and of a patch, in pixels. */
export const SIDE = 16;
const PATCH = 4;
const ACROSS = SIDE / PATCH;

/** What all pictures are taken with. */
export const CAMERA: Camera = pinhole({ width: SIDE, height: SIDE, fieldOfView: 1.4 });

/** Pairs of pictures with what is true of them; A first, then B. */
export interface Pairs {
  readonly count: number;
  /** Patches (count, 16, 48) of A and of B, about 0. */
  readonly patches: readonly [Float32Array, Float32Array];
  /** Poses of the cameras in the room. */
  readonly cameras: readonly (readonly [Pose, Pose])[];
  /** The pose of B in A, and of A in B. */
  readonly relative: readonly (readonly [Pose, Pose])[];
}

/** The room that a seed draws. */
export function roomOf(seed: number): Scene {
  return randomRoom(stream(foldIn(key(seed), 1)), { solids: 6 });
}

/** A camera in the back of the room that looks about one way, along the axis x. */
export function anyCamera(random: Stream): Pose {
  const spread = (size: number) => size * (2 * random.uniform() - 1);
  const from: Vec3 = [-1.8 + spread(0.8), spread(1.2), 1.5 + spread(0.3)];
  const heading = spread(0.7);
  return lookAt({ from, at: add(from, [Math.cos(heading), Math.sin(heading), spread(0.2)]) });
}

/** Pairs of pictures of a room. */
export async function drawPairs(
  gpu: Gpu,
  room: Scene,
  { count, seed }: { count: number; seed: number },
): Promise<Pairs> {
  const random = stream(foldIn(key(seed), 2));
  const cameras = Array.from(
    { length: count },
    (): [Pose, Pose] => [anyCamera(random), anyCamera(random)],
  );
  return await takePairs(gpu, room, cameras);
}

/** What pairs of cameras see. */
export async function takePairs(
  gpu: Gpu,
  room: Scene,
  cameras: readonly (readonly [Pose, Pose])[],
): Promise<Pairs> {
  const poses = [0, 1].flatMap((side) => cameras.map((pair) => pair[side]!));
  const all = await patchesOf(gpu, room, poses);
  const half = all.length / 2;
  return {
    count: cameras.length,
    patches: [all.slice(0, half), all.slice(half)],
    cameras,
    relative: cameras.map(([a, b]) => {
      const inA = compose(invert(a), b);
      return [inA, invert(inA)];
    }),
  };
}

/** The pictures of cameras, cut: (views, 16, 48), about 0. */
export async function patchesOf(
  gpu: Gpu,
  room: Scene,
  poses: readonly Pose[],
): Promise<Float32Array> {
  using views = await castRays(gpu, room, { camera: CAMERA, poses });
  const rgb = await gpu.read(views.rgb);
  const patches = new Float32Array(rgb.length);
  for (let i = 0; i < rgb.length; i++) {
    const [colour, pixel] = [i % 3, Math.floor(i / 3)];
    const [x, y, view] = [
      pixel % SIDE,
      Math.floor(pixel / SIDE) % SIDE,
      Math.floor(pixel / SIDE ** 2),
    ];
    const patch = Math.floor(y / PATCH) * ACROSS + Math.floor(x / PATCH);
    const within = (y % PATCH) * PATCH + x % PATCH;
    patches[((view * ACROSS ** 2 + patch) * PATCH ** 2 + within) * 3 + colour] = 4 * rgb[i]! - 1.5;
  }
  return patches;
}

/** Rotations (N, 9) and translations (N, 3) of poses. */
export function packPoses(poses: readonly Pose[]): {
  rotations: Float32Array<ArrayBuffer>;
  translations: Float32Array<ArrayBuffer>;
} {
  return {
    rotations: Float32Array.from(poses.flatMap(({ rotation }) => [...rotation])),
    translations: Float32Array.from(poses.flatMap(({ translation }) => [...translation])),
  };
}
