import type { Adapter } from "./adapter.ts";
import type { NotebookFacts } from "./facts.ts";
import { Files } from "./files.ts";
import type { KnownGraph } from "./graph_memo.ts";
import { Memo } from "./memo.ts";
import { ownCode, READS_SOURCE } from "./own_code.ts";
import { normaliseFile } from "./read_source.ts";

/** What is remembered between runs so that a warm one parses nothing and spawns nothing. */
export interface Memos {
  /** Hash of a source file → hash of what counts in it. */
  normalised: Memo<string>;
  /** Hash of a notebook → what its cells say. */
  facts: Memo<NotebookFacts>;
  graphs: Memo<KnownGraph>;
  adapters: Memo<Adapter>;
  /** Hashes of notebooks that passed validation. */
  validated: Memo<true>;
}

/** Versions of notes whose facts and graphs are kept: some kilobytes each, all read at every start. */
const MANY_NOTES = 200;

/** Opens them under `<state>/memo/`; an edit of the code that fills one empties it. */
export async function openMemos(state: string): Promise<Memos> {
  const plain = new Files(new Memo("", ""), normaliseFile);
  const typescript = import.meta.resolve("typescript");
  const [reading, resolving, validating] = await Promise.all([
    ownCode(READS_SOURCE, plain, "raw"),
    ownCode(["./deno_info.ts", "./graph.ts", "./graphs.ts"], plain, "raw"),
    ownCode(["../notebook/"], plain, "raw"),
  ]);
  const open = <T>(name: string, version: string, limit = 4000) =>
    new Memo<T>(`${state}/memo/${name}.json`, version, { limit });
  return {
    normalised: open("normalised", `${reading} ${typescript}`),
    facts: open("facts", `${reading} ${typescript}`, MANY_NOTES),
    graphs: open("graphs", `${resolving} Deno ${Deno.version.deno}`, MANY_NOTES),
    adapters: open("adapters", "1"),
    validated: open("validated", validating),
  };
}

export function saveMemos(memos: Memos): void {
  for (const memo of Object.values(memos) as Memo<unknown>[]) memo.save();
}
