import type { Work } from "./recorder.ts";
import type { Roof } from "./roof.ts";

/** What one kernel took, over all its dispatches while profiling. */
export interface ProfileRow extends Work {
  /** The kernel's label. */
  kernel: string;
  /** How often it ran. */
  dispatches: number;
  /** Milliseconds on the GPU, all dispatches together. */
  ms: number;
}

/** Sums timestamp pairs by kernel, slowest first. */
export function sumTimestamps(
  runs: readonly (Readonly<Work> & { readonly label: string })[],
  nanoseconds: BigUint64Array,
): ProfileRow[] {
  const rows = new Map<string, ProfileRow>();
  for (const [i, { label: kernel, flops, bytes }] of runs.entries()) {
    const row = rows.get(kernel) ?? { kernel, dispatches: 0, ms: 0, flops: 0, bytes: 0 };
    row.dispatches++;
    row.ms += Number(nanoseconds[2 * i + 1]! - nanoseconds[2 * i]!) / 1e6;
    row.flops += flops;
    row.bytes += bytes;
    rows.set(kernel, row);
  }
  return [...rows.values()].sort((a, b) => b.ms - a.ms);
}

/**
 * Lays a profile out as text: of each kernel its milliseconds, its dispatches, what it computed and
 * moved in a second, and how much that is of what the device can. Kernels that do not say how much
 * they compute are measured by what they move: the arrays they were given, each once.
 *
 * @example
 * ```ts
 * import { formatProfile } from "@rederive/lib/gpu";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const roof = { gflops: 100, gbPerSecond: 10 };
 * const rows = [{ kernel: "matmul", dispatches: 2, ms: 1.5, flops: 3e7, bytes: 6e6 }];
 * equal(
 *   formatProfile(rows, roof),
 *   `         ms      n   GFLOP/s     of      GB/s     of  kernel
 *       1.500      2     20.00   20 %      4.00   40 %  matmul
 * the device: 100.00 GFLOP/s of multiply-adds, 10.00 GB/s of a copy`,
 * );
 * ```
 */
export function formatProfile(rows: readonly ProfileRow[], roof: Roof): string {
  const head = "         ms      n   GFLOP/s     of      GB/s     of  kernel";
  const lines = rows.map(({ kernel, dispatches, ms, flops, bytes }) => {
    const [computed, moved] = [flops, bytes].map((amount) => amount / ms / 1e6);
    return ms.toFixed(3).padStart(11) + String(dispatches).padStart(7) +
      rateOf(computed!, roof.gflops) + rateOf(moved!, roof.gbPerSecond) + "  " + kernel;
  });
  const { gflops, gbPerSecond } = roof;
  const last = `the device: ${gflops.toFixed(2)} GFLOP/s of multiply-adds, ` +
    `${gbPerSecond.toFixed(2)} GB/s of a copy`;
  return [head, ...lines, last].join("\n");
}

/** A rate, and its share of the device's. */
function rateOf(rate: number, most: number): string {
  if (!(rate > 0)) return "-".padStart(10) + "-".padStart(7);
  const share = 100 * rate / most;
  return rate.toFixed(2).padStart(10) + `${share.toFixed(share < 9.5 ? 1 : 0)} %`.padStart(7);
}
