import type { ClaimRecord, Strength, Verdict } from "../record.ts";

const SYMBOL: Record<Verdict, string> = {
  "confirmed": "✓",
  "refined": "◐",
  "corrected": "✎",
  "out-of-scope": "○",
};

const STRENGTH: Record<Strength, string> = {
  "exhaustive": "exhaustive",
  "exact": "exact",
  "cross-implementation": "across implementations",
  "statistical": "statistical",
  "single-run": "single run",
};

/** `✓ confirmed`, or that nothing was established. */
export function verdictWords({ verdict }: Pick<ClaimRecord, "verdict">): string {
  return verdict ? `${SYMBOL[verdict]} ${verdict.replaceAll("-", " ")}` : "⚠ not established";
}

/** `evidence: exact`, empty when there is none. */
export function strengthWords({ strength }: Pick<ClaimRecord, "strength">): string {
  return strength ? `evidence: ${STRENGTH[strength]}` : "";
}
