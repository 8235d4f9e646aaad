import { displayWidth } from "../../text/display_width.ts";
import type { Paint } from "../../text/paint.ts";
import { plainText } from "../../text/plain_text.ts";
import { wrap } from "../../text/wrap.ts";
import { type Ending, EXIT, type NoteResult } from "../types.ts";
import { renderDrift } from "./drift_words.ts";
import { countWorlds, labelOf } from "./label.ts";
import { changesOf } from "./verdicts.ts";

/** Drifts shown of one note; all are in the HTML and JSON reports. */
const MOST_DRIFTS = 5;

interface Layout {
  width: number;
  paint: Paint;
  /** How a notebook's path is written: relative to where the command was typed. */
  path: (absolute: string) => string;
}

/** What went wrong, note by note: where, why, what to do, and which values moved. */
export function explainFailures(results: readonly NoteResult[], layout: Layout): string[] {
  const worlds = countWorlds(results);
  return results.flatMap((result) => {
    const lines = explain(result, worlds, layout);
    return lines.length > 0 ? ["", ...lines] : [];
  });
}

function explain(result: NoteResult, worlds: number, layout: Layout): string[] {
  const { ending, drifts, path } = result;
  const changes = changesOf(result);
  if (!ending && changes.length === 0 && drifts.length === 0) return [];
  const { paint } = layout;
  const label = labelOf(result, worlds);
  const head = headLines(label, ending, layout);
  const body = [
    paint("faint", [layout.path(path), placeOf(ending)].filter(Boolean).join(", ")),
    ...(ending ? messageLines(ending, layout) : []),
    ...changes.flatMap((change) => indented(change, layout)),
    ...drifts.slice(0, MOST_DRIFTS).flatMap((drift) =>
      renderDrift(drift, { width: layout.width - 2, paint })
    ),
  ];
  if (drifts.length > MOST_DRIFTS) {
    body.push(`and ${drifts.length - MOST_DRIFTS} more differences; --html FILE shows them all`);
  }
  if (result.retried) {
    body.push(paint("faint", "This was the second try, after a failure of the machinery."));
  }
  return [...head, ...body.map((line) => `  ${line}`)];
}

function headLines(label: string, ending: Ending | null, { width, paint }: Layout): string[] {
  if (!ending) return [`  ${paint("strong", label)}`];
  const code = `(exit code ${EXIT[ending.kind]})`;
  const kind = `${paint("bad", ending.kind)} ${paint("faint", code)}`;
  const name = `${paint("bad", "✗")} ${paint("strong", label)}`;
  const fits = displayWidth(name) + displayWidth(kind) + 2 <= width;
  return fits ? [`${name}  ${kind}`] : [name, `  ${kind}`];
}

/** `cell 12, line 3`, as far as it is known. */
export function placeOf(ending: Ending | null): string {
  if (ending?.cell === undefined) return "";
  return `cell ${ending.cell}` + (ending.line === undefined ? "" : `, line ${ending.line}`);
}

function messageLines(ending: Ending, layout: Layout): string[] {
  const lines = indented(ending.message, layout);
  if (ending.try !== undefined) {
    const [first, ...more] = indented(`Try: ${ending.try}`, layout);
    lines.push(layout.paint("strong", "Try:") + first!.slice("Try:".length), ...more);
  }
  return lines;
}

function indented(text: string, { width }: Layout): string[] {
  return wrap(plainText(text).trim(), Math.max(20, width - 2));
}
