import type { Paint } from "../../text/paint.ts";
import type { RunSummary } from "../types.ts";
import { renderClosing, renderSpreads } from "./closing.ts";
import { explainFailures } from "./failures.ts";
import { renderNoteTable } from "./note_table.ts";

/** What a terminal or a log shows when a run is over. */
export function renderFinalReport(
  summary: RunSummary,
  layout: { width: number; paint: Paint; path: (absolute: string) => string },
): string[] {
  return [
    "",
    ...renderNoteTable(summary.results, layout),
    ...explainFailures(summary.results, layout),
    ...renderSpreads(summary.spreads, layout),
    "",
    ...renderClosing(summary, layout),
  ];
}
