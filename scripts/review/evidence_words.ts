import type { ClaimRecord, Measurement } from "@rederive/lib/claim";

/** Longer values are cut: the notebook shows them whole. */
const LONGEST = 120;

/** The evidence of a claim by its role: `as stated`, `instead`, `control`. */
export function evidenceWords(
  { asStated, amendment, control, breaks }: ClaimRecord,
): Map<string, string> {
  const words = new Map<string, string>();
  if (asStated) words.set("as stated", measurementWords(asStated));
  if (amendment) {
    const role = amendment.kind === "when" ? "holds when" : "instead";
    words.set(role, `${amendment.says}; ${measurementWords(amendment.measurement)}`);
  }
  if (control) {
    words.set("control", (breaks ? `${breaks}; ` : "") + measurementWords(control));
  }
  return words;
}

/** `holds: got 3, want 3, against closed form: n(n-1)/2`. */
function measurementWords({ got, want, relation, against, cases, pass }: Measurement): string {
  const bound = relation === "equals" || relation === "within" ? "want" : `want ${relation}`;
  const held = cases ? ` in ${cases.held} of ${cases.of}, ${cases.what}` : "";
  return `${pass ? "holds" : "fails"}${held}: got ${short(got)}, ${bound} ${short(want)}, ` +
    `against ${against.basis}: ${against.name}`;
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
