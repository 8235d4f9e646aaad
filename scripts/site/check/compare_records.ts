import type { ClaimRecord } from "@rederive/lib/claim";
import { compareClaim } from "../../reproduce/compare/claim.ts";
import type { Difference } from "../../reproduce/compare/difference.ts";

/** A claim as found here beside how CI found it. */
export interface Compared {
  id: string;
  /** `same`: the same verdict on the same record but for digits that a machine may move. */
  state: "same" | "differs" | "flipped" | "missing";
  here: ClaimRecord | null;
  ci: ClaimRecord;
  differences: Difference[];
}

/** The runner's own comparison of two records of a claim. */
export function compareRecords(ci: ClaimRecord, here: ClaimRecord | undefined): Compared {
  const { id } = ci;
  if (!here) return { id, state: "missing", here: null, ci, differences: [] };
  const differences = compareClaim(ci, here);
  const state = here.verdict !== ci.verdict
    ? "flipped"
    : differences.length > 0
    ? "differs"
    : "same";
  return { id, state, here, ci, differences };
}
