import { BadInput, type RunEvent, type RunSummary } from "../types.ts";
import type { Shard } from "../cli/parse_shard.ts";
import type { BlobHeader } from "./blob.ts";

/** A blob read and found complete. */
export interface Blob {
  /** As typed, for errors. */
  name: string;
  shard: Shard;
  events: RunEvent[];
  summary: RunSummary;
}

/** Reads the text of a blob; throws BadInput unless it is one, whole and of our schema. */
export function readBlob(name: string, text: string): Blob {
  const [first, ...rest] = text.split("\n").filter((line) => line !== "");
  const header = parse(first) as Partial<BlobHeader> | null;
  const shard = header?.shard;
  if (header?.rederive !== "blob" || !shard || !(shard.index >= 1 && shard.index <= shard.count)) {
    throw new BadInput(
      `Cannot merge "${name}": it is not a blob, wanted a file written by --blob`,
      "deno task reproduce --shard 1/2 --blob shard-1.jsonl",
    );
  }
  if (header.schema !== 1) {
    throw new BadInput(
      `Cannot merge "${name}": its schema is ${header.schema}, wanted 1`,
      "merge with the version of rederive that wrote it",
    );
  }
  const events = rest.map((line) => parse(line) as RunEvent | null);
  const last = events.at(-1);
  if (events.includes(null) || last?.type !== "done" || events[0]?.type !== "plan") {
    throw new BadInput(
      `Cannot merge "${name}": it ends in the middle of a run, wanted all of shard ` +
        `${shard.index}/${shard.count}`,
      `deno task reproduce --shard ${shard.index}/${shard.count} --blob ${name}`,
    );
  }
  return { name, shard, events: events as RunEvent[], summary: last.summary };
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    return null;
  }
}
