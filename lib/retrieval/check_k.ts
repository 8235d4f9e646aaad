/** What `topK()` finds at most. */
const MOST = 1024;

/** Throws unless `k` things can be found among `count`, which are what is said. */
export function checkK(action: string, k: number, count: number, are = "are indexed"): void {
  const most = Math.min(MOST, count);
  if (Number.isInteger(k) && k >= 1 && k <= most) return;
  throw new RangeError(
    `Cannot ${action}: ${count} ${are}, wanted an integer from 1 to ${most}`,
  );
}
