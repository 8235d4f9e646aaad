import { displayWidth } from "../../text/display_width.ts";
import { formatDuration } from "../../text/duration.ts";
import { cut, padEnd, padStart } from "../../text/fit.ts";
import type { Paint, Role } from "../../text/paint.ts";
import { wrap } from "../../text/wrap.ts";
import type { NoteResult } from "../types.ts";
import { count, countWorlds, labelOf, onePerNote, signOf } from "./label.ts";
import { countVerdicts, VERDICTS } from "./verdicts.ts";

interface Layout {
  width: number;
  paint: Paint;
}

/** One line of the table: the numbers have a role each, the name and the time are text. */
interface Row {
  sign: string;
  signRole: Role;
  name: string;
  numbers: { value: number; role: Role }[];
  time: string;
}

const TIME = 9;

/**
 * Notes with their verdict counts, drifts and time. Wide terminals get words for headings, narrower
 * ones the signs of the verdicts, very narrow ones two lines a note.
 */
export function renderNoteTable(results: readonly NoteResult[], layout: Layout): string[] {
  if (results.length === 0) return [];
  const worlds = countWorlds(results);
  const rows = [...results]
    .sort((a, b) => compare(a.note, b.note) || compare(a.world, b.world))
    .map((result) => rowOf(result, worlds));
  const total = results.length > 1 ? [totalOf(results)] : [];
  const longest = Math.max(...rows.map(({ name }) => displayWidth(name)), 4);
  const words = [...VERDICTS.map(({ words }) => words), "drifts"];
  const signs = [...VERDICTS.map(({ sign }) => sign), "≠"];
  const columns = (headings: string[]) => headings.map((text) => Math.max(4, displayWidth(text)));
  const needed = (headings: string[]) =>
    2 + longest + columns(headings).reduce((sum, wide) => sum + wide + 2, 0) + TIME + 2;
  if (needed(words) <= layout.width) return wide(words);
  if (needed(signs) - longest + 16 <= layout.width) {
    return [...wide(signs), "", ...legend(layout)];
  }
  return [...[...rows, ...total].flatMap((row) => stacked(row, layout)), "", ...legend(layout)];

  function wide(headings: string[]): string[] {
    const widths = columns(headings);
    const room = Math.min(longest, longest + layout.width - needed(headings));
    const heading = `  ${padEnd("note", room)}` +
      headings.map((text, i) => "  " + padStart(text, widths[i]!)).join("") +
      "  " + padStart("time", TIME);
    return [
      layout.paint("faint", heading),
      ...[...rows, ...total].map((row) => line(row, { ...layout, room, widths })),
    ];
  }
}

function line(
  { sign, signRole, name, numbers, time }: Row,
  { room, widths, paint }: Layout & { room: number; widths: number[] },
): string {
  const cells = numbers.map(({ value, role }, i) =>
    paint(value === 0 ? "faint" : role, "  " + padStart(String(value), widths[i]!))
  );
  return `${paint(signRole, sign)} ${padEnd(name, room)}${cells.join("")}  ${padStart(time, TIME)}`;
}

function stacked({ sign, signRole, name, numbers, time }: Row, { width, paint }: Layout): string[] {
  const signs = [...VERDICTS.map(({ sign }) => sign), "≠"];
  const counts = numbers.map(({ value, role }, i) =>
    paint(value === 0 ? "faint" : role, `${signs[i]} ${value}`)
  );
  return [
    `${paint(signRole, sign)} ${cut(name, width - 2)}`,
    `  ${counts.join("  ")}  ${time}`,
  ];
}

function legend({ width, paint }: Layout): string[] {
  const entries = [...VERDICTS.map(({ sign, words }) => `${sign} ${words}`), "≠ drifts"];
  // wrapped as words so that an entry is never split from its sign
  const lines = wrap(entries.join("  ").replaceAll(/(?<=\S) (?=\S)/g, "\u00a0"), width - 2);
  return lines.map((line) => paint("faint", "  " + line.replaceAll("\u00a0", " ").trim()));
}

function rowOf(result: NoteResult, worlds: number): Row {
  const sign = signOf(result);
  return {
    sign,
    signRole: sign === "✗" ? "bad" : sign === "=" ? "faint" : "good",
    name: labelOf(result, worlds),
    numbers: numbersOf([result]),
    time: result.from === "cache" ? "unchanged" : formatDuration(result.ms),
  };
}

function totalOf(results: readonly NoteResult[]): Row {
  const notes = onePerNote(results);
  return {
    sign: " ",
    signRole: "faint",
    name: count(notes.length, "note"),
    numbers: [...numbersOf(notes).slice(0, -1), ...numbersOf(results).slice(-1)],
    time: "",
  };
}

function numbersOf(results: readonly NoteResult[]): Row["numbers"] {
  const counts = countVerdicts(results);
  const drifts = results.reduce((sum, { drifts }) => sum + drifts.length, 0);
  return [
    ...VERDICTS.map(({ is, role }) => ({ value: counts[is], role })),
    { value: drifts, role: "bad" },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
