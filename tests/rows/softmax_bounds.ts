import { gamma } from "@rederive/lib/check";
import * as reference from "@rederive/lib/reference";

const ULP = 2 ** -23;

/**
 * Relative error of a sum of exponentials: exp(-d) is off by 3 + 2 d ulps (the WGSL specification),
 * which weighted by exp(-d) is at most 3 + 2 ln(columns) on average; then `columns` roundings.
 */
const ofSum = (columns: number) => (3 + 2 * Math.log(columns)) * ULP + gamma(columns);

/** Bounds of a softmax: the exponential's own error, the sum's, a division; 1e-37 is flushed. */
export function softmaxBounds(x: ArrayLike<number>): number[] {
  const y = reference.logSoftmax(x);
  const least = Math.max(...y);
  return y.map((v) => Math.exp(v) * ((8 + 3 * (least - v)) * ULP + ofSum(x.length)) + 1e-37);
}

/** Bounds of a log-softmax: two subtractions, the logarithm (2^-21, or 3 ulps) and its argument. */
export function logSoftmaxBounds(x: ArrayLike<number>): number[] {
  const peak = Math.max(...Array.from(x));
  const logarithm = 2 ** -21 + 3 * ULP * Math.log(x.length) + ofSum(x.length);
  return reference.logSoftmax(x).map((y, i) => (peak - x[i]! + Math.abs(y)) * ULP + logarithm);
}
