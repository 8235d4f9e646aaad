import type { HostArray } from "@rederive/lib/gpu";

/**
 * Why outputs are not what ours are, or undefined when they are: no element further from ours than
 * `tolerance` times our largest.
 */
export function difference(
  theirs: readonly HostArray[],
  ours: readonly HostArray[],
  tolerance: number,
): string | undefined {
  if (theirs.length !== ours.length) return `${theirs.length} outputs, wanted ${ours.length}`;
  for (const [i, want] of ours.entries()) {
    const got = theirs[i]!;
    if (got.length !== want.length) return `${got.length} elements, wanted ${want.length}`;
    let largest = 0;
    for (const value of want) largest = Math.max(largest, Math.abs(value));
    for (let k = 0; k < want.length; k++) {
      // written so that NaN is a difference
      if (Math.abs(got[k]! - want[k]!) <= tolerance * largest) continue;
      return `element ${k} is ${got[k]}, wanted ${want[k]}`;
    }
  }
  return undefined;
}
