import { readJson, writeAtomic } from "../cache/write_atomic.ts";
import { absoluteFrom, relativeTo } from "../cache/path.ts";
import { sha256 } from "../cache/sha256.ts";
import { folderName } from "../cache/store.ts";
import { canonical } from "../notebook/canonical.ts";
import { serialise } from "../notebook/serialise.ts";
import { withOutputs } from "../notebook/with_outputs.ts";
import type { Execution, JudgedClaim, Notebook } from "../types.ts";
import type { Accepted } from "./compare_accepted.ts";

/** A run that differs from what was accepted, kept for review. Beside it lies the notebook. */
export interface Pending {
  schema: 1;
  note: string;
  /** The notebook, relative to the repository when it is inside. */
  path: string;
  /** False for notebooks from elsewhere: they have no accepted verdicts. */
  isNote: boolean;
  /** Hash of the code that ran. */
  code: string;
  /** What would be accepted. */
  verdicts: Accepted;
  /** What the run took. */
  ms: number;
  /** Worlds that ran, the one whose outputs are kept first. */
  worlds: string[];
  /** Why it cannot be accepted: claims on which worlds disagree. */
  disagreements: string[];
}

/** What a note gave in one world. */
export interface WorldRun {
  world: string;
  execution: Execution;
  claims: readonly JudgedClaim[];
}

export interface PendingPlace {
  /** The repository. */
  root: string;
  state: string;
}

/** Keeps a note's run for review: the outputs of its first world, the verdicts of all. */
export async function writePending(
  place: PendingPlace,
  notebook: Notebook,
  { runs, isNote }: { runs: readonly WorldRun[]; isNote: boolean },
): Promise<Pending> {
  const [first] = runs;
  if (!first) throw new RangeError("Cannot keep a run: there is no world, wanted at least one");
  const pending: Pending = {
    schema: 1,
    note: notebook.id,
    path: relativeTo(notebook.path, place.root),
    isNote,
    code: await codeHash(notebook),
    verdicts: verdictsOf(first.claims),
    ms: Math.round(first.execution.ms),
    worlds: runs.map(({ world }) => world),
    disagreements: disagreements(runs),
  };
  const base = pendingBase(place, notebook.id);
  writeAtomic(`${base}.ipynb`, serialise(canonical(withOutputs(notebook, first.execution.cells))));
  // last: what is pending is what has this file
  writeAtomic(`${base}.json`, JSON.stringify(pending, null, 1));
  return pending;
}

/** What is pending of a note, null when nothing is. */
export function readPending(place: PendingPlace, note: string): Pending | null {
  const stored = readJson(`${pendingBase(place, note)}.json`) as Pending | null;
  return stored?.schema === 1 && typeof stored.verdicts === "object" ? stored : null;
}

/** Absolute path of the notebook with the pending outputs. */
export function pendingNotebook(place: PendingPlace, note: string): string {
  return `${pendingBase(place, note)}.ipynb`;
}

/** Forgets what was pending: the note is as accepted, or what it ran is no longer true. */
export function removePending(place: PendingPlace, note: string): void {
  for (const kind of ["json", "ipynb"]) {
    try {
      Deno.removeSync(`${pendingBase(place, note)}.${kind}`);
    } catch {
      // nothing was pending
    }
  }
}

/** All that is pending, sorted by note. */
export function listPending(place: PendingPlace): Pending[] {
  const folder = `${place.state}/pending`;
  const found = sidecars(folder).map((path) => readJson(path) as Pending | null);
  return found.filter((one) => one?.schema === 1).map((one) => one!)
    .sort((a, b) => a.note < b.note ? -1 : 1);
}

/** Hash of the code cells' sources as they are, comments included: what runs is what is accepted. */
export function codeHash({ cells }: Pick<Notebook, "cells">): Promise<string> {
  return sha256(JSON.stringify(cells.map(({ source }) => source)));
}

/** Where the notebook lies. */
export function notebookPath({ root }: PendingPlace, pending: Pending): string {
  return absoluteFrom(pending.path, root);
}

function verdictsOf(claims: readonly JudgedClaim[]): Accepted {
  return Object.fromEntries(
    claims.filter(({ state, record }) => state !== "missing" && record.verdict !== null)
      .map(({ id, record }) => [id, { is: String(record.verdict), rev: record.rev }]),
  );
}

function disagreements(runs: readonly WorldRun[]): string[] {
  const [first, ...others] = runs.map(({ world, claims }) => ({
    world,
    found: verdictsOf(claims),
  }));
  return others.flatMap(({ world, found }) =>
    [...new Set([...Object.keys(first!.found), ...Object.keys(found)])].sort().flatMap((id) => {
      const [a, b] = [first!.found[id], found[id]];
      if (a?.is === b?.is && a?.rev === b?.rev) return [];
      const is = a?.is === b?.is ? "on other evidence" : b?.is ?? "not claimed";
      return [`claim "${id}" is ${a?.is ?? "not claimed"} in ${first!.world}, ${is} in ${world}`];
    })
  );
}

function pendingBase({ state }: PendingPlace, note: string): string {
  return `${state}/pending/${folderName(note)}`;
}

function sidecars(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
      if (isDirectory) return sidecars(`${folder}/${name}`);
      return name.endsWith(".json") ? [`${folder}/${name}`] : [];
    });
  } catch {
    return [];
  }
}
