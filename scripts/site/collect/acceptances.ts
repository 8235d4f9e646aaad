import { isRecord } from "../../reproduce/judge/data_file.ts";
import { ACCEPTANCES_FILE } from "../../reproduce/judge/promote.ts";
import { BadInput } from "../../reproduce/types.ts";
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

/**
 * What was accepted and when, oldest first; lines that are not committed yet are left out. Null without
 * a complete history: a shallow clone would date everything by its first commit.
 */
export async function readAcceptances(root: string): Promise<Acceptance[] | null> {
  const shallow = await gitText(root, ["rev-parse", "--is-shallow-repository"]);
  if (shallow?.trim() !== "false") return null;
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
      const at = new Date(time * 1000).toISOString();
      found.push({ at, commit, ...readLine(line.slice(1)) });
    }
  }
  return found;
}

function readLine(text: string): Pick<Acceptance, "note" | "because" | "claims"> {
  const refuse = () =>
    new BadInput(
      `Cannot read ${ACCEPTANCES_FILE}: it has the line ${
        text.slice(0, 80)
      }, wanted what deno task ` +
        "accept writes",
      `git log -p -- ${ACCEPTANCES_FILE}`,
    );
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw refuse();
  }
  if (!isRecord(line) || !isRecord(line.claims)) throw refuse();
  const { note, because, claims } = line;
  const isText = (value: unknown) => typeof value === "string";
  if (!isText(note) || !isText(because) || !Object.values(claims).every(isText)) throw refuse();
  return { note, because, claims } as Pick<Acceptance, "note" | "because" | "claims">;
}
