import type { Drift } from "../../types.ts";
import { placeOf } from "../drift_words.ts";
import { escapeHtml } from "./escape.ts";

/** Longer values are cut: a page of a thousand plots must still open on a phone. */
const LONGEST = 4000;

/** The stored and the new value side by side, what differs marked. */
export function driftHtml(drift: Drift): string {
  const { start, stop } = difference(drift.want, drift.got);
  const side = (title: string, text: string) => {
    const end = text.length - stop;
    const marked = escapeHtml(text.slice(0, start)) +
      (end > start ? `<mark>${escapeHtml(text.slice(start, end))}</mark>` : "") +
      escapeHtml(text.slice(Math.max(start, end)));
    return `<div><span>${title}</span><code>${marked}</code></div>`;
  };
  return `<div class="drift"><p>${escapeHtml(placeOf(drift))} <span class="faint">(${
    escapeHtml(drift.kind)
  })</span></p><div class="pair">${side("stored", shorten(drift.want))}${
    side("now", shorten(drift.got))
  }</div></div>`;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** How much the two have in common at the start and at the end. */
function difference(stored: string, now: string): { start: number; stop: number } {
  const [a, b] = [shorten(stored), shorten(now)];
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let stop = 0;
  // the last digits of a number agree by chance
  if (!/\s/.test(a + b)) return { start, stop };
  while (stop < most - start && a.at(-1 - stop) === b.at(-1 - stop)) stop++;
  return { start, stop };
}
