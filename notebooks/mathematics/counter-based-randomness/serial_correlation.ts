import { correlation } from "./correlation.ts";

/**
 * Does a value say anything about the next one? Correlation of neighbours, in standard deviations:
 * for independent values the coefficient is close to normal with standard deviation 1 / sqrt(n).
 */
export function serialCorrelation(words: Uint32Array): number {
  const n = words.length - 1;
  return correlation(words.subarray(0, n), words.subarray(1)) * Math.sqrt(n);
}
