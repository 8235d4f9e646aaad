import type { Execution } from "../types.ts";
import { type EntryHead, readHead, STORE_SCHEMA } from "./entry_head.ts";
import { absoluteFrom } from "./path.ts";
import { hashParts, type Parts, sha256 } from "./sha256.ts";
import { writeAtomic } from "./write_atomic.ts";

/** Entries kept for each note and world: enough to go back and forth between branches. */
const KEPT = 4;

/** The rest of an entry. */
export interface EntryBody {
  execution: Execution;
  /** Source of every code cell as it ran: the old tolerances are in there. */
  sources: string[];
}

/**
 * Executions on disk, a folder for each note and world. An entry is two lines: the head is enough to
 * choose one, and outputs of a megabyte are parsed only when somebody needs them.
 */
export class Store {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Heads of all whole entries, newest first; what is damaged is removed. */
  heads(note: string, world: string): EntryHead[] {
    const folder = this.#place(note, world);
    const heads: EntryHead[] = [];
    for (const name of keysIn(folder)) {
      const head = readHead(`${folder}/${name}`);
      if (head && `${head.key}.json` === name) heads.push(head);
      else discard(`${folder}/${name}`);
    }
    return heads.sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
  }

  /** The execution of an entry; null, and the entry gone, when it is damaged. */
  async body(note: string, world: string, { key, body }: EntryHead): Promise<EntryBody | null> {
    const path = `${this.#place(note, world)}/${key}.json`;
    try {
      const text = Deno.readTextFileSync(path);
      const second = text.slice(text.indexOf("\n") + 1);
      if (await sha256(second) === body) return JSON.parse(second) as EntryBody;
    } catch {
      // as damaged as a wrong hash
    }
    discard(path);
    return null;
  }

  async add(
    note: string,
    world: string,
    { parts, reads, execution, sources, at }: EntryBody & {
      parts: Parts;
      reads: Parts;
      at: number;
    },
  ): Promise<EntryHead> {
    const second = JSON.stringify({ execution, sources } satisfies EntryBody);
    const head: EntryHead = {
      schema: STORE_SCHEMA,
      key: await entryKey(parts, reads),
      at,
      parts,
      reads,
      ms: execution.ms,
      ending: execution.ending,
      body: await sha256(second),
    };
    const folder = this.#place(note, world);
    writeAtomic(`${folder}/${head.key}.json`, `${JSON.stringify(head)}\n${second}`);
    discardLeftovers(folder, at);
    for (const old of this.heads(note, world).slice(KEPT)) {
      discard(`${folder}/${old.key}.json`);
      discard(`${folder}/${old.key}.judged.json`);
    }
    return head;
  }

  /** Where a small file beside an entry lies. */
  beside(note: string, world: string, { key }: Pick<EntryHead, "key">, name: string): string {
    return `${this.#place(note, world)}/${key}.${name}.json`;
  }

  #place(note: string, world: string): string {
    return absoluteFrom(`${folderName(note)}/${folderName(world)}`, this.#folder);
  }
}

export async function entryKey(parts: Parts, reads: Parts): Promise<string> {
  return await hashParts({
    schema: String(STORE_SCHEMA),
    parts: await hashParts(parts),
    reads: await hashParts(reads),
  });
}

/** Note ids as they are; a path from elsewhere becomes one harmless name of bounded length. */
export function folderName(id: string): string {
  if (/^[a-z0-9][\w.-]{0,99}(\/[a-z0-9][\w.-]{0,99})?$/i.test(id)) return id;
  let hash = 0xcbf29ce484222325n; // FNV-1a
  for (const byte of new TextEncoder().encode(id)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `elsewhere/${id.replace(/[^\w-]+/g, "-").slice(-60)}-${hash.toString(16)}`;
}

function keysIn(folder: string): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name)
      .filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  } catch {
    return [];
  }
}

/** Parts of files that a killed run left; a younger one may be another run's, still being written. */
function discardLeftovers(folder: string, now: number): void {
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".part")) continue;
    const path = `${folder}/${name}`;
    const written = modified(path) ?? now;
    if (now - written > 600_000) discard(path);
  }
}

function modified(path: string): number | null {
  try {
    return Deno.statSync(path).mtime?.getTime() ?? null;
  } catch {
    return null;
  }
}

function discard(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // gone already, or read-only: a miss either way
  }
}
