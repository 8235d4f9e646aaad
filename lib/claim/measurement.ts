import type { Json } from "./json.ts";

/** How `got` must stand to `want`. */
export type Relation = "equals" | "within" | "at most" | "at least";

/** `|got - want| <= abs + rel * |want|`, with the reason for exactly these numbers. */
export interface Tolerance {
  /** Allowed whatever `want` is. */
  readonly abs?: number;
  /** Allowed as a share of |want|; below 1. */
  readonly rel?: number;
  /** Where these numbers come from; not from what was seen. */
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
  /** Its kind. */
  readonly basis: Basis;
  /** What a reader could look up. */
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
  /** Cases that held. */
  readonly held: number;
  /** Cases that ran. */
  readonly of: number;
  /** Cases that must hold. */
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
  /** What was measured. */
  readonly got: Json;
  /** What it is compared with. */
  readonly want: Json;
  /** How the two must stand to each other. */
  readonly relation: Relation;
  /** Present when the relation is `within`. */
  readonly tolerance?: Tolerance;
  /** What `want` rests on. */
  readonly against: Against;
  /** Shown after the numbers. */
  readonly unit?: string;
  /** Which element or case `got` and `want` are of, when there were many: the worst. */
  readonly at?: string;
  /** What decides all elements, when there were several. */
  readonly hardest?: Hardest;
  /** Present when one check was made for many cases. */
  readonly cases?: Cases;
  /** False when what was kept cannot be decided again under another tolerance. */
  readonly rejudge?: false;
  /** Always `decide(measurement)`. */
  readonly pass: boolean;
}

/** A check: runs something and says what it saw. */
export type Check = () => Measurement | Promise<Measurement>;
