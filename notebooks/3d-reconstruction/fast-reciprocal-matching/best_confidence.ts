import { confidenceLoss } from "./losses.ts";

/** The C = 1 + exp(c) with the least loss for an error, by golden section over c from -20 to 20. */
export function bestConfidence(error: number, alpha: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const lossAt = (c: number) => confidenceLoss(error, 1 + Math.exp(c), alpha);
  let [low, high] = [-20, 20];
  while (high - low > 1e-9) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (lossAt(a) < lossAt(b)) high = b;
    else low = a;
  }
  return 1 + Math.exp((low + high) / 2);
}
