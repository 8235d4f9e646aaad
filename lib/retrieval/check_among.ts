/** Throws unless a filter says of each thing whether it may be found; how many may. */
export function checkAmong(action: string, among: Uint8Array, count: number): number {
  if (among.length === count) return among.reduce((sum, one) => sum + Number(one !== 0), 0);
  throw new RangeError(
    `Cannot ${action}: the filter speaks of ${among.length}, wanted all ${count}`,
  );
}
