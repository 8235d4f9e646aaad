import { BadInput } from "../types.ts";

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `1.5m`, `500ms`, `1h30m`. */
export function parseDuration(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)/gy)];
  const read = parts.map(([whole]) => whole).join("");
  const total = parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0);
  if (read !== text || !(total > 0) || !Number.isSafeInteger(Math.ceil(total))) {
    throw new BadInput(
      `Cannot read --${option}: "${text}" is not a time span, wanted a number with ms, s, m or h`,
      `--${option} ${/^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? `${text}s` : "30s"}`,
    );
  }
  return Math.ceil(total);
}
