/** Tokens of a frame of 518 x 518 pixels in patches of 14, with a camera token and four registers. */
export const TOKENS = (518 / 14) ** 2 + 5;

/** Multiply-adds of one forward pass over so many frames, part by part; heads left out. */
export interface ForwardCost {
  /** Products with weights, in the encoder and in the layers of attention. */
  readonly weights: number;
  /** Tokens with tokens inside frames: encoder and frame-wise layers. */
  readonly inFrames: number;
  /** Tokens with tokens of all frames: global layers. */
  readonly acrossFrames: number;
}

/** VGGT's: an encoder of 24 layers, 24 frame-wise and 24 global ones, width 1024. */
export function forwardCost(frames: number): ForwardCost {
  const c = 1024;
  const all = frames * TOKENS;
  return {
    weights: 72 * 12 * all * c ** 2,
    inFrames: 48 * 2 * frames * TOKENS ** 2 * c,
    acrossFrames: 24 * 2 * all ** 2 * c,
  };
}

/** All parts. */
export function total({ weights, inFrames, acrossFrames }: ForwardCost): number {
  return weights + inFrames + acrossFrames;
}
