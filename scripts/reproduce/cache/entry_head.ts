import type { Execution } from "../types.ts";
import type { Parts } from "./sha256.ts";

/** Raise when the meaning of an entry changes. */
export const STORE_SCHEMA = 1;

/** What is known of an execution without reading its outputs. */
export interface EntryHead {
  schema: typeof STORE_SCHEMA;
  /** Hash of parts and reads: the file's name. */
  key: string;
  /** Milliseconds since 1970: which entry is newer. */
  at: number;
  /** Inputs known before the run. */
  parts: Parts;
  /** Files it really read: path → hash, known after the run. */
  reads: Parts;
  ms: number;
  ending: Execution["ending"];
  /** Hash of the second line. */
  body: string;
}

/** The first line, read in pieces: the second may be megabytes long. */
export function readHead(path: string): EntryHead | null {
  try {
    using file = Deno.openSync(path);
    const decoder = new TextDecoder();
    const piece = new Uint8Array(32 * 1024);
    let line = "";
    for (let n = file.readSync(piece); n !== null; n = file.readSync(piece)) {
      const end = piece.subarray(0, n).indexOf(10);
      line += decoder.decode(piece.subarray(0, end < 0 ? n : end), { stream: true });
      if (end >= 0) break;
    }
    const head = JSON.parse(line) as EntryHead;
    const isWhole = head.schema === STORE_SCHEMA && typeof head.at === "number" &&
      typeof head.parts === "object" && typeof head.reads === "object";
    return isWhole ? head : null;
  } catch {
    return null;
  }
}
