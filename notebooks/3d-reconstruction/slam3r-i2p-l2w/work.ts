import { SIZES } from "./frames.ts";

/** Sizes of a pipeline. */
export interface Pipeline {
  /** N, frames of a clip. */
  readonly clip: number;
  /** Frames in the buffer. */
  readonly held: number;
  /** K, references of a registration. */
  readonly references: number;
}

const { tokens: T, channels: C } = SIZES;

/** Multiplications of one MergeBlock that looks at so many others. */
export function workOfBlock(others: number): number {
  const attention = 4 * T * C * C + 2 * T * T * C;
  return attention * (1 + others) + 4 * T * C * C;
}

/** Two layers of both decoders, for a key frame and so many others. */
function workOfDecoders(others: number): number {
  return 2 * (workOfBlock(others) + others * workOfBlock(1));
}

/**
 * Multiplications for a new frame: it is encoded, its clip is decoded, it is compared with every frame of the
 * buffer by the first decoder layer, and registered.
 */
export function workOfFrame({ clip, held, references }: Pipeline): number {
  const encoder = T * 12 * C + 2 * (workOfBlock(0));
  const compared = held * (workOfBlock(1) + T * C);
  const points = (1 + Math.min(held, references)) * T * 8 * C;
  return encoder + workOfDecoders(clip - 1) + compared + points +
    workOfDecoders(Math.min(held, references));
}

/** The same where every new frame is decoded with each earlier one, two by two. */
export function workByPairs(n: number): number {
  return T * 12 * C + 2 * workOfBlock(0) + (n - 1) * 2 * workOfDecoders(1);
}
