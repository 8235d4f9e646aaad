/**
 * The area under recall over error up to a threshold, divided by it, for one error a pose: points of the
 * curve joined by straight lines, as the usual evaluation programs do.
 */
export function recallArea(errors: readonly number[], threshold: number): number {
  const sorted = errors.toSorted((a, b) => a - b);
  const inside = sorted.filter((error) => error < threshold);
  const x = [0, ...inside, threshold];
  const y = [0, ...inside.map((_, i) => (i + 1) / sorted.length), inside.length / sorted.length];
  let area = 0;
  for (let i = 1; i < x.length; i++) area += (x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!) / 2;
  return area / threshold;
}
