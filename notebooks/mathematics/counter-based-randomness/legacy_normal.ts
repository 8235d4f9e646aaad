/** numpy's legacy normal: the polar method, which makes two values at a time and hands out one. */

import { type MtState, nextDouble, reseed } from "./mt19937.ts";

/** What `numpy.random.RandomState` keeps: the Twister, and a normal value waiting for the next call. */
export interface LegacyState {
  twister: MtState;
  cached: number | undefined;
}

/** Draws one normal value; a cached half-pair is handed out first. */
export function nextNormal(state: LegacyState): number {
  if (state.cached !== undefined) {
    const value = state.cached;
    state.cached = undefined;
    return value;
  }
  for (;;) {
    const x = 2 * nextDouble(state.twister) - 1;
    const y = 2 * nextDouble(state.twister) - 1;
    const r2 = x * x + y * y;
    if (r2 >= 1 || r2 === 0) continue; // outside the unit disc: the method rejects about 21 % of pairs
    const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
    state.cached = scale * x; // numpy keeps the first of the pair and returns the second
    return scale * y;
  }
}

/** Draws `count` normal values. */
export function drawNormals(state: LegacyState, count: number): number[] {
  return Array.from({ length: count }, () => nextNormal(state));
}

/** Seeds in place, like `numpy.random.seed`: the words, the position and the cached half-pair. */
export function seedLegacy(state: LegacyState, seed: number): void {
  reseed(state.twister, seed);
  state.cached = undefined;
}
