import { cut } from "../../text/fit.ts";
import { displayWidth } from "../../text/display_width.ts";
import { formatDuration } from "../../text/duration.ts";
import { createPaint, type Paint } from "../../text/paint.ts";
import { plainText } from "../../text/plain_text.ts";
import type { Reporter, RunEvent } from "../types.ts";
import type { Clock, Terminal } from "./device.ts";
import { renderFinalReport } from "./final_report.ts";
import { countWorlds, labelOf, signOf } from "./label.ts";
import { renderFrame } from "./live_frame.ts";
import { Progress } from "./progress.ts";
import { warningLines } from "./warning_lines.ts";

/** Often enough for a clock that shows tenths to look alive. */
const TICK_MS = 100;
/** Wider lines are hard to read; tables and messages stop here. */
const WIDEST = 120;

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
const ERASE_BELOW = "\x1b[J";
// terminals that know these draw the frame at once, others ignore them
const BEGIN = "\x1b[?2026h";
const END = "\x1b[?2026l";

export interface TerminalReporterOptions {
  terminal: Terminal;
  clock: Clock;
  path: (absolute: string) => string;
  /** Calls `restore` when the process is interrupted, until the returned function is called. */
  onInterrupt?: (restore: () => void) => () => void;
}

/** The live display: finished notes scroll away above, lanes and a bar stay at the foot. */
export class TerminalReporter implements Reporter {
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #path: (absolute: string) => string;
  readonly #onInterrupt: NonNullable<TerminalReporterOptions["onInterrupt"]>;
  readonly #paint: Paint;
  readonly #progress = new Progress();
  #worlds = 1;
  #drawn: string[] = [];
  #stop: (() => void) | null = null;

  constructor({ terminal, clock, path, onInterrupt }: TerminalReporterOptions) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#path = path;
    this.#onInterrupt = onInterrupt ?? (() => () => {});
    this.#paint = createPaint(terminal.colour);
  }

  on(event: RunEvent): void {
    this.#progress.on(event, this.#clock.now());
    if (event.type === "plan") this.#begin(event);
    if (event.type === "warnings") this.#draw(this.#fitted(warningLines(event)));
    if (event.type === "end") this.#draw([this.#finishedLine(event)]);
    if (event.type === "start") this.#draw();
    if (event.type === "done") {
      this.close();
      const { columns } = this.#terminal.size();
      const width = Math.min(columns, WIDEST) - 1;
      const lines = renderFinalReport(event.summary, {
        width,
        paint: this.#paint,
        path: this.#path,
      });
      this.#terminal.write(lines.join("\n") + "\n");
    }
  }

  /** Leaves the terminal as it was found; safe to call at any moment, and twice. */
  close(): void {
    if (!this.#stop) return;
    this.#stop();
    this.#stop = null;
    this.#terminal.write(this.#erase() + SHOW_CURSOR);
    this.#drawn = [];
  }

  #begin({ jobs }: Extract<RunEvent, { type: "plan" }>): void {
    this.#worlds = countWorlds(jobs);
    if (this.#stop || !jobs.some(({ run }) => run)) return; // nothing will move: no live display
    this.#terminal.write(HIDE_CURSOR);
    const stopClock = this.#clock.every(TICK_MS, () => this.#draw());
    const forget = this.#onInterrupt(() => this.close());
    this.#stop = () => {
      stopClock();
      forget();
    };
    this.#draw();
  }

  #finishedLine({ result }: Extract<RunEvent, { type: "end" }>): string {
    const paint = this.#paint;
    const { ending, from, ms, why } = result;
    const sign = signOf(result);
    const role = sign === "✗" ? "bad" : sign === "=" ? "faint" : "good";
    const { columns } = this.#terminal.size();
    let room = Math.max(20, Math.min(columns, WIDEST) - 1) - 2;
    const fit = (text: string) => {
      const fitted = cut(plainText(text).replaceAll("\n", " "), room);
      room -= displayWidth(fitted);
      return fitted;
    };
    const name = fit(labelOf(result, this.#worlds));
    const kind = ending ? paint("bad", fit(`  ${ending.kind}`)) : "";
    const detail = ending ? ending.message : from === "run" ? formatDuration(ms) : why;
    return `${paint(role, sign)} ${name}${kind}${paint("faint", fit(`  ${detail}`))}`;
  }

  #fitted(lines: readonly string[]): string[] {
    const { columns } = this.#terminal.size();
    return lines.map((line) => this.#paint("faint", cut(line, Math.min(columns, WIDEST) - 1)));
  }

  /** Erases the frame, writes `above` where it will stay, and draws the frame anew. */
  #draw(above: readonly string[] = []): void {
    if (!this.#stop) {
      for (const line of above) this.#terminal.write(line + "\n");
      return;
    }
    const size = this.#terminal.size();
    const frame = renderFrame(this.#progress, this.#clock.now(), {
      size,
      paint: this.#paint,
      worlds: this.#worlds,
    });
    const kept = above.map((line) => line + "\n").join("");
    this.#terminal.write(BEGIN + this.#erase() + kept + frame.join("\n") + END);
    this.#drawn = frame;
  }

  /** Moves to the first line of the frame and erases from there; counts rows at today's width. */
  #erase(): string {
    if (this.#drawn.length === 0) return "";
    const { columns } = this.#terminal.size();
    const rows = this.#drawn.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)),
      0,
    );
    return "\r" + (rows > 1 ? `\x1b[${rows - 1}A` : "") + ERASE_BELOW;
  }
}
