import {
  expRotation,
  type Mat3,
  multiply,
  randomRotation,
  type Vec3,
} from "@rederive/lib/geometry";
import type { Stream } from "@rederive/lib/random";

/** How good the estimates of one rotation are. */
export interface CandidateOptions {
  /** The rotation that is estimated. */
  readonly truth: Mat3;
  /** How many estimates. */
  readonly count: number;
  /** The standard deviation of an estimate's error about each axis, in radians. */
  readonly noise: number;
  /** So many of them, the first, are any rotation at all. */
  readonly wild: number;
  /** The wild ones agree: they are good estimates of one other rotation. False unless given. */
  readonly agree?: boolean;
}

/** A vector of three normal numbers of a standard deviation. */
export function normalVector(random: Stream, size: number): Vec3 {
  return [size * random.normal(), size * random.normal(), size * random.normal()];
}

/** A rotation drawn uniformly from all. */
export function anyRotation(random: Stream): Mat3 {
  return randomRotation(random.uniform(), random.uniform(), random.uniform());
}

/** Estimates of one rotation. */
export function drawCandidates(
  random: Stream,
  { truth, count, noise, wild, agree = false }: CandidateOptions,
): Mat3[] {
  const near = (centre: Mat3) => multiply(centre, expRotation(normalVector(random, noise)));
  const other = agree ? anyRotation(random) : undefined;
  return Array.from({ length: count }, (_, i) => {
    if (i >= wild) return near(truth);
    return other ? near(other) : anyRotation(random);
  });
}
