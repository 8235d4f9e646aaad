import type { Drift } from "../types.ts";
import { toNumber } from "./text.ts";

export interface DescribeOptions {
  /** Differences shown for each output; the rest is counted. */
  most?: number;
}

/** Drifts for a person: cell, output, where, what was stored, what is there now. */
export function describeDrift(
  drifts: readonly Drift[],
  { most = 4 }: DescribeOptions = {},
): string {
  const outputs = Map.groupBy(drifts, ({ cell, output, kind }) => `${cell} ${output} ${kind}`);
  return [...outputs.values()].map((group) => describeGroup(group, most)).join("\n");
}

function describeGroup(group: Drift[], most: number): string {
  const { cell, output, kind } = group[0]!;
  const head = `cell ${cell}, output ${output}: ${HEADS[kind] ?? `${kind} differs`}`;
  const shown = group.slice(0, most).map(describeOne);
  const hidden = group.length - shown.length;
  return [head, ...shown, ...(hidden > 0 ? [rest(group, hidden)] : [])].join("\n");
}

const HEADS: Record<string, string> = {
  count: "came or went",
  kind: "is of another kind",
  image: "the picture differs",
};

function describeOne({ at, want, got }: Drift): string {
  const where = at === "" ? "" : `${at}: `;
  if (isShort(want) && isShort(got)) {
    return `  ${where}${want} → ${got}${digits(want, got)}`;
  }
  return [at === "" ? "" : `  ${at}`, ...block("-", want), ...block("+", got)]
    .filter(Boolean).join("\n");
}

/** The first lines of a text, each behind its sign. */
function block(sign: string, text: string): string[] {
  const lines = text === "" ? [] : text.split("\n");
  const shown = lines.slice(0, 5).map((line) => `    ${sign} ${clip(line, 100)}`);
  return lines.length > 5 ? [...shown, `    ${sign} … ${lines.length - 5} lines more`] : shown;
}

function rest(group: Drift[], hidden: number): string {
  const numbers = group.filter(({ want, got }) => Number.isFinite(distance(want, got)));
  if (numbers.length === 0) return `  … and ${hidden} more`;
  const worst = numbers.reduce((a, b) => distance(b.want, b.got) > distance(a.want, a.got) ? b : a);
  return `  … and ${hidden} more, the largest at ${worst.at}: ${worst.want} → ${worst.got}`;
}

/** Relative distance of two printed numbers; NaN when one is none. */
function distance(want: string, got: string): number {
  const [a, b] = [toNumber(want), toNumber(got)];
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

function digits(want: string, got: string): string {
  const relative = distance(want, got);
  if (!(relative > 0) || !Number.isFinite(relative)) return "";
  const common = Math.max(0, Math.floor(-Math.log10(relative)));
  const agreeing = `${common || "no"} digit${common === 1 ? "" : "s"} in common`;
  return ` (off by ${Number((relative * 100).toPrecision(2))} %, ${agreeing})`;
}

function isShort(text: string): boolean {
  return text.length <= 60 && !text.includes("\n");
}

function clip(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
