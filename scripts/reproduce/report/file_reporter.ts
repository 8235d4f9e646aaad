import { reasonOf } from "./write_file.ts";
import { BadInput, type Reporter, type RunEvent, type RunSummary } from "../types.ts";

export type WriteText = (path: string, text: string) => void | Promise<void>;

/** Renders the summary of a finished run and writes it to a file. */
export class FileReporter implements Reporter {
  readonly #option: string;
  readonly #path: string;
  readonly #render: (summary: RunSummary) => string;
  readonly #write: WriteText;
  #summary: RunSummary | null = null;

  constructor(
    { option, path, render, write }: {
      /** The option that asked for the file, for its error. */
      option: string;
      path: string;
      render: (summary: RunSummary) => string;
      write: WriteText;
    },
  ) {
    this.#option = option;
    this.#path = path;
    this.#render = render;
    this.#write = write;
  }

  on(event: RunEvent): void {
    if (event.type === "done") this.#summary = event.summary;
  }

  async close(): Promise<void> {
    if (!this.#summary) return; // the run was stopped: no report is better than half of one
    await writeReport(this.#option, this.#path, this.#render(this.#summary), this.#write);
  }
}

/** Writes, or says which option could not be served and why. */
export async function writeReport(
  option: string,
  path: string,
  text: string,
  write: WriteText,
): Promise<void> {
  try {
    await write(path, text);
  } catch (error) {
    throw new BadInput(
      `Cannot write --${option} ${path}: ${reasonOf(error)}, wanted a writable file`,
      `--${option} in another folder`,
    );
  }
}
