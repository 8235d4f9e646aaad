import {
  composeFlat,
  type FlatCamera,
  type FlatColour,
  type FlatPose,
  type FlatRoom,
  outlineRoom,
  takePicture,
  transformFlat,
  type Vec2,
} from "@rederive/lib/flatland";
import type { Stream } from "@rederive/lib/random";
import { SIZES } from "./frames.ts";

const { rays } = SIZES;

/** What all pictures of the registrar are taken with. */
export const CAMERA: FlatCamera = { rays, fieldOfView: 2 };
/** Frames of an example: the key frame and three scene frames. */
export const FRAMES = 4;
/** The standard deviation of the noise in what L2W is given, in half sides of the room. */
export const NOISE = { local: 0.05, scene: 0.25 } as const;

const COLOURS: readonly FlatColour[] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]];
const SQUARE: readonly Vec2[] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
/** Two square rooms: one wall in each of four colours, and all in one. */
export const ROOMS: Readonly<Record<"painted" | "plain", FlatRoom>> = {
  painted: outlineRoom([SQUARE], { paint: (wall) => [COLOURS[wall]!] }),
  plain: outlineRoom([SQUARE], { paint: () => [COLOURS[0]!] }),
};
/** One of them. */
export type RoomName = keyof typeof ROOMS;

/** Examples of frames, as numbers for a network; the key frame of each is the first. */
export interface Examples {
  readonly count: number;
  /** (count, N, T, 12). */
  readonly pictures: Float32Array<ArrayBuffer>;
  /** (count, N, T, 8): noisy; the key frame's points local, the others' in the world. */
  readonly points: Float32Array<ArrayBuffer>;
  /** (count, N, R, 2): all points in the world, exact. */
  readonly truth: Float32Array<ArrayBuffer>;
  /** (count, R, 2): the key frame's exact local points. */
  readonly local: Float32Array<ArrayBuffer>;
}

/** How examples are drawn. */
export interface DrawOptions {
  readonly room: FlatRoom;
  readonly count: number;
  /** N; the key frame and three others unless given. */
  readonly frames?: number;
  /**
   * Each is there sixteen times: with the key frame and with the world turned by any quarters. False unless
   * given.
   */
  readonly isTurned?: boolean;
}

const turned = (quarters: number, { angle, translation }: FlatPose): FlatPose =>
  composeFlat({ angle: quarters * Math.PI / 2, translation: [0, 0] }, { angle, translation });

/**
 * Frames taken anywhere near the middle of a room, looking anywhere, in a world that is turned by any number
 * of quarters: which wall is where, only the scene frames tell.
 */
export function drawExamples(
  random: Stream,
  { room, count, frames = FRAMES, isTurned = false }: DrawOptions,
): Examples {
  const size = frames * rays;
  const all: Examples = {
    count,
    pictures: new Float32Array(count * size * 3),
    points: new Float32Array(count * size * 2),
    truth: new Float32Array(count * size * 2),
    local: new Float32Array(count * rays * 2),
  };
  const copies = isTurned ? 16 : 1;
  for (let i = 0; i < count; i++) {
    if (i % copies > 0) continue;
    const place = () => 0.8 * random.uniform() - 0.4;
    const poses = Array.from({ length: frames }, (): FlatPose => ({
      angle: 2 * Math.PI * random.uniform(),
      translation: [place(), place()],
    }));
    const world = Math.floor(4 * random.uniform());
    const noise = Array.from({ length: 2 * size }, () => random.normal());
    for (let copy = 0; copy < copies; copy++) {
      const own = [turned(copy >> 2, poses[0]!), ...poses.slice(1)];
      fill(all, i + copy, { room, poses: own, quarters: world + copy % 4, noise });
    }
  }
  return all;
}

interface Example {
  readonly room: FlatRoom;
  readonly poses: readonly FlatPose[];
  readonly quarters: number;
  readonly noise: readonly number[];
}

function fill(all: Examples, i: number, { room, poses, quarters, noise }: Example): void {
  poses.forEach((pose, j) => {
    const { colours, local, world } = takePicture(room, pose, CAMERA);
    const truth = local.map((_, k) => {
      const point: Vec2 = [world[k & ~1]!, world[k | 1]!];
      return transformFlat(turned(quarters, { angle: 0, translation: [0, 0] }), point)[k & 1]!;
    });
    const [given, size] = j === 0 ? [local, NOISE.local] : [truth, NOISE.scene];
    const at = (i * poses.length + j) * rays;
    all.pictures.set(colours.map((x) => 2 * x - 0.8), 3 * at);
    all.points.set(given.map((x, k) => x + size * noise[2 * j * rays + k]!), 2 * at);
    all.truth.set(truth, 2 * at);
    if (j === 0) all.local.set(local, 2 * i * rays);
  });
}
