import type { Measurement } from "@rederive/lib/claim";
import type { CodeCell, Drift, Execution, JudgedClaim, Notebook, Spread } from "../types.ts";

/** What a note gave in each world: world → claims and outputs. */
export interface WorldResults {
  [world: string]: { claims: readonly JudgedClaim[]; cells: Execution["cells"] };
}

export interface SpreadOptions {
  /** For its id, and for cells that loosen their comparison. */
  notebook: Pick<Notebook, "id" | "cells">;
  /** Replaced in tests. */
  compare?: (stored: readonly CodeCell[], fresh: Execution["cells"]) => Promise<Drift[]>;
}

/**
 * Every digit that depends on the numeric world: in the evidence of claims, at full precision, and in
 * what cells display, under the comparator that tells a drift from a rounding.
 */
export async function spread(worlds: WorldResults, options: SpreadOptions): Promise<Spread[]> {
  return [
    ...spreadOfClaims(worlds, options.notebook.id),
    ...await spreadOfOutputs(worlds, options),
  ];
}

/** Values of measurements that are not the same in all worlds. */
export function spreadOfClaims(worlds: WorldResults, note: string): Spread[] {
  const seen = new Map<string, { claim: string; at: string; values: Record<string, string> }>();
  for (const [world, { claims }] of Object.entries(worlds)) {
    for (const { id, record, state } of claims) {
      if (state === "missing") continue;
      const values = { verdict: record.verdict ?? "not established", ...measured(record) };
      for (const [at, value] of Object.entries(values)) {
        const key = `${id} ${at}`;
        const place = seen.get(key) ?? { claim: id, at, values: {} };
        place.values[world] = value;
        seen.set(key, place);
      }
    }
  }
  const names = Object.keys(worlds);
  return [...seen.values()].filter(({ values }) =>
    new Set(names.map((world) => values[world])).size > 1
  ).map((place) => ({
    note,
    ...place,
    values: Object.fromEntries(names.map((world) => [world, place.values[world] ?? "nothing"])),
  }));
}

function measured({ asStated, control, amendment }: JudgedClaim["record"]): Record<string, string> {
  return {
    ...(asStated ? numbersOf("asStated", asStated) : {}),
    ...(control ? numbersOf("control", control) : {}),
    ...(amendment ? numbersOf(amendment.kind, amendment.measurement) : {}),
  };
}

function numbersOf(role: string, { got, want, cases }: Measurement): Record<string, string> {
  return {
    [`${role}.got`]: JSON.stringify(got),
    [`${role}.want`]: JSON.stringify(want),
    ...(cases ? { [`${role}.cases.held`]: String(cases.held) } : {}),
  };
}

/** Outputs of every further world against those of the first; claims are compared above. */
async function spreadOfOutputs(
  worlds: WorldResults,
  { notebook, compare }: SpreadOptions,
): Promise<Spread[]> {
  const [first, ...others] = Object.entries(worlds);
  if (!first || others.length === 0) return [];
  const compareThem = compare ?? (await import("../compare/compare.ts")).compareOutputs;
  const [name, { cells }] = first;
  const places = new Map<string, Spread>();
  for (const [other, result] of others) {
    for (const drift of await compareThem(asStored(notebook, cells), result.cells)) {
      if (drift.kind === "claim") continue;
      const at = [`cell ${drift.cell}`, `output ${drift.output}`, drift.at].filter(Boolean).join(
        ", ",
      );
      const place = places.get(at) ??
        { note: notebook.id, claim: "", at, values: { [name]: drift.want } };
      place.values[other] = drift.got;
      places.set(at, place);
    }
  }
  // where no drift was found, a world has what the first has
  return [...places.values()].map((place) => ({
    ...place,
    values: Object.fromEntries(
      Object.keys(worlds).map((world) => [world, place.values[world] ?? place.values[name]!]),
    ),
  }));
}

/** A run in the place of what the notebook stores. */
function asStored({ cells }: Pick<Notebook, "cells">, runs: Execution["cells"]): CodeCell[] {
  const outputs = new Map(runs.map((run) => [run.ordinal, run.outputs]));
  return cells.filter(({ ordinal }) => outputs.has(ordinal))
    .map((cell) => ({ ...cell, outputs: outputs.get(cell.ordinal)! }));
}
