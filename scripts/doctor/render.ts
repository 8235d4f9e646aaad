import type { Paint } from "../text/paint.ts";
import { wrap } from "../text/wrap.ts";
import type { Finding } from "./finding.ts";

const SIGNS = { ok: "✓", missing: "✗", absent: "○" } as const;
const ROLES = { ok: "good", missing: "bad", absent: "faint" } as const;
const NAME = 12;

/** What was found, what is missing and how to get it; ends with what it comes to. */
export function renderFindings(
  findings: readonly Finding[],
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const missing = findings.filter(({ state }) => state === "missing").length;
  return [
    ...findings.flatMap((finding) => lines(finding, { width, paint })),
    "",
    missing === 0
      ? "Everything that notes need is here."
      : paint("bad", `${missing} ${missing === 1 ? "thing is" : "things are"} missing.`),
  ];
}

function lines(
  { name, state, value, details = [], try: fix }: Finding,
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const indent = " ".repeat(NAME + 3);
  const [first = "", ...more] = wrap(value, width - indent.length);
  return [
    `${paint(ROLES[state], SIGNS[state])} ${name.padEnd(NAME)} ${first}`,
    ...more.map((line) => indent + line),
    ...details.map((line) => indent + paint("faint", line)),
    ...(fix === undefined ? [] : [`${indent}${paint("strong", "Try:")} ${fix}`]),
  ];
}
