import { display } from "./display.ts";
import { escapeCell, escapeMarkdown } from "./escape_markdown.ts";

/** A cell of a table. */
export type Cell = string | number | bigint | boolean | null | undefined;

/** How a table is shown. */
export interface TableOptions {
  /** The keys to show, in order; default: those of the first row. */
  columns?: readonly string[];
  /** Significant digits of numbers that are no integers. */
  digits?: number;
  /** A sentence above the table. */
  caption?: string;
}

/**
 * Shows rows as a table: numbers to the right, a Markdown table that GitHub and Jupyter render.
 *
 * @example
 * ```ts
 * import { setDisplaySink, table } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * let text: unknown;
 * setDisplaySink((bundle) => text = bundle["text/markdown"]);
 * table([{ n: 1, "1/n": 1 }, { n: 3, "1/n": 1 / 3 }], { digits: 3 });
 * equal(text, "| n | 1/n |\n| --: | --: |\n| 1 | 1 |\n| 3 | 0.333 |");
 * setDisplaySink(null);
 * ```
 */
export function table(
  rows: readonly { readonly [column: string]: Cell }[],
  { columns = Object.keys(rows[0] ?? {}), digits = 6, caption }: TableOptions = {},
): void {
  if (rows.length === 0 || columns.length === 0) {
    throw new RangeError(
      `Cannot show table: it has ${rows.length} rows and ${columns.length} columns, want at least one of each`,
    );
  }
  const words = (row: { readonly [column: string]: Cell }) =>
    columns.map((column) => cellWords(row[column], digits));
  const isNumeric = columns.map((column) => rows.every((row) => isNumber(row[column])));
  const markdown = [
    ...(caption ? [`**${escapeMarkdown(caption)}**`, ""] : []),
    line(columns.map(escapeCell)),
    line(isNumeric.map((right) => right ? "--:" : ":--")),
    ...rows.map((row) => line(words(row).map(escapeCell))),
  ].join("\n");
  const plain = align([[...columns], ...rows.map(words)], isNumeric);
  const text = [...(caption ? [caption] : []), ...plain].join("\n");
  display({ "text/markdown": markdown, "text/plain": text });
}

const isNumber = (cell: Cell) => typeof cell === "number" || typeof cell === "bigint";
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function cellWords(cell: Cell, digits: number): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell !== "number" || Number.isInteger(cell)) return String(cell);
  return String(Number(cell.toPrecision(digits)));
}

function align(lines: readonly string[][], isNumeric: readonly boolean[]): string[] {
  const widths = isNumeric.map((_, i) => Math.max(...lines.map((cells) => cells[i]!.length)));
  return lines.map((cells) =>
    cells.map((cell, i) => isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))
      .join("  ").trimEnd()
  );
}
