import { createPaint } from "../../text/paint.ts";
import { plainText } from "../../text/plain_text.ts";
import { formatDuration } from "../../text/duration.ts";
import type { Reporter, RunEvent } from "../types.ts";
import { renderFinalReport } from "./final_report.ts";
import { count, countWorlds, labelOf, signOf } from "./label.ts";
import { countVerdicts, verdictCountWords } from "./verdicts.ts";
import { warningLines } from "./warning_lines.ts";

/** Logs have no width of their own; this one suits CI pages and 100-column editors. */
const WIDTH = 100;

/** Plain lines for logs and pipes: one when a note starts, one when it ends, the report at the end. */
export class PlainReporter implements Reporter {
  readonly #write: (text: string) => void;
  readonly #path: (absolute: string) => string;
  #worlds = 1;

  constructor(
    { write, path }: { write: (text: string) => void; path: (absolute: string) => string },
  ) {
    this.#write = write;
    this.#path = path;
  }

  on(event: RunEvent): void {
    switch (event.type) {
      case "plan": {
        this.#worlds = countWorlds(event.jobs);
        const run = event.jobs.filter((job) => job.run).length;
        const lanes = run > 0 ? `, ${count(Math.min(run, event.lanes), "lane")}` : "";
        this.#line(`plan   ${run} to run, ${event.jobs.length - run} unchanged${lanes}`);
        break;
      }
      case "warnings":
        for (const line of warningLines(event)) this.#line(line);
        break;
      case "start": {
        const again = event.attempt > 1 ? `, try ${event.attempt}` : "";
        this.#line(`start  ${labelOf(event, this.#worlds)}  ${count(event.cells, "cell")}${again}`);
        break;
      }
      case "end":
        this.#ended(event.result);
        break;
      case "done": {
        const layout = { width: WIDTH, paint: createPaint(false), path: this.#path };
        for (const line of renderFinalReport(event.summary, layout)) this.#line(line);
        break;
      }
      case "cell": // two lines a note are enough for a log
        break;
    }
  }

  #ended(result: Extract<RunEvent, { type: "end" }>["result"]): void {
    const { ending, from, ms, why } = result;
    const word = { "✓": "ok    ", "=": "same  ", "✗": "FAILED" }[signOf(result)];
    const detail = ending
      ? `${ending.kind}: ${ending.message}`
      : from === "cache"
      ? why
      : `${verdictCountWords(countVerdicts([result]))}, ${formatDuration(ms)} (${why})`;
    this.#line(`${word} ${labelOf(result, this.#worlds)}  ${detail}`);
  }

  #line(text: string): void {
    this.#write(plainText(text).replaceAll("\n", " ").trimEnd() + "\n");
  }
}
