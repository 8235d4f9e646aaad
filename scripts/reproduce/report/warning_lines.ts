import { plainText } from "../../text/plain_text.ts";
import type { RunEvent } from "../types.ts";
import { count } from "./label.ts";

/** Warnings shown of one note; `deno run -A scripts/check_cells.ts` shows all of them. */
const MOST = 3;

/** What the checks would have otherwise: a line for each warning, the rest counted. */
export function warningLines({ note, found }: Extract<RunEvent, { type: "warnings" }>): string[] {
  const lines = found.slice(0, MOST).map(({ cell, line, message }) =>
    `warn   ${note}, cell ${cell}, line ${line}: ${message}`
  );
  const more = found.length - MOST;
  return [
    ...lines,
    ...more > 0 ? [`warn   ${note}: ${count(more, "more warning")}`] : [],
  ].map((line) => plainText(line).replaceAll("\n", " "));
}
