/** A repository in a temporary folder with one note, and a run of it that differs. */
import { CLAIM } from "../../../scripts/reproduce/mime.ts";
import { writePending } from "../../../scripts/reproduce/judge/pending.ts";
import { readNotebook } from "../../../scripts/reproduce/notebook/read.ts";
import { writeNotebook } from "../../../scripts/reproduce/notebook/write.ts";
import { verdictsText } from "../../../scripts/reproduce/judge/verdicts.ts";
import type { Execution, JudgedClaim, Output } from "../../../scripts/reproduce/types.ts";
import type { ClaimRecord } from "@rederive/lib/claim";

export const NOTE = "mathematics/monoid-reduce";

export interface Repository {
  root: string;
  state: string;
}

export async function inRepository(work: (place: Repository) => Promise<void>): Promise<void> {
  const root = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    await work({ root, state: `${root}/.rederive` });
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

export function claimOutput(record: ClaimRecord): Output {
  return {
    output_type: "display_data",
    data: { [CLAIM]: record, "text/plain": record.id },
    metadata: {},
  };
}

export function textOutput(text: string): Output {
  return { output_type: "stream", name: "stdout", text };
}

/** Writes the note with what it stores, cell by cell, and what was accepted of it. */
export async function writeNote(
  { root }: Repository,
  { cells, accepted = {} }: {
    cells: { source: string; outputs: Output[] }[];
    accepted?: Record<string, { is: string; rev: string }>;
  },
): Promise<void> {
  await writeNotebook(`${root}/notebooks/${NOTE}.ipynb`, {
    cells: cells.map(({ source, outputs }, i) => ({
      cell_type: "code",
      id: `cell-${i + 1}`,
      metadata: {},
      execution_count: i + 1,
      source,
      outputs,
    })),
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
  Deno.mkdirSync(`${root}/data`, { recursive: true });
  Deno.writeTextFileSync(`${root}/data/verdicts.json`, verdictsText({ [NOTE]: accepted }));
}

/** Keeps a run of the note for review. */
export async function keepRun(
  place: Repository,
  { outputs, claims, worlds = ["native"] }: {
    outputs: Output[][];
    claims: JudgedClaim[];
    worlds?: string[];
  },
): Promise<void> {
  const notebook = await readNotebook(`${place.root}/notebooks/${NOTE}.ipynb`, {
    root: place.root,
  });
  const execution: Execution = {
    cells: outputs.map((outputs, i) => ({
      ordinal: i + 1,
      id: `cell-${i + 1}`,
      status: "ok",
      outputs,
      ms: 1,
    })),
    ending: null,
    ms: 4100,
    kernelStartMs: 0,
    peakMemory: 0,
    reads: [],
    sandbox: "",
  };
  const runs = worlds.map((world) => ({ world, execution, claims }));
  await writePending(place, notebook, { runs, isNote: true });
}
