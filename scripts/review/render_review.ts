import type { ClaimRecord } from "@rederive/lib/claim";
import { formatDuration } from "../text/duration.ts";
import type { Paint } from "../text/paint.ts";
import { plainText } from "../text/plain_text.ts";
import { wrap } from "../text/wrap.ts";
import { renderDrift, renderPair } from "../reproduce/report/drift_words.ts";
import { count } from "../reproduce/report/label.ts";
import { describeChange, VERDICTS } from "../reproduce/report/verdicts.ts";
import { evidenceWords } from "./evidence_words.ts";
import type { Review, ReviewedClaim } from "./review_pending.ts";

interface Layout {
  width: number;
  paint: Paint;
  path: (absolute: string) => string;
}

/** Differences shown of one note's outputs; the pending notebook has them all. */
const MOST_DRIFTS = 40;

/** A pending run for a person to judge: claim by claim, then output by output. */
export function renderReview(review: Review, layout: Layout): string[] {
  const { pending, claims, unchanged, drifts, isFirst, isStale, notebook } = review;
  const { paint } = layout;
  const facts = [`ran in ${pending.worlds.join(" and ")}`, formatDuration(pending.ms)].join(", ");
  return [
    `${paint("strong", plainText(pending.note))}  ${paint("faint", facts)}`,
    paint("faint", layout.path(notebook)),
    "",
    paint("strong", "Claims") + paint("faint", unchanged > 0 ? `  ${unchanged} as accepted` : ""),
    ...(claims.length === 0
      ? ["  none changed"]
      : claims.flatMap((one) => claimLines(one, layout))),
    "",
    paint("strong", "Outputs"),
    ...outputLines({ drifts, isFirst }, layout),
    "",
    ...(isStale
      ? [
        paint("bad", "Its code changed since it ran; run it again before accepting:"),
        `  deno task reproduce ${pending.note}`,
      ]
      : pending.disagreements.length > 0
      ? [
        paint("bad", "It cannot be accepted, because its worlds disagree:"),
        ...pending.disagreements.map((one) => `  ${plainText(one)}`),
      ]
      : [
        "To keep all this:",
        `  deno task accept ${pending.note} --because "class: reason"`,
      ]),
  ];
}

function claimLines({ claim, stored, differences }: ReviewedClaim, layout: Layout): string[] {
  const { paint, width } = layout;
  const { record, state, id } = claim;
  const look = VERDICTS.find(({ is }) => is === record.verdict);
  const sign = look ? paint(look.role, look.sign) : paint("bad", "⚠");
  const change = describeChange(claim) ?? `${id}: as accepted, but not as stored`;
  const inner = { width: width - 6, paint };
  const said = state === "missing" ? [] : [
    `The note says (${record.at}): ${record.says}`,
    ...record.because === undefined ? [] : [`Not checked (${record.reason}): ${record.because}`],
  ];
  return [
    `  ${sign} ${plainText(change)}`,
    ...[
      ...said.flatMap((line) => wrap(plainText(line), inner.width)),
      ...state === "new" || state === "flipped"
        ? evidenceLines(state === "flipped" ? stored : null, record, inner)
        : differenceLines(differences, inner),
    ].map((line) => `      ${line}`),
  ];
}

/** A verdict that is new or another one: the evidence in words, beside the stored evidence. */
function evidenceLines(
  stored: ClaimRecord | null,
  record: ClaimRecord,
  inner: { width: number; paint: Paint },
): string[] {
  const old = stored ? evidenceWords(stored) : new Map<string, string>();
  return [...evidenceWords(record)].flatMap(([role, now]) => {
    const was = old.get(role);
    if (was === undefined || was === now) {
      return wrap(plainText(`${role}: ${now}`), inner.width);
    }
    return renderPair(role, { want: was, got: now }, inner);
  });
}

function differenceLines(
  differences: ReviewedClaim["differences"],
  inner: { width: number; paint: Paint },
): string[] {
  return differences.flatMap((one) => renderPair(plainText(one.at), one, inner));
}

function outputLines(
  { drifts, isFirst }: Pick<Review, "drifts" | "isFirst">,
  { width, paint }: Layout,
): string[] {
  if (isFirst) return ["  the notebook stores none yet: all are new"];
  if (drifts.length === 0) return ["  none changed"];
  const shown = drifts.slice(0, MOST_DRIFTS)
    .flatMap((drift) => renderDrift(drift, { width: width - 2, paint }))
    .map((line) => `  ${line}`);
  const more = drifts.length - MOST_DRIFTS;
  return more > 0 ? [...shown, `  and ${count(more, "difference")} more`] : shown;
}
