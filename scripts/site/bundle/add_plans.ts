import { sha256 } from "../../reproduce/cache/sha256.ts";
import type { CheckPlan } from "../check/plan.ts";
import type { Note, Site } from "../collect/model.ts";
import type { Files } from "../files.ts";
import { bundleNotes, type NoteBundle } from "./bundle.ts";

/** Bundles every note and writes what its pages need to re-check it; returns the plans' paths. */
export async function addPlans({ notes }: Site, files: Files): Promise<Map<string, string>> {
  const bundles = await bundleNotes(notes.map(({ notebook }) => notebook));
  const plans = notes.map(async (note, i) =>
    [note.id, await addPlan(note, bundles[i]!, files)] as const
  );
  return new Map(await Promise.all(plans));
}

async function addPlan(note: Note, bundle: NoteBundle, files: Files): Promise<string> {
  const plan: CheckPlan = {
    note: note.id,
    code: "code" in bundle ? `../${await addCode(bundle.code, files)}` : null,
    problem: "problem" in bundle ? bundle.problem : null,
    cells: note.cells.filter(({ type }) => type === "code").length,
    records: note.claims.map(({ record }) => record),
  };
  return await files.addAsset(JSON.stringify(plan), "json");
}

/** Two folders deep, as `lib`'s modules are, so that `../../data/` is the site's data. */
async function addCode(code: string, files: Files): Promise<string> {
  const path = `check/code/${(await sha256(code)).slice(0, 16)}.js`;
  if (!files.has(path)) files.add(path, code);
  return path;
}
