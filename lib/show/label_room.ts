import type { Trace } from "./figure.ts";

/** Width of a character at the size of labels, in pixels: on the generous side. */
const CHARACTER = 7.5;

/** How far the label of a trace's rightmost point reaches beyond that point, in pixels. */
export function labelRoom({ type = "scatter", mode, text, x, textposition }: Trace): number {
  if (type !== "scatter" || typeof mode !== "string" || !mode.includes("text")) return 0;
  if (!Array.isArray(text) || text.length === 0) return 0;
  const last = rightmost(x, text.length);
  const position = String(Array.isArray(textposition) ? textposition[last] : textposition ?? "");
  const share = position.includes("left") ? 0 : position.includes("right") ? 1 : 0.5;
  return String(text[last] ?? "").length * CHARACTER * share;
}

// without numbers for x, points stand in their order
function rightmost(x: unknown, count: number): number {
  const values = Array.from((x ?? []) as ArrayLike<unknown>).slice(0, count);
  let best = count - 1;
  let largest = -Infinity;
  for (const [i, value] of values.entries()) {
    if (typeof value !== "number") return count - 1;
    if (value < largest) continue;
    [best, largest] = [i, value];
  }
  return best;
}
