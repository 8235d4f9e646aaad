import { formatDuration } from "../../text/duration.ts";
import { escapeCell } from "../../text/markdown.ts";
import { plainText } from "../../text/plain_text.ts";
import type { NoteResult, RunSummary } from "../types.ts";
import { placeOf as placeOfDrift } from "./drift_words.ts";
import { placeOf } from "./failures.ts";
import { count, countWorlds, labelOf, onePerNote, signOf } from "./label.ts";
import { changesOf, countVerdicts, VERDICTS } from "./verdicts.ts";

/** The job summary: what happened in one line, a table of notes, then each failure. */
export function githubSummary(summary: RunSummary): string {
  const { results, exitCode, environment, ms } = summary;
  const worlds = countWorlds(results);
  const failed = results.filter(({ ending }) => ending !== null);
  const notes = onePerNote(results);
  const head = exitCode === 0
    ? `### ✓ Everything holds: ${count(notes.length, "note")}`
    : `### ✗ ${onePerNote(failed).length} of ${
      count(notes.length, "note")
    } failed, exit code ${exitCode}`;
  const rows = results.map((result) => {
    const counts = countVerdicts([result]);
    const time = result.from === "cache" ? "unchanged" : formatDuration(result.ms);
    const cells = [
      `${signOf(result)} ${escapeCell(labelOf(result, worlds))}`,
      ...VERDICTS.map(({ is }) => String(counts[is])),
      String(result.drifts.length),
      time,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const adapters = Object.entries(environment.adapters).map(([world, what]) => `${world}: ${what}`);
  return [
    head,
    "",
    `| note | ${
      VERDICTS.map(({ sign, words }) => `${sign} ${words}`).join(" | ")
    } | drifts | time |`,
    "| :-- | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
    ...failed.flatMap((result) => failureSection(result, labelOf(result, worlds))),
    `<sub>Deno ${environment.deno}, ${escapeCell(adapters.join(", "))}; ${
      formatDuration(ms)
    }</sub>`,
    "",
  ].join("\n");
}

function failureSection(result: NoteResult, label: string): string[] {
  const { ending, drifts } = result;
  const changes = changesOf(result);
  return [
    `#### ✗ ${escapeCell(label)}: ${ending!.kind}`,
    "",
    [placeOf(ending), escapeCell(ending!.message)].filter(Boolean).join(": "),
    ...(ending!.try === undefined ? [] : ["", `Try: ${code(ending!.try)}`]),
    "",
    ...changes.map((change) => `- ${escapeCell(change)}`),
    ...(drifts.length === 0 ? [] : ["", "| where | stored | now |", "| :-- | :-- | :-- |"]),
    ...drifts.slice(0, 20).map((drift) =>
      `| ${escapeCell(placeOfDrift(drift))} | ${code(drift.want)} | ${code(drift.got)} |`
    ),
    ...(drifts.length > 20 ? ["", `and ${drifts.length - 20} more`] : []),
    "",
  ];
}

function code(text: string): string {
  const plain = plainText(text).replaceAll("\n", "↵").slice(0, 200);
  const longest = Math.max(0, ...Array.from(plain.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${plain.replaceAll("|", "\\|")}${pad}${fence}`;
}
