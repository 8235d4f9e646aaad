import type { Execution, Notebook, World } from "../types.ts";
import { type Adapter, adapterOf } from "./adapter.ts";
import { cacheFolders } from "./cache_folders.ts";
import { dataReads } from "./data_reads.ts";
import type { EntryHead } from "./entry_head.ts";
import { factsOf } from "./facts.ts";
import { reachedBy } from "./graph_memo.ts";
import { readJudgement, type StoredJudgement, writeJudgement } from "./judged_store.ts";
import { hashReads } from "./hash_reads.ts";
import { type Lookup, matchEntry } from "./lookup.ts";
import { keyParts } from "./key_parts.ts";
import { type Memos, openMemos, saveMemos } from "./memos.ts";
import { namedEnv } from "./named_env.ts";
import { JUDGES, ownCode } from "./own_code.ts";
import { absoluteFrom, dirname, relativeTo } from "./path.ts";
import { readSource } from "./read_source.ts";
import type { Parts } from "./sha256.ts";
import { Snapshot } from "./snapshot.ts";
import { isStorable } from "./storable.ts";
import { type EntryBody, Store } from "./store.ts";
import type { CacheSettings } from "./settings.ts";
import { explain } from "./why.ts";

const VERSIONS = {
  Deno: Deno.version.deno,
  V8: Deno.version.v8,
  TypeScript: Deno.version.typescript,
};

/** Code that decides what a fingerprint is. */
const PROBES = ["../../../lib/gpu/", "./adapter_probe.ts"];

/** Executions of notes, kept as long as every input is what it was. */
export class RunCache {
  readonly store: Store;
  /** Notebooks that need no validation, for `readNotebook()`. */
  readonly validated: { has(sha256: string): boolean; add(sha256: string): void };
  readonly #settings: CacheSettings;
  readonly #memos: Memos;
  #judgeCode: Promise<string> | null = null;
  readonly #adapters = new Map<string, Adapter>();

  private constructor(settings: CacheSettings, memos: Memos) {
    this.#settings = settings;
    this.#memos = memos;
    this.store = new Store(`${settings.state}/cache`);
    const { validated } = memos;
    this.validated = {
      has: (sha256) => validated.get(sha256) === true,
      add: (sha256) => validated.set(sha256, true),
    };
  }

  static async open(settings: CacheSettings): Promise<RunCache> {
    return new RunCache(settings, await openMemos(settings.state));
  }

