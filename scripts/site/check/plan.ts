/** What a page needs to re-check a note: types shared by the build and the client. */
import type { ClaimRecord } from "@rederive/lib/claim";

export interface CheckPlan {
  note: string;
  /** Address of the note's module, from the plan's own; null when it cannot run in a page. */
  code: string | null;
  /** Why it cannot. */
  problem: string | null;
  /** Code cells. */
  cells: number;
  /** What CI found, in the notebook's order. */
  records: ClaimRecord[];
}

/** What the note's module says while it runs. */
export type FromNote =
  | { type: "cell"; ordinal: number }
  | { type: "shown"; record?: ClaimRecord }
  | { type: "done" };
