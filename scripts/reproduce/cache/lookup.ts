import type { NotebookFacts } from "./facts.ts";
import type { Reached } from "./graph_memo.ts";
import type { Parts } from "./sha256.ts";
import type { EntryHead } from "./entry_head.ts";
import { explain } from "./why.ts";

/** One note in one world, looked up. */
export interface Lookup {
  note: string;
  world: string;
  /** The newest stored execution of exactly these inputs. */
  entry: EntryHead | null;
  /** One line: "nothing changed", or what did since the last stored execution. */
  why: string;
  /** Inputs known before a run. */
  parts: Parts;
  facts: NotebookFacts;
  reached: Reached;
  /** Milliseconds since 1970. */
  at: number;
  /** Absolute paths to watch: the notebook, its modules and configuration, files it read. */
  inputs: string[];
}

/** The newest entry made from these inputs, or why the newest of all was not. */
export async function matchEntry(
  heads: readonly EntryHead[],
  parts: Parts,
  hashNow: (paths: string[]) => Promise<Parts>,
): Promise<Pick<Lookup, "entry" | "why">> {
  let why = "first run";
  for (const [i, head] of heads.entries()) {
    const reads = await hashNow(Object.keys(head.reads));
    const differs = explain(asInputs(head.parts, head.reads), asInputs(parts, reads));
    if (differs === "nothing changed") return { entry: head, why: differs };
    if (i === 0) why = differs;
  }
  return { entry: null, why };
}

function asInputs(parts: Parts, reads: Parts): Parts {
  const files = Object.entries(reads).map(([path, hash]) => [`file:${path}`, hash]);
  return { ...parts, ...Object.fromEntries(files) as Parts };
}
