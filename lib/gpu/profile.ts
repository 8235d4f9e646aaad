/** Time one kernel took, over all its dispatches while profiling. */
export interface ProfileRow {
  /** The kernel's label. */
  kernel: string;
  /** How often it ran. */
  dispatches: number;
  /** Milliseconds on the GPU, all dispatches together. */
  ms: number;
}

/** Sums timestamp pairs by kernel, slowest first. */
export function sumTimestamps(
  labels: readonly string[],
  nanoseconds: BigUint64Array,
): ProfileRow[] {
  const rows = new Map<string, ProfileRow>();
  for (const [i, kernel] of labels.entries()) {
    const row = rows.get(kernel) ?? { kernel, dispatches: 0, ms: 0 };
    row.dispatches++;
    row.ms += Number(nanoseconds[2 * i + 1]! - nanoseconds[2 * i]!) / 1e6;
    rows.set(kernel, row);
  }
  return [...rows.values()].sort((a, b) => b.ms - a.ms);
}

/**
 * Lays a profile out as text: milliseconds, dispatches and name of each kernel.
 *
 * @example
 * ```ts
 * import { formatProfile } from "@rederive/lib/gpu";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const rows = [{ kernel: "matmul", dispatches: 2, ms: 1.5 }];
 * equal(formatProfile(rows), "     1.500 ms     2 x  matmul");
 * ```
 */
export function formatProfile(rows: readonly ProfileRow[]): string {
  return rows.map(({ kernel, dispatches, ms }) =>
    `${ms.toFixed(3).padStart(10)} ms ${String(dispatches).padStart(5)} x  ${kernel}`
  ).join("\n");
}
