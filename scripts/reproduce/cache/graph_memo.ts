import { type Configs, findConfigs } from "./configs.ts";
import type { Files } from "./files.ts";
import type { ModuleGraph } from "./graph.ts";
import { type Entry, type Resolved, resolveGraphs } from "./graphs.ts";
import type { Memo } from "./memo.ts";
import { readText } from "./read_text.ts";
import { dirname } from "./path.ts";
import { sha256 } from "./sha256.ts";
import type { Import } from "./imports.ts";

/** A graph, and what it was taken from: valid as long as these files are what they were. */
export interface KnownGraph {
  graph: ModuleGraph;
  /** Path → hash of its bytes, null for a file that did not exist. */
  from: Record<string, string | null>;
}

/** A note's graph together with the configuration it was resolved under. */
export interface Reached {
  configs: Configs;
  resolved: Resolved;
}

export interface GraphMemoOptions {
  memo: Memo<KnownGraph>;
  files: Files;
  /** Replaced in tests. */
  resolve?: (entries: readonly Entry[]) => Promise<Resolved[]>;
}

/**
 * Module graphs of many notes. Deno is asked, in one call, only for those whose imports, modules,
 * configuration or lock changed: with nothing changed no process is spawned.
 */
export async function reachedBy(
  notes: readonly { path: string; imports: Import[] }[],
  { memo, files, resolve = resolveGraphs }: GraphMemoOptions,
): Promise<Reached[]> {
  const read = remember(readText);
  const configsOf = remember((folder: string) => findConfigs(folder, read));
  const entries = notes.map(({ path, imports }): Entry => {
    const folder = dirname(path);
    return { imports, folder, configs: configsOf(folder) };
  });
  const keys = await Promise.all(entries.map(memoKey));
  const known = await Promise.all(keys.map((key) => validGraph(memo.get(key), files)));
  const unknown = entries.flatMap((entry, i) => known[i] ? [] : [{ entry, key: keys[i]! }]);
  const answers = unknown.length ? await resolve(unknown.map(({ entry }) => entry)) : [];
  const fresh = new Map<Entry, Resolved>();
  for (const [i, { entry, key }] of unknown.entries()) {
    const answer = answers[i]!;
    fresh.set(entry, answer);
    if ("error" in answer) continue;
    const { files: configs, lock } = entry.configs;
    const members = answer.graph.modules.flatMap((path) => configsOf(dirname(path)).files);
    const sources = [...configs, ...lock ? [lock] : [], ...members, ...answer.graph.modules];
    memo.set(key, { graph: answer.graph, from: await contents(files, sources) });
  }
  return entries.map((entry, i) => {
    const graph = known[i];
    return { configs: entry.configs, resolved: graph ? { graph } : fresh.get(entry)! };
  });
}

/** Relative imports mean something else in another folder, all of them under another deno.json. */
function memoKey({ imports, folder, configs }: Entry): Promise<string> {
  return sha256(JSON.stringify([imports, folder, configs.files, configs.lock]));
}

async function validGraph(known: KnownGraph | undefined, files: Files) {
  if (!known) return null;
  const same = await Promise.all(
    Object.entries(known.from).map(async ([path, hash]) => await files.raw(path) === hash),
  );
  return same.every(Boolean) ? known.graph : null;
}

async function contents(files: Files, paths: readonly string[]) {
  const hashes = [...new Set(paths)].map(async (path) => [path, await files.raw(path)] as const);
  return Object.fromEntries(await Promise.all(hashes));
}

function remember<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}
