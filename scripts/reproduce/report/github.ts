import { plainText } from "../../text/plain_text.ts";
import type { NoteResult, Reporter, RunEvent } from "../types.ts";
import { placeOf as placeOfDrift } from "./drift_words.ts";
import { githubSummary } from "./github_summary.ts";
import { locateSourceLine } from "./locate_source_line.ts";
import { describeChange, MOST_NEW } from "./verdicts.ts";

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
