/** Values as colours of pixels, (N, 3): black for the 2nd percentile and below, white for the 98th. */
export function greys(values: ArrayLike<number>): Float32Array {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [at(0.02), at(0.98)];
  return Float32Array.from({ length: 3 * values.length }, (_, n) => {
    const share = (values[Math.floor(n / 3)]! - low) / (high - low || 1);
    return Math.min(1, Math.max(0, share)) ** 2.2; // even steps on a screen
  });
}
