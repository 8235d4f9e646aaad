/** Counts what a cell puts out and cuts it at the caps. Runs inside the kernel, sent as text. */
import type { Caps, Cut } from "./report.ts";

export interface OutputMeter {
  /** The part of `text` that may still go out. */
  admitText(text: string): string;
  /** Whether an output may still go out; it goes whole or not at all. */
  admitWhole(json: string): boolean;
  /** What was cut since the last call, and a fresh start for the next cell. */
  finish(): Cut | null;
}

/** What it is given, because a function sent as text cannot import. */
export interface MeterTools {
  byteLength(text: string): number;
  newHash(): { update(text: string): unknown; digest(encoding: "hex"): string };
}

export function outputMeter(caps: Caps, tools: MeterTools): OutputMeter {
  let bytes = 0;
  let lines = 0;
  // kept only until the first cut: hashing every print would cost more than printing
  let sent: string[] = [];
  let hash: ReturnType<MeterTools["newHash"]> | null = null;

  function count(text: string): boolean {
    const newBytes = tools.byteLength(text);
    bytes += newBytes;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
    const fits = hash === null && newBytes <= caps.outputBytes && bytes <= caps.cellBytes &&
      lines <= caps.cellLines;
    if (fits) {
      sent.push(text);
    } else {
      if (hash === null) {
        hash = tools.newHash();
        for (const earlier of sent) hash.update(earlier);
        sent = [];
      }
      hash.update(text);
    }
    return fits;
  }

  return {
    admitText(text) {
      const before = { bytes, lines, cut: hash !== null };
      if (count(text)) return text;
      if (before.cut) return "";
      const room = Math.max(0, Math.min(caps.outputBytes, caps.cellBytes - before.bytes));
      const whole = text.split("\n", Math.max(0, caps.cellLines - before.lines)).join("\n");
      // a character is at most three bytes per UTF-16 unit, and half a pair is no character
      let head = tools.byteLength(whole) <= room ? whole : whole.slice(0, Math.floor(room / 3));
      if (/[\uD800-\uDBFF]$/.test(head)) head = head.slice(0, -1);
      return head;
    },
    admitWhole: count,
    finish() {
      const cut = hash && { bytes, lines, sha256: hash.digest("hex") };
      bytes = lines = 0;
      sent = [];
      hash = null;
      return cut;
    },
  };
}
