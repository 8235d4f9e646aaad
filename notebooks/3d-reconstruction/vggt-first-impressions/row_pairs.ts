import type { Stream } from "@rederive/lib/random";

/** Samples of a row of a picture. */
export const WIDTH = 64;
/** The standard deviation of the noise of a sample. */
export const NOISE = 0.05;

/** How the wall is painted: waves of many lengths, or one of six samples over and over. */
export type Texture = "waves" | "stripes";

/** A wall seen by two cameras side by side, one row of each picture. */
export interface RowPair {
  /** What the left camera sees, and the right one: noisy. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** One over the depth of the wall, which is from 1 to 10. */
  readonly nearness: number;
  /** How far a wall at depth 1 is shifted from one row to the other, in samples: the parallax. */
  readonly parallax: number;
}

/** What is drawn, but for what chance decides. */
export interface PairOptions {
  readonly parallax: number;
  /** The standard deviation of the paint; that of the noise is 0.05. */
  readonly contrast: number;
  readonly texture?: Texture;
}

/** A wall parallel to both pictures; one over its depth is uniform from 1/10 to 1. */
export function drawPair(
  random: Stream,
  { parallax, contrast, texture = "waves" }: PairOptions,
): RowPair {
  const wave = (length: number, size: number) => {
    return { turn: 2 * Math.PI / length, phase: 2 * Math.PI * random.uniform(), size };
  };
  const waves = texture === "stripes"
    ? [wave(6, Math.SQRT2)]
    : Array.from({ length: 6 }, () => wave(1 / (0.02 + 0.1 * random.uniform()), 1 / Math.sqrt(3)));
  const paint = (x: number) =>
    contrast *
    waves.reduce((sum, { turn, phase, size }) => sum + size * Math.sin(turn * x + phase), 0);
  const nearness = 0.1 + 0.9 * random.uniform();
  const row = (shift: number) =>
    Float64Array.from({ length: WIDTH }, (_, x) => paint(x + shift) + NOISE * random.normal());
  return { left: row(0), right: row(parallax * nearness), nearness, parallax };
}
