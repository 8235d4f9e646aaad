import type { Json } from "./json.ts";

/** How `got` must stand to `want`. */
export type Relation = "equals" | "within" | "at most" | "at least";

/** `|got - want| <= abs + rel * |want|`, with the reason for exactly these numbers. */
export interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
  readonly because: string;
}

/** What kind of thing `want` rests on. */
export type Basis =
  | "closed form"
  | "reference"
  | "finite differences"
  | "identity"
  | "implementation"
  | "published";

/** What `want` rests on: its kind, and its name for the reader. */
export interface Against {
  readonly basis: Basis;
  readonly name: string;
}

/**
 * Errors no tolerance can separate further: every compared element has an error no larger, and a
 * |want| no smaller, than some pair `[error, |want|]` here. Deciding these decides them all, so a
 * changed tolerance needs no new run.
 */
export type Hardest = readonly (readonly [error: number, scale: number])[];

/** A check made for many cases: how many held, of how many, and how many must. */
export interface Cases {
  readonly held: number;
  readonly of: number;
  readonly need: number;
  /** `all`: a finite domain, complete. `sample`: part of a domain. `seeds`: independent draws. */
  readonly over: "all" | "seeds" | "sample";
  /** The domain in words: "all 256 bytes". */
  readonly what: string;
  /** One entry a case, when few enough to keep. */
  readonly hardest?: readonly Hardest[];
}

/** What a check saw. A bare boolean is not evidence: the reader is owed the numbers. */
export interface Measurement {
  readonly got: Json;
  readonly want: Json;
  readonly relation: Relation;
  readonly tolerance?: Tolerance;
  readonly against: Against;
  readonly unit?: string;
  /** Which element or case `got` and `want` are of, when there were many: the worst. */
  readonly at?: string;
  readonly hardest?: Hardest;
  readonly cases?: Cases;
  /** False when what was kept cannot be decided again under another tolerance. */
  readonly rejudge?: false;
  /** Always `decide(measurement)`. */
  readonly pass: boolean;
}

/** A check: runs something and says what it saw. */
export type Check = () => Measurement | Promise<Measurement>;