  /** What computes a world's numbers; throws BadInput when nothing can. */
  async adapter(world: World): Promise<Adapter> {
    const known = this.#adapters.get(world.name);
    if (known) return known;
    const { kernelEnv, askGpu } = this.#settings;
    const adapter = await adapterOf(world, {
      env: kernelEnv(world),
      memo: this.#memos.adapters,
      code: await ownCode(PROBES, new Snapshot(this.#memos.normalised).files),
      ...(askGpu ? { ask: askGpu } : {}),
    });
    this.#adapters.set(world.name, adapter);
    return adapter;
  }

  /** Looks every note up in every world: notes in order, worlds within each. */
  async look(notebooks: readonly Notebook[], worlds: readonly World[]): Promise<Lookup[]> {
    const at = Date.now();
    const disk = new Snapshot(this.#memos.normalised);
    const facts = await Promise.all(
      notebooks.map((notebook) => factsOf(notebook, this.#memos.facts, readSource)),
    );
    const reached = await reachedBy(
      notebooks.map(({ path }, i) => ({ path, imports: facts[i]!.imports })),
      { memo: this.#memos.graphs, files: disk.files },
    );
    const lookups: Lookup[] = [];
    for (const [i, notebook] of notebooks.entries()) {
      for (const world of worlds) {
        const known = { facts: facts[i]!, reached: reached[i]!, at };
        lookups.push(await this.#lookUp(notebook, world, known, disk));
      }
    }
    return lookups;
  }

  async #lookUp(
    notebook: Notebook,
    world: World,
    known: Pick<Lookup, "facts" | "reached" | "at">,
    disk: Snapshot,
  ): Promise<Lookup> {
    const { configs, resolved } = known.reached;
    const parts = await this.#parts(known, world, disk);
    const lookup: Lookup = {
      note: notebook.id,
      world: world.name,
      entry: null,
      why: "first run",
      parts,
      ...known,
      inputs: [notebook.path, ...configs.files],
    };
    if ("error" in resolved) {
      lookup.why = `its imports cannot be resolved: ${resolved.error.split("\n")[0]}`;
      return lookup;
    }
    const heads = this.store.heads(notebook.id, world.name);
    const { root } = this.#settings;
    const hit = await matchEntry(
      heads,
      parts,
      (paths) => hashReads(paths, { root, files: disk.files }),
    );
    const read = Object.keys(heads[0]?.reads ?? {});
    lookup.inputs.push(
      ...resolved.graph.modules,
      ...read.map((path) => absoluteFrom(path, root)),
    );
    return { ...lookup, ...hit };
  }

  /**
   * Keeps an execution under the inputs it was looked up with. Null, and nothing kept, when its
   * ending may not come again, when an input changed while it ran, so that nobody knows which
   * content it saw, or when the disk refuses.
   */
  async keep(
    { note, parts, at, ...known }: Lookup,
    { notebook, world, execution }: { notebook: Notebook; world: World; execution: Execution },
  ): Promise<EntryHead | null> {
    const { configs, resolved } = known.reached;
    if (!isStorable(execution.ending) || "error" in resolved) return null;
    const disk = new Snapshot(this.#memos.normalised);
    const now = await this.#parts(known, world, disk);
    if (explain(parts, now) !== "nothing changed") return null;
    const { root, state, kernelEnv } = this.#settings;
    const read = dataReads(execution.reads, {
      inside: [root, dirname(notebook.path)],
      known: [...resolved.graph.modules, ...configs.files, ...configs.lock ? [configs.lock] : []],
      folders: [state, ...cacheFolders(kernelEnv(world))],
      since: at,
    });
    if (read === null) return null;
    const paths = read.map((path) => relativeTo(path, root));
    const reads = await hashReads(paths, { root, files: disk.files });
    const sources = notebook.cells.map(({ source }) => source);
    const entry = { at: Date.now(), parts, reads, execution, sources };
    return await this.store.add(note, world.name, entry).catch(() => null);
  }

  /** The stored execution of a hit; null when it turns out to be damaged, which makes it a miss. */
  async body({ note, world, entry }: Lookup): Promise<EntryBody | null> {
    return entry && await this.store.body(note, world, entry);
  }

  /** The last judgement of a hit, whatever it was made from. */
  judgement({ note, world, entry }: Lookup): StoredJudgement | null {
    return entry && readJudgement(this.store, { note, world, entry });
  }

  keepJudgement({ note, world, entry }: Lookup, judged: StoredJudgement): void {
    if (!entry) return;
    try {
      writeJudgement(this.store, { note, world, entry }, judged);
    } catch {
      // judged again next time
    }
  }

  /** Hash of the code that judges: an edit of the comparator judges everything anew. */
  judgeCode(): Promise<string> {
    return this.#judgeCode ??= ownCode(JUDGES, new Snapshot(this.#memos.normalised).files);
  }

  /** Writes what was learned, for the next run. */
  save(): void {
    saveMemos(this.#memos);
  }

  async #parts(
    { facts, reached }: Pick<Lookup, "facts" | "reached">,
    world: World,
    disk: Snapshot,
  ): Promise<Parts> {
    const { configs: { lock, compilerOptions }, resolved } = reached;
    if ("error" in resolved) return {};
    const { root, options = {}, kernelEnv, versions = VERSIONS } = this.#settings;
    return await keyParts({
      facts,
      graph: resolved.graph,
      lock: disk.lock(lock),
      compilerOptions,
      root,
      versions,
      runner: await disk.runner(),
      adapter: (await this.adapter(world)).fingerprint,
      env: namedEnv(kernelEnv(world)),
      options,
    }, disk.files);
  }
}
