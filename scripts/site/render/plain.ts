import { stripVTControlCharacters } from "node:util";
import { showSigns } from "./visible.ts";

/** Lines of an output beyond these are cut, with a word of how many there were. */
const LINES = 400;
const COLUMNS = 2000;

/** Text of an output as it may be shown: no colours, no hidden signs, of bounded length. */
export function plainText(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const kept = lines.slice(0, LINES).map(shortLine);
  if (lines.length > LINES) kept.push(`… (${lines.length} lines)`);
  return showSigns(kept.join("\n"));
}

function shortLine(line: string): string {
  // colours take room: more is kept before they go
  const shown = stripVTControlCharacters(line.slice(0, 10 * COLUMNS));
  if (shown.length <= COLUMNS && line.length <= 10 * COLUMNS) return shown;
  return `${shown.slice(0, COLUMNS)} … (${line.length} characters)`;
}
