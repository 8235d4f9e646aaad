import {
  cardText,
  type ClaimRecord,
  close,
  closedForm,
  deriveVerdict,
  type Measurement,
  revisionOf,
  strengthOf,
  type Tolerance,
} from "@rederive/lib/claim";
import { CLAIM } from "../../../scripts/reproduce/mime.ts";
import type {
  CellRun,
  CodeCell,
  Execution,
  JudgedClaim,
  Notebook,
  Output,
} from "../../../scripts/reproduce/types.ts";

export const NOTE = "shelf/note";

export const LOOSE: Tolerance = { abs: 0.1, because: "as printed" };

/** `got` against 1: off by 0.05 as stated, by 0.5 in the control. */
export function measure(got: number, tolerance = LOOSE): Measurement {
  return close(got, 1, { tolerance, against: closedForm("one") });
}

/** An honest record, derived as `judge()` would. */
export function record(id: string, changes: Partial<ClaimRecord> = {}): ClaimRecord {
  const said = { schema: 1, note: NOTE, id, says: "It is one.", at: "section 1" } as const;
  const evidence = { asStated: measure(1.05), control: measure(1.5) };
  const verdict = deriveVerdict({ id, ...evidence });
  const strength = strengthOf(evidence.asStated);
  return signed({ ...said, verdict, strength, conditions: {}, ...evidence, ...changes });
}

export function outOfScope(id: string): ClaimRecord {
  const { asStated: _, control: __, ...said } = record(id);
  return signed({
    ...said,
    verdict: "out-of-scope",
    strength: null,
    reason: "opinion",
    because: "a matter of taste",
  });
}

export function signed(record: Omit<ClaimRecord, "rev">): ClaimRecord {
  return { ...record, rev: revisionOf(record) };
}

export function shown(record: ClaimRecord): Output {
  return {
    output_type: "display_data",
    data: { [CLAIM]: record, "text/plain": cardText(record) },
    metadata: {},
  };
}

export function printed(text: string): Output {
  return { output_type: "stream", name: "stdout", text };
}

export function cellRun(ordinal: number, ...outputs: Output[]): CellRun {
  return { ordinal, id: `cell-${ordinal}`, status: "ok", outputs, ms: 1 };
}

export function execution(cells: CellRun[], changes: Partial<Execution> = {}): Execution {
  return {
    cells,
    ending: null,
    ms: 1234,
    kernelStartMs: 0,
    peakMemory: 0,
    reads: [],
    sandbox: "none",
    ...changes,
  };
}

export function notebook(cells: { source?: string; outputs?: Output[] }[]): Notebook {
  const code = cells.map(({ source = "", outputs = [] }, i): CodeCell => ({
    ordinal: i + 1,
    id: `cell-${i + 1}`,
    source,
    metadata: {},
    outputs,
  }));
  return { id: NOTE, path: `/r/notebooks/${NOTE}.ipynb`, sha256: "", raw: {}, cells: code };
}

export function accepted(...records: ClaimRecord[]) {
  return Object.fromEntries(
    records.map(({ id, verdict, rev }) => [id, { is: String(verdict), rev }]),
  );
}

export function judged(record: ClaimRecord, changes: Partial<JudgedClaim> = {}): JudgedClaim {
  return { id: record.id, cell: 1, record, accepted: null, state: "same", ...changes };
}
