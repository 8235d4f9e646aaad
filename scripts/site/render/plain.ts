import { stripVTControlCharacters } from "node:util";

/** Lines of an output beyond these are cut, with a word of how many there were. */
const LINES = 400;
const COLUMNS = 2000;

/** Signs that reorder or hide text, which a reader would not see. */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** Text of an output as it may be shown: no colours, no hidden signs, of bounded length. */
export function plainText(text: string): string {
  const shown = stripVTControlCharacters(text).replaceAll(
    HIDDEN,
    (sign) => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
  const lines = shown.replace(/\n$/, "").split("\n");
  const kept = lines.slice(0, LINES).map((line) =>
    line.length > COLUMNS ? `${line.slice(0, COLUMNS)} … (${line.length} characters)` : line
  );
  if (lines.length > LINES) kept.push(`… (${lines.length} lines)`);
  return kept.join("\n");
}
