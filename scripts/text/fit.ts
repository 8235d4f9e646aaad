import { displayWidth, measured } from "./display_width.ts";

/** `text` in at most `width` columns; what is cut is marked with `…`. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return "";
  let kept = "";
  let used = 0;
  for (const { grapheme, width: columns } of measured(text)) {
    if (used + columns > width - 1) break;
    kept += grapheme;
    used += columns;
  }
  return kept + "…";
}

/** `text` in exactly `width` columns, cut or filled with spaces on the right. */
export function padEnd(text: string, width: number): string {
  const fitted = cut(text, width);
  return fitted + " ".repeat(Math.max(0, width - displayWidth(fitted)));
}

/** `text` in at least `width` columns, spaces on the left. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}
