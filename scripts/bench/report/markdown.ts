import { judgeBars } from "../bars.ts";
import type { Row } from "../measure.ts";
import { COLUMNS, othersBest, ownFigures } from "./columns.ts";
import type { Report } from "./report.ts";
import { formatMachine, formatMs, formatRatio } from "./text.ts";

/** A report kept under a name. */
export interface Kept extends Report {
  name: string;
}

/** All that was kept, as one page: per machine the bars, the picture and every case. */
export function writePage(kept: readonly Kept[]): string {
  return `# Benchmarks

Written by \`deno task bench --keep NAME\` from the figures in [benchmarks/](benchmarks/); do not edit.

Everybody does a case in turn, round by round, in one run, and what they make is compared before
anything is timed. Figures are medians. A ratio is the other's time over ours in the same round:
above 1 we are faster, and below 1, in bold, the other is. Data stays on the GPU unless a case says
that it is read back. Milliseconds differ from machine to machine and from hour to hour; ratios
hold better. A dash: that library has no such operation, or made something else.

${kept.map(writeMachine).join("\n")}`;
}

/** The rows for the README: what most readers look for first. */
const SHORT = ["matmul 1024 x 1024 x 1024", "softmax", "attention", "GPT step"];

/** The table for the README. */
export function writeShort({ rows }: Report): string {
  return writeTable(rows.filter(({ name }) => SHORT.includes(name)));
}

function writeMachine({ name, machine, rows }: Kept): string {
  const bars = judgeBars(rows).map(({ name, against, times, got, best }) => {
    const found = got === undefined ? "not measured" : `${formatRatio(got)} × (${best})`;
    const mark = got === undefined ? "?" : got >= times ? "✓" : "✗";
    return `| ${name} | ${against} | ${formatRatio(times)} × | ${found} | ${mark} |`;
  });
  return `## ${name}

${formatMachine(machine)} at least.

![How many times as long others take, case by case](benchmarks/${name}.png)

| wanted of | against the best | at least | found | |
| --- | --- | --- | --- | --- |
${bars.join("\n")}

${writeTable(rows)}`;
}

function writeTable(rows: readonly Row[]): string {
  const head = ["case", "rederive", ...COLUMNS.map(({ title }) => title)];
  return [
    `| ${head.join(" | ")} |`,
    `| --- | ${head.slice(1).map(() => "---:").join(" | ")} |`,
    ...rows.map((row) => `| ${writeRow(row).join(" | ")} |`),
    "",
  ].join("\n");
}

function writeRow(row: Row): string[] {
  const readBack = row.readback ? ", read back" : "";
  const others = COLUMNS.map(({ words }) => {
    const best = othersBest(row, words);
    if (!best) return "–";
    const ratio = `${formatRatio(best.ratio)} ×`;
    const library = best.contender.split(" ")[0];
    const who = words === "webgpu" || words === "wasm" ? ` (${library})` : "";
    return `${best.ratio < 1 ? `**${ratio}**` : ratio}${who}`;
  });
  return [`${row.name}, ${row.size}${readBack}`, `${formatMs(ownFigures(row).ms)} ms`, ...others];
}
