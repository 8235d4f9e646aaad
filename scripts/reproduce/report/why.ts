import type { Paint } from "../../text/paint.ts";
import { plainText } from "../../text/plain_text.ts";
import { wrap } from "../../text/wrap.ts";
import type { Reporter, RunEvent } from "../types.ts";
import { countWorlds, labelOf } from "./label.ts";

/** What `--why` prints: for each note whether it would run, and the one input that decides. */
export function renderWhy(
  { jobs }: Extract<RunEvent, { type: "plan" }>,
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const worlds = countWorlds(jobs);
  return jobs.flatMap((job) => {
    const would = job.run ? paint("now", "would run") : paint("faint", "unchanged");
    return [
      `${paint("strong", labelOf(job, worlds))}  ${would}`,
      ...wrap(plainText(job.why), width - 2).map((line) => `  ${line}`),
    ];
  });
}

/** The screen of `--why`: the plan is all there is. */
export class WhyReporter implements Reporter {
  readonly #write: (text: string) => void;
  readonly #layout: { width: number; paint: Paint };

  constructor(
    { write, ...layout }: { write: (text: string) => void; width: number; paint: Paint },
  ) {
    this.#write = write;
    this.#layout = layout;
  }

  on(event: RunEvent): void {
    if (event.type !== "plan") return;
    this.#write(renderWhy(event, this.#layout).map((line) => line + "\n").join(""));
  }
}
