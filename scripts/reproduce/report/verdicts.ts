import type { Verdict } from "@rederive/lib/claim";
import type { Role } from "../../text/paint.ts";
import type { JudgedClaim, NoteResult } from "../types.ts";

/** Verdicts in the order of every table, with the signs that the cards in the notebooks use. */
export const VERDICTS: readonly { is: Verdict; sign: string; words: string; role: Role }[] = [
  { is: "confirmed", sign: "✓", words: "confirmed", role: "confirmed" },
  { is: "refined", sign: "◐", words: "refined", role: "refined" },
  { is: "corrected", sign: "✎", words: "corrected", role: "corrected" },
  { is: "out-of-scope", sign: "○", words: "out of scope", role: "faint" },
];

export type VerdictCounts = Record<Verdict, number>;

/** How many claims have which verdict; claims that are no longer made are not counted. */
export function countVerdicts(results: readonly Pick<NoteResult, "claims">[]): VerdictCounts {
  const counts: VerdictCounts = { "confirmed": 0, "refined": 0, "corrected": 0, "out-of-scope": 0 };
  for (const { claims } of results) {
    for (const { record, state } of claims) {
      if (record.verdict !== null && state !== "missing") counts[record.verdict]++;
    }
  }
  return counts;
}

/** `22 confirmed, 9 refined`; verdicts that no claim has are left out. */
export function verdictCountWords(counts: VerdictCounts): string {
  const parts = VERDICTS.filter(({ is }) => counts[is] > 0)
    .map(({ is, words }) => `${counts[is]} ${words}`);
  return parts.length > 0 ? parts.join(", ") : "no claims";
}

/** `out of scope` for `out-of-scope`; what a claim without a verdict is. */
export function verdictWords(verdict: string | null): string {
  return verdict === null ? "not established" : verdict.replaceAll("-", " ");
}

/** What is new about a claim beside what was accepted; null when nothing is. */
export function describeChange({ id, record, accepted, state }: JudgedClaim): string | null {
  const was = accepted ? verdictWords(accepted.is) : "";
  const now = verdictWords(record.verdict);
  switch (state) {
    case "same":
      return null;
    case "new":
      return `${id}: new, ${now}`;
    case "changed":
      return `${id}: still ${now}, on other evidence or text than accepted`;
    case "flipped":
      return `${id}: accepted as ${was}, now ${now}`;
    case "missing":
      return `${id}: accepted as ${was}, no longer claimed`;
  }
}

/** More new claims than this are counted instead of listed: a new note has nothing but. */
export const MOST_NEW = 3;

/** Every change of a note, but the one that its ending already tells. */
export function changesOf({ claims, ending }: Pick<NoteResult, "claims" | "ending">): string[] {
  const told = claims.find(({ id }) => ending?.message.startsWith(`Claim "${id}"`));
  const rest = claims.filter((claim) => claim !== told && claim.state !== "same");
  const fresh = rest.filter(({ state }) => state === "new");
  if (fresh.length <= MOST_NEW) return words(rest);
  const more = told?.state === "new" ? " more" : "";
  return [
    ...words(rest.filter(({ state }) => state !== "new")),
    `${fresh.length}${more} claims are new: ${
      verdictCountWords(countVerdicts([{ claims: fresh }]))
    }`,
  ];
}

function words(claims: readonly JudgedClaim[]): string[] {
  return claims.flatMap((claim) => {
    const change = describeChange(claim);
    return change === null ? [] : [`claim ${change}`];
  });
}
