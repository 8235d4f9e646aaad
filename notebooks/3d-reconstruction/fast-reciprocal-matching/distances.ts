import type { FastMatches, Pair, Tables } from "@rederive/lib/matching";

/** Descriptors of both pictures, (N, width) and (M, width). */
export interface Descriptors {
  readonly descriptors: readonly [Float32Array, Float32Array];
  readonly width: number;
}

/** The squared distance of two rows, in f64. */
function square(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += (a[i * width + k]! - b[j * width + k]!) ** 2;
  return sum;
}

/**
 * By how much, at worst, a pair is farther apart than either of its pixels is from its nearest in the
 * other picture: the largest ratio of squared distances, in f64. Reciprocal pairs have 1.
 */
export function worstExcess(
  pairs: readonly Pair[],
  { descriptors: [first, second], width }: Descriptors,
): number {
  let worst = 1;
  for (const [i, j] of pairs) {
    const own = square(first, i, second, j, width);
    for (let n = 0; n < second.length / width; n++) {
      worst = Math.max(worst, own / square(first, i, second, n, width));
    }
    for (let n = 0; n < first.length / width; n++) {
      worst = Math.max(worst, own / square(first, n, second, j, width));
    }
  }
  return worst;
}

/** Steps of all orbits, there and back, that went farther than the step before, rounding aside. */
export function countRises(
  { orbits }: FastMatches,
  { there }: Pick<Tables, "there">,
  { descriptors: [first, second], width }: Descriptors,
): number {
  let rises = 0;
  for (const orbit of orbits) {
    let last = Infinity;
    orbit.forEach((i, n) => {
      const ways = [[i, there[i]!], [orbit[n + 1] ?? i, there[i]!]] as const;
      for (const [a, b] of ways) {
        const length = square(first, a, second, b, width);
        if (length > last * (1 + 1e-5)) rises++;
        last = length;
      }
    });
  }
  return rises;
}

/**
 * Descriptors on a circle, taking turns between the pictures, each gap smaller than the last: from the
 * first pixel, every answer is the next one, and only the last two pixels are each other's nearest.
 */
export function drawChain(pixels: number): readonly [
  Float32Array<ArrayBuffer>,
  Float32Array<ArrayBuffer>,
] {
  const rows = [new Float32Array(2 * pixels), new Float32Array(2 * pixels)] as const;
  let angle = 0;
  for (let n = 0; n < 2 * pixels; n++) {
    rows[n % 2]!.set([Math.cos(angle), Math.sin(angle)], 2 * (n >> 1));
    angle += 0.001 * (3 * pixels - n);
  }
  return rows;
}
