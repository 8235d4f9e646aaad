import {
  alignFlat,
  composeFlat,
  type FlatPose,
  invertFlat,
  transformFlat,
  wrapAngle,
} from "@rederive/lib/flatland";
import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { LAP, PICTURES, ROUND, SHARED } from "./hall.ts";
import { offer } from "./reservoir.ts";
import { featureOf, retrieve } from "./retrieval.ts";

/** How far a registration against one frame is off, where both see the same: radians, and units of the hall. */
export const REGISTRATION = { angle: 0.01, place: 0.03 } as const;

/** How frames are registered. */
export interface DriftOptions {
  readonly frames: number;
  readonly seed: number;
  /** So many frames out of the buffer; "chain": the one before. */
  readonly references: number | "chain";
  /** B; 20 unless given. */
  readonly buffer?: number;
}

/** How many times as noisy a registration is by frames that share only part of their views. */
export function noiseOf(frame: number, reference: number): number {
  return 1 / Math.sqrt(Math.max(SHARED[frame % LAP]![reference % LAP]!, 0.05));
}

/**
 * Poses that a walk is given, frame after frame: each frame's local points are laid on the world points of its
 * references, as these were registered themselves, and each reference adds an error of its own. The first
 * frame is the world.
 */
export function registerWalk(
  { frames, seed, references, buffer: size = 20 }: DriftOptions,
): FlatPose[] {
  const random = stream(foldIn(key(seed), 7));
  const features = Array.from({ length: frames }, (_, i) => featureOf(random, i));
  const poses: FlatPose[] = [ROUND[0]!];
  const buffer = [0];
  for (let frame = 1; frame < frames; frame++) {
    const chosen = references === "chain"
      ? [frame - 1]
      : retrieve(buffer, { frame, features, count: references });
    poses.push(register(random, { frame, chosen, poses }));
    offer(random, buffer, frame, { size, seen: frame });
  }
  return poses;
}

/** One frame, by all its references at once: weighted, in closed form. */
function register(
  random: Stream,
  { frame, chosen, poses }: {
    readonly frame: number;
    readonly chosen: readonly number[];
    readonly poses: readonly FlatPose[];
  },
): FlatPose {
  const { local } = PICTURES[frame % LAP]!;
  const [from, to, weights]: number[][] = [[], [], []];
  for (const reference of chosen) {
    const size = noiseOf(frame, reference);
    const error: FlatPose = {
      angle: REGISTRATION.angle * size * random.normal(),
      translation: [
        REGISTRATION.place * size * random.normal(),
        REGISTRATION.place * size * random.normal(),
      ],
    };
    const relative = composeFlat(invertFlat(ROUND[reference % LAP]!), ROUND[frame % LAP]!);
    const pose = composeFlat(poses[reference]!, relative, error);
    for (let r = 0; r < local.length; r += 2) {
      const point = [local[r]!, local[r + 1]!] as const;
      from!.push(...point);
      to!.push(...transformFlat(pose, point));
      weights!.push(1 / size ** 2);
    }
  }
  return alignFlat(from!, to!, { weights: weights! });
}

/** How far each pose is turned from the true one, in radians. */
export function turnsOff(poses: readonly FlatPose[]): number[] {
  return poses.map(({ angle }, i) => wrapAngle(angle - ROUND[i % LAP]!.angle));
}

/** How far each pose is from its true place. */
export function placesOff(poses: readonly FlatPose[]): number[] {
  return poses.map(({ translation: [x, y] }, i) => {
    const [wantedX, wantedY] = ROUND[i % LAP]!.translation;
    return Math.hypot(x - wantedX, y - wantedY);
  });
}

/** The standard deviation of the chain's turn after each frame: errors of all links, added. */
export function chainLaw(frames: number): number[] {
  let variance = 0;
  return Array.from({ length: frames }, (_, i) => {
    if (i > 0) variance += (REGISTRATION.angle * noiseOf(i, i - 1)) ** 2;
    return Math.sqrt(variance);
  });
}

/** Root of the mean square over walks, frame by frame. */
export function rootMeanSquares(walks: readonly (readonly number[])[]): number[] {
  return walks[0]!.map((_, i) =>
    Math.sqrt(walks.reduce((sum, walk) => sum + walk[i]! ** 2, 0) / walks.length)
  );
}
