import { RunCache } from "./cache/mod.ts";
import type { RunOptions } from "./cli/options.ts";
import { checkData, type Data } from "./judge/mod.ts";
import { kernelEnvironment } from "./kernel/environment.ts";
import { findNotebooks } from "./notebook/find.ts";
import { noteId } from "./notebook/note_id.ts";
import { readNotebook } from "./notebook/read.ts";
import type { Notebook, World } from "./types.ts";
import { distinctWorlds } from "./worlds.ts";

export interface RunPlaces {
  /** The repository. */
  root: string;
  /** Where the command was typed. */
  cwd: string;
  /** The runner's state, `<root>/.rederive`. */
  state: string;
}

/** All that a run reads before it decides anything. */
export interface Context {
  options: RunOptions;
  places: RunPlaces;
  data: Data;
  cache: RunCache;
  notebooks: Notebook[];
  worlds: World[];
  /** World → what computes there. */
  adapters: Record<string, string>;
}

/** Reads notebooks, data and state; throws BadInput for the first thing that is wrong. */
export async function openContext(options: RunOptions, places: RunPlaces): Promise<Context> {
  const { root, cwd, state } = places;
  const data = await checkData(root);
  const cache = await RunCache.open({
    root,
    state,
    kernelEnv: (world) => kernelEnvironment(Deno.env.toObject(), { added: world.env }),
    options: { "max-output": String(options.maxOutput), "allow": options.allow.join(",") },
  });
  const found = await findNotebooks(options.targets, { root, cwd });
  const notebooks = await Promise.all(found.map(async ({ id, path }) => ({
    ...await readNotebook(path, { root, validated: cache.validated }),
    id,
  })));
  const { worlds, adapters } = await distinctWorlds(options.worlds, (w) => cache.adapter(w));
  return { options, places, data, cache, notebooks, worlds, adapters };
}

/** A note of the reading list, which has accepted verdicts; other notebooks do not. */
export function isNote({ places: { root } }: Context, { path }: Notebook): boolean {
  return noteId(path, root) !== null;
}
