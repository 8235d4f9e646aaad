import type { NotebookFacts } from "./facts.ts";
import type { Reached } from "./graph_memo.ts";
import type { Parts } from "./sha256.ts";
import type { EntryHead } from "./entry_head.ts";
import { differingNames, explain } from "./why.ts";

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

/** The newest entry made from these inputs, or what sets the most similar one apart from them. */
export async function matchEntry(
  heads: readonly EntryHead[],
  parts: Parts,
  hashNow: (paths: string[]) => Promise<Parts>,
): Promise<Pick<Lookup, "entry" | "why">> {
  let why = explain(null, parts);
  let fewest = Infinity;
  for (const head of heads) {
    const previous = asInputs(head.parts, head.reads);
    const current = asInputs(parts, await hashNow(Object.keys(head.reads)));
    const differing = differingNames(previous, current).length;
    if (differing === 0) return { entry: head, why: explain(previous, current) };
    // of a branch and back, the newest entry may be the other branch's
    if (differing < fewest) why = explain(previous, current);
    fewest = Math.min(fewest, differing);
  }
  return { entry: null, why };
}

function asInputs(parts: Parts, reads: Parts): Parts {
  const files = Object.entries(reads).map(([path, hash]) => [`file:${path}`, hash]);
  return { ...parts, ...Object.fromEntries(files) as Parts };
}
