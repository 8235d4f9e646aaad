import { cut } from "../../text/fit.ts";
import type { Paint } from "../../text/paint.ts";
import { plainText } from "../../text/plain_text.ts";
import type { Drift } from "../types.ts";

/** `cell 12, output 2, line 3, number 2`. */
export function placeOf({ cell, output, at }: Drift): string {
  const where = at === "" ? "" : `, ${plainText(at)}`;
  return `cell ${cell}, output ${output}${where}`;
}

/** A drift: where, and both values. */
export function renderDrift(drift: Drift, layout: { width: number; paint: Paint }): string[] {
  return renderPair(placeOf(drift), drift, layout);
}

/** Stored and new value under each other, with what differs set off, so that digits line up. */
export function renderPair(
  place: string,
  { want, got }: { want: string; got: string },
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const room = Math.max(10, width - 10);
  const [stored, now] = [oneLine(want), oneLine(got)];
  const from = Math.max(0, sharedStart(stored, now) - Math.floor(room / 2));
  const view = (text: string) => cut((from > 0 ? "…" : "") + text.slice(from), room);
  const [a, b] = [view(stored), view(now)];
  const same = sharedStart(a, b);
  const set = (role: "stored" | "now", text: string) =>
    text.slice(0, same) + paint(role, text.slice(same));
  return [place, `  stored  ${set("stored", a)}`, `  now     ${set("now", b)}`];
}

function oneLine(text: string): string {
  return plainText(text).replaceAll("\n", "↵");
}

/** Length of the common beginning, never inside a surrogate pair. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  const unit = a.charCodeAt(length - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? length - 1 : length;
}
