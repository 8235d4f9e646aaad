import { ACCEPTANCES_FILE } from "../../reproduce/judge/promote.ts";
import { gitText } from "./git.ts";

/** A line of data/acceptances.jsonl with the commit it came with. */
export interface Acceptance {
  /** ISO 8601, UTC. */
  at: string;
  commit: string;
  note: string;
  because: string;
  /** Claim → `new → confirmed`, `confirmed → refined`, `confirmed, <rev> → <rev>`. */
  claims: Record<string, string>;
}

/** What was accepted and when, oldest first; lines that are not committed yet are left out. */
export async function readAcceptances(root: string): Promise<Acceptance[] | null> {
  const blame = await gitText(root, ["blame", "--line-porcelain", "--", ACCEPTANCES_FILE]);
  return blame === null ? null : parseBlame(blame);
}

/** The output of `git blame --line-porcelain`: a header of keys, then a tab and the line. */
export function parseBlame(blame: string): Acceptance[] {
  const found: Acceptance[] = [];
  let commit = "";
  let time = 0;
  for (const line of blame.split("\n")) {
    const head = /^([0-9a-f]{40}) \d+ \d+/.exec(line);
    if (head) commit = head[1]!;
    else if (line.startsWith("committer-time ")) time = Number(line.slice(15));
    else if (line.startsWith("\t") && !/^0+$/.test(commit)) {
      const { note, because, claims } = JSON.parse(line.slice(1));
      const at = new Date(time * 1000).toISOString();
      found.push({ at, commit, note, because, claims });
    }
  }
  return found;
}
