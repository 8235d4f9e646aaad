import { stream } from "@rederive/lib/random";
import type { Inputs } from "./network.ts";

/** Points in D dimensions around K centres, with the number of their centre. */
export interface Blobs extends Inputs {
  readonly labels: Int32Array;
}

/** K centres in D dimensions, drawn once for a problem; `apart` is their spread in each. */
export function drawCentres(
  seed: number,
  { K, D, apart }: { K: number; D: number; apart: number },
): Float64Array {
  const random = stream(seed);
  return Float64Array.from({ length: K * D }, () => apart * random.normal());
}

/**
 * As many points around each centre, one unit wide in every direction. A share `mislabelled` of them
 * gets another label, any other being as likely.
 */
export function drawBlobs(
  seed: number,
  { centres, K, count, mislabelled = 0 }: {
    centres: Float64Array;
    K: number;
    count: number;
    mislabelled?: number;
  },
): Blobs {
  const random = stream(seed);
  const D = centres.length / K;
  const x = new Float64Array(count * D);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const centre = i % K;
    for (let d = 0; d < D; d++) x[i * D + d] = centres[centre * D + d]! + random.normal();
    const wrong = (centre + 1 + random.integer(K - 1)) % K;
    labels[i] = random.uniform() < mislabelled ? wrong : centre;
  }
  return { x, count, labels };
}

/** Logits of the best classifier there is: minus half the squared distance to each centre. */
export function bestLogits({ x, count }: Inputs, centres: Float64Array, K: number): Float64Array {
  const D = centres.length / K;
  return Float64Array.from({ length: count * K }, (_, at) => {
    const [i, k] = [Math.floor(at / K), at % K];
    let squares = 0;
    for (let d = 0; d < D; d++) squares += (x[i * D + d]! - centres[k * D + d]!) ** 2;
    return -squares / 2;
  });
}

/** The column of the largest number of each row; of equal ones the first. */
export function argmaxOfRows(rows: Float64Array, K: number): Int32Array {
  return Int32Array.from({ length: rows.length / K }, (_, i) => {
    let best = 0;
    for (let k = 1; k < K; k++) if (rows[i * K + k]! > rows[i * K + best]!) best = k;
    return best;
  });
}

/** The share of rows whose largest number is in the column of their label. */
export function accuracyOf(rows: Float64Array, labels: Int32Array): number {
  const guesses = argmaxOfRows(rows, rows.length / labels.length);
  return guesses.filter((guess, i) => guess === labels[i]).length / labels.length;
}
