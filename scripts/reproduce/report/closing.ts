import { formatDuration } from "../../text/duration.ts";
import type { Paint } from "../../text/paint.ts";
import { wrap } from "../../text/wrap.ts";
import type { RunSummary, Spread } from "../types.ts";
import { count, onePerNote } from "./label.ts";
import { countVerdicts, verdictCountWords } from "./verdicts.ts";

interface Layout {
  width: number;
  paint: Paint;
}

/** The last lines of a run: what it comes to, and what it ran on. */
export function renderClosing(summary: RunSummary, { width, paint }: Layout): string[] {
  const { results, exitCode, environment, ms } = summary;
  const notes = onePerNote(results);
  const failed = onePerNote(results.filter(({ ending }) => ending !== null));
  const ran = results.filter(({ from }) => from === "run").length;
  const rejudged = results.filter(({ from }) => from === "re-judged").length;
  const unchanged = results.length - ran - rejudged;
  const did = [
    ran > 0 ? `${ran} ran` : "",
    rejudged > 0 ? `${rejudged} judged again` : "",
    unchanged > 0 ? `${unchanged} unchanged` : "",
  ].filter(Boolean).join(", ") || "nothing to run";
  const verdicts = verdictCountWords(countVerdicts(notes)) + unestablished(notes);
  const head = exitCode === 0
    ? paint("good", "✓") + " " + paint("strong", "Everything holds")
    : paint("bad", "✗") + " " + paint(
      "bad",
      `${failed.length} of ${count(notes.length, "note")} failed, exit code ${exitCode}`,
    );
  const adapters = Object.entries(environment.adapters)
    .map(([world, adapter]) => `${world}: ${adapter}`);
  return [
    `${head} ${paint("faint", `(${did}; ${formatDuration(ms)})`)}`,
    ...wrap(verdicts, width - 2).map((line) => `  ${line}`),
    ...wrap([`Deno ${environment.deno}`, ...adapters].join(", "), width - 2)
      .map((line) => paint("faint", `  ${line}`)),
  ];
}

function unestablished(results: RunSummary["results"]): string {
  const open = results.flatMap(({ claims }) => claims).filter(({ record, state }) =>
    record.verdict === null && state !== "missing"
  );
  return open.length > 0 ? `, ${open.length} not established` : "";
}

/** Digits that depend on the numeric world. */
export function renderSpreads(spreads: readonly Spread[], { paint }: Layout): string[] {
  if (spreads.length === 0) return [];
  const lines = ["", paint("strong", "Digits that differ between worlds")];
  for (const { note, claim, at, values } of spreads) {
    lines.push(`  ${spreadPlace({ note, claim, at })}`);
    const widest = Math.max(...Object.keys(values).map((world) => world.length));
    for (const [world, value] of Object.entries(values)) {
      lines.push(`    ${world.padEnd(widest)}  ${value}`);
    }
  }
  return lines;
}

/** Where a digit differs: in the evidence of a claim, or in what a cell displays. */
export function spreadPlace({ note, claim, at }: Pick<Spread, "note" | "claim" | "at">): string {
  return [note, claim === "" ? "" : `claim ${claim}`, at].filter(Boolean).join(", ");
}
