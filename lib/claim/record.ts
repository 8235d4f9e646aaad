import type { Json } from "./json.ts";
import type { Measurement } from "./measurement.ts";

/** What follows from the evidence. Derived, never typed. */
export type Verdict = "confirmed" | "refined" | "corrected" | "out-of-scope";

/** How strong the evidence is, strongest first. A second axis, derived like the verdict. */
export type Strength =
  | "exhaustive"
  | "exact"
  | "cross-implementation"
  | "statistical"
  | "single-run";

/** Why a statement is not checked. */
export type Reason =
  | "opinion"
  | "hardware"
  | "private-data"
  | "paid-service"
  | "history"
  | "prediction";

/** What holds in place of the claim as stated. */
export interface Amendment {
  /** `when`: it holds under a condition. `instead`: something else is right. */
  readonly kind: "when" | "instead";
  readonly says: string;
  readonly measurement: Measurement;
}

/** A claim as judged: what a card shows, the collector reads and `data/verdicts.json` accepts. */
export interface ClaimRecord {
  readonly schema: 1;
  /** `<shelf>/<note>`. */
  readonly note: string;
  readonly id: string;
  readonly says: string;
  readonly at: string;
  /** Null when the evidence established none; `failure` then says why. */
  readonly verdict: Verdict | null;
  readonly strength: Strength | null;
  readonly conditions: { readonly [name: string]: Json };
  readonly asStated?: Measurement;
  readonly control?: Measurement;
  readonly amendment?: Amendment;
  readonly reason?: Reason;
  readonly because?: string;
  readonly failure?: string;
  /** `revisionOf(record)`. */
  readonly rev: string;
}
