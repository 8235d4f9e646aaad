import type { ClaimRecord, Verdict } from "@rederive/lib/claim";
import type { Verdicts } from "../reproduce/judge/verdicts.ts";
import { collectClaims } from "../reproduce/judge/collect.ts";
import { readNotebook } from "../reproduce/notebook/read.ts";
import { worldsOf } from "../reproduce/notebook/worlds_of.ts";

/** What the reading list says of a notebook that exists: read from what its cells displayed. */
export interface WrittenNote {
  /** `<shelf>/<note>` */
  note: string;
  counts: Record<Verdict, number>;
  /** Corrected first, then refined, each in the order of the notebook. */
  amended: ClaimRecord[];
  /** Claims that are displayed but whose verdict is not the accepted one. */
  unaccepted: number;
  /** Numeric worlds in which the outputs were last found the same. */
  worlds: string[];
}

/** Reads a notebook's stored outputs; claims that are not accepted are counted apart. */
export async function readWrittenNote(
  note: string,
  { root, verdicts }: { root: string; verdicts: Verdicts },
): Promise<WrittenNote> {
  const { cells, raw } = await readNotebook(`${root}/notebooks/${note}.ipynb`, { root });
  const records = collectClaims(cells).map(({ record }) => record);
  const accepted = verdicts[note] ?? {};
  const known = records.filter(({ id, verdict }) => accepted[id]?.is === verdict);
  const counts = { "confirmed": 0, "refined": 0, "corrected": 0, "out-of-scope": 0 };
  for (const { verdict } of known) if (verdict !== null) counts[verdict]++;
  return {
    note,
    counts,
    amended: (["corrected", "refined"] as const).flatMap((is) =>
      known.filter(({ verdict }) => verdict === is)
    ),
    unaccepted: records.length - known.length,
    worlds: worldsOf(raw),
  };
}
