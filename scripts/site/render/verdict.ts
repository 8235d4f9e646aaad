import type { Verdict } from "@rederive/lib/claim";
import { VERDICTS } from "../../reproduce/report/verdicts.ts";
import { type Html, markup } from "./escape.ts";

/** A verdict as a sign and a word; the colour only repeats them. */
export function renderVerdict(verdict: Verdict): Html {
  const { sign, words } = VERDICTS.find(({ is }) => is === verdict)!;
  return markup`<span class="verdict ${verdict}"><span aria-hidden="true">${sign}</span> ${words}</span>`;
}

/** How many claims have which verdict, as a list in one line. */
export function renderCounts(counts: Record<Verdict, number>): Html {
  const some = VERDICTS.filter(({ is }) => counts[is] > 0);
  return markup`<ul class="counts">${
    some.map(({ is, sign, words }) =>
      markup`
        <li
          class="verdict ${is}"><span aria-hidden="true">${sign}</span> ${counts[is]} ${words}</li>
      `
    )
  }</ul>`;
}

/** Sum of the counts of several notes. */
export function sumCounts(all: readonly { counts: Record<Verdict, number> }[]) {
  const sum = { "confirmed": 0, "refined": 0, "corrected": 0, "out-of-scope": 0 };
  for (const { counts } of all) for (const { is } of VERDICTS) sum[is] += counts[is];
  return sum;
}
