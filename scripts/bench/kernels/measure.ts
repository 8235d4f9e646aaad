import type { Gpu } from "@rederive/lib/gpu";
import type { BenchCase } from "./bench_case.ts";

/** One line of the table. */
export interface BenchRow {
  name: string;
  size: string;
  /** Medians over the rounds, in milliseconds. */
  gpuMs: number;
  plainMs: number;
  /** Plain over GPU: above 1 the GPU is faster. */
  ratio: number;
}

/** Runs every case in every round, GPU and plain in turn, so that a busy moment hits all alike. */
export async function measure(
  gpu: Gpu,
  cases: readonly BenchCase[],
  rounds: number,
): Promise<BenchRow[]> {
  const times = cases.map(() => ({ gpu: [] as number[], plain: [] as number[] }));
  using fence = gpu.zeros("u32", 1);
  // Round 0 compiles kernels and warms the loops up; it is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [i, each] of cases.entries()) {
      const start = performance.now();
      await each.gpu();
      await gpu.read(fence); // comes back when everything before it is done
      const middle = performance.now();
      each.plain();
      const end = performance.now();
      if (round === 0) continue;
      times[i]!.gpu.push(middle - start);
      times[i]!.plain.push(end - middle);
    }
  }
  return cases.map(({ name, size }, i) => {
    const [gpuMs, plainMs] = [median(times[i]!.gpu), median(times[i]!.plain)];
    return { name, size, gpuMs, plainMs, ratio: plainMs / gpuMs };
  });
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The table as text. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = [
    ["kernel", "size", "GPU ms", "plain ms", "plain / GPU"],
    ...rows.map(({ name, size, gpuMs, plainMs, ratio }) => [
      name,
      size,
      gpuMs.toFixed(2),
      plainMs.toFixed(2),
      ratio.toFixed(2),
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells.map((row) =>
    row.map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    )
      .join("  ")
  ).join("\n");
}
