import type { NoteResult, Reporter, RunEvent } from "../types.ts";
import type { Shard } from "../cli/parse_shard.ts";
import { writeReport, type WriteText } from "./file_reporter.ts";

/** The first line of a blob. */
export interface BlobHeader {
  rederive: "blob";
  schema: 1;
  shard: Shard;
}

/** Keeps every event of a shard, one a line, for `reproduce merge`. Paths are kept portable. */
export class BlobReporter implements Reporter {
  readonly #file: string;
  readonly #write: WriteText;
  readonly #path: (absolute: string) => string;
  readonly #lines: string[];
  #complete = false;

  constructor(
    { file, shard, write, path }: {
      file: string;
      /** Null: the run is not sharded, which is one shard of one. */
      shard: Shard | null;
      write: WriteText;
      path: (absolute: string) => string;
    },
  ) {
    this.#file = file;
    this.#write = write;
    this.#path = path;
    const header: BlobHeader = {
      rederive: "blob",
      schema: 1,
      shard: shard ?? { index: 1, count: 1 },
    };
    this.#lines = [JSON.stringify(header)];
  }

  on(event: RunEvent): void {
    this.#lines.push(JSON.stringify(mapPaths(event, this.#path)));
    if (event.type === "done") this.#complete = true;
  }

  async close(): Promise<void> {
    if (!this.#complete) return; // half a shard must not look like a whole one
    await writeReport("blob", this.#file, this.#lines.join("\n") + "\n", this.#write);
  }
}

/** The event with every notebook path passed through `map`. */
export function mapPaths(event: RunEvent, map: (path: string) => string): RunEvent {
  const mapped = (result: NoteResult) => ({ ...result, path: map(result.path) });
  if (event.type === "end") return { ...event, result: mapped(event.result) };
  if (event.type !== "done") return event;
  return { ...event, summary: { ...event.summary, results: event.summary.results.map(mapped) } };
}
