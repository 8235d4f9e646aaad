import type { Judged } from "../bars.ts";
import type { Machine } from "../machine.ts";
import type { Row } from "../measure.ts";

/** One line on where this runs. */
export function formatMachine({ adapter, cpu, cores, deno, rounds }: Machine): string {
  return `${adapter}; ${cpu}, ${cores} cores; Deno ${deno}; medians of ${rounds} rounds`;
}

/** A case as it is done: who took how long, and how many times ours that is. */
export function formatRow({ name, size, readback, entries }: Row): string {
  const width = Math.max(...entries.map(({ contender }) => contender.length));
  const lines = entries.map((entry) => {
    const start = `  ${entry.contender.padEnd(width)}  `;
    if ("absent" in entry) return `${start}${"-".padStart(11)}    ${entry.absent}`;
    const [low, high] = entry.spread.map(formatRatio);
    const ratio = entry === entries[0] ? "" : `${formatRatio(entry.ratio)} × (${low} to ${high})`;
    const cpu = `(${formatMs(entry.cpuMs)} of CPU)`.padEnd(16);
    return `${start}${formatMs(entry.ms).padStart(8)} ms ${cpu} ${ratio}`.trimEnd();
  });
  return [`${name}, ${size}${readback ? ", read back" : ""}`, ...lines].join("\n");
}

/** What was wanted, and what came out. */
export function formatBars(bars: readonly Judged[]): string {
  return bars.map(({ name, against, times, got, best }) => {
    const mark = got === undefined ? "?" : got >= times ? "✓" : "✗";
    const found = got === undefined
      ? `no ${against} peer was measured`
      : `${formatRatio(got)} × (${best})`;
    return `${mark} ${name}, best of ${against}: ${found}, wanted ${formatRatio(times)} ×`;
  }).join("\n");
}

/** Three digits, and no more of them than a median is worth. */
export function formatMs(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}

/** Two digits, or all before the point. */
export function formatRatio(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(2);
}
