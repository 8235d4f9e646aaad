import { formatDuration } from "../../text/duration.ts";
import { plainText } from "../../text/plain_text.ts";
import type { NoteResult, Reporter, RunEvent, RunSummary } from "../types.ts";
import { placeOf as placeOfDrift } from "./drift_words.ts";
import { placeOf } from "./failures.ts";
import { count, countWorlds, labelOf, onePerNote, signOf } from "./label.ts";
import { locateSourceLine } from "./locate_source_line.ts";
import { changesOf, countVerdicts, describeChange, MOST_NEW, VERDICTS } from "./verdicts.ts";

export interface GithubOptions {
  /** Workflow commands are read from standard output. */
  write(text: string): void;
  /** Appends to the file that $GITHUB_STEP_SUMMARY names; absent outside a step. */
  appendSummary?: (text: string) => void;
  /** The text of a notebook, to find the line of a cell; null when it cannot be read. */
  readText(path: string): string | null;
  /** Annotations need paths relative to the checkout. */
  path(absolute: string): string;
}

/** Annotations on the lines of the notebooks as GitHub numbers them, and a job summary. */
export class GithubReporter implements Reporter {
  readonly #options: GithubOptions;

  constructor(options: GithubOptions) {
    this.#options = options;
  }

  on(event: RunEvent): void {
    if (event.type === "end") {
      for (const line of this.#annotations(event.result)) this.#options.write(line + "\n");
    }
    if (event.type === "done") this.#options.appendSummary?.(githubSummary(event.summary));
  }

  #annotations(result: NoteResult): string[] {
    const { ending, claims, note } = result;
    const lines: string[] = [];
    if (ending) {
      const detail = [
        ending.message,
        ending.try === undefined ? "" : `Try: ${ending.try}`,
        ...result.drifts.slice(0, 5).map((d) =>
          `${placeOfDrift(d)}: stored ${d.want}, now ${d.got}`
        ),
      ].filter(Boolean).join("\n");
      lines.push(
        this.#annotate(result, ending.cell, ending.line, `${note}: ${ending.kind}`, detail),
      );
    }
    // GitHub shows ten errors a step: a new note must not use them up
    const many = claims.filter(({ state }) => state === "new").length > MOST_NEW;
    for (const claim of claims) {
      const change = describeChange(claim);
      // the claim that ended the note is annotated already
      if (change === null || (ending?.claim === claim.id && ending.kind === "claim")) continue;
      if (many && claim.state === "new") continue;
      const cell = claim.cell > 0 ? claim.cell : undefined;
      lines.push(this.#annotate(result, cell, undefined, `${note}: claim`, change));
    }
    return lines;
  }

  #annotate(
    { path }: NoteResult,
    cell: number | undefined,
    line: number | undefined,
    title: string,
    message: string,
  ): string {
    const text = cell === undefined ? null : this.#options.readText(path);
    const at = text === null ? 1 : locateSourceLine(text, cell!, line);
    const file = property(this.#options.path(path));
    return `::error file=${file},line=${at},title=${property(title)}::${data(message)}`;
  }
}

/** Escapes of https://docs.github.com/actions/reference/workflow-commands, in its toolkit's order. */
function data(text: string): string {
  return plainText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

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
      `${signOf(result)} ${markdown(labelOf(result, worlds))}`,
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
    `<sub>Deno ${environment.deno}, ${markdown(adapters.join(", "))}; ${formatDuration(ms)}</sub>`,
    "",
  ].join("\n");
}

function failureSection(result: NoteResult, label: string): string[] {
  const { ending, drifts } = result;
  const changes = changesOf(result);
  return [
    `#### ✗ ${markdown(label)}: ${ending!.kind}`,
    "",
    [placeOf(ending), markdown(ending!.message)].filter(Boolean).join(": "),
    ...(ending!.try === undefined ? [] : ["", `Try: ${code(ending!.try)}`]),
    "",
    ...changes.map((change) => `- ${markdown(change)}`),
    ...(drifts.length === 0 ? [] : ["", "| where | stored | now |", "| :-- | :-- | :-- |"]),
    ...drifts.slice(0, 20).map((drift) =>
      `| ${markdown(placeOfDrift(drift))} | ${code(drift.want)} | ${code(drift.got)} |`
    ),
    ...(drifts.length > 20 ? ["", `and ${drifts.length - 20} more`] : []),
    "",
  ];
}

/** Text that Markdown and the table leave as it is. */
function markdown(text: string): string {
  return plainText(text).replaceAll("\n", " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

function code(text: string): string {
  const plain = plainText(text).replaceAll("\n", "↵").slice(0, 200);
  const longest = Math.max(0, ...Array.from(plain.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${plain.replaceAll("|", "\\|")}${pad}${fence}`;
}
