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
  /** The condition, or what is right, in words. */
  readonly says: string;
  /** What was seen of it. */
  readonly measurement: Measurement;
}

/** A claim as judged: what a card shows, the collector reads and `data/verdicts.json` accepts. */
export interface ClaimRecord {
  /** Version of this shape. */
  readonly schema: 1;
  /** `<shelf>/<note>`. */
  readonly note: string;
  /** Kebab-case words, unique in the note. */
  readonly id: string;
  /** The note's claim in our words. */
  readonly says: string;
  /** Where in the note. */
  readonly at: string;
  /** Null when the evidence established none; `failure` then says why. */
  readonly verdict: Verdict | null;
  /** Null without a verdict that rests on evidence. */
  readonly strength: Strength | null;
  /** What the checks depend on. */
  readonly conditions: { readonly [name: string]: Json };
  /** The claim exactly as the note states it. */
  readonly asStated?: Measurement;
  /** The check on a subject broken on purpose. */
  readonly control?: Measurement;
  /** What the control breaks, in words; absent when the note gives none. */
  readonly breaks?: string;
  /** Present when the claim is refined or corrected. */
  readonly amendment?: Amendment;
  /** Present when out of scope. */
  readonly reason?: Reason;
  /** Why that reason applies. */
  readonly because?: string;
  /** Why there is no verdict. */
  readonly failure?: string;
  /** `revisionOf(record)`. */
  readonly rev: string;
}
