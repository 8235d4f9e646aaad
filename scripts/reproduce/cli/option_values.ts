/** Typed values of single options, or BadInput that names the option. */
import { BadInput } from "../types.ts";
import { nearest } from "../../text/nearest.ts";
import { EXAMPLES, type Given, type Name } from "./option_table.ts";
import { parseDuration } from "./parse_duration.ts";
import { parseSize } from "./parse_size.ts";

/** Permissions that a kernel loses before the first cell, unless `--allow` keeps them. */
export const PERMISSIONS = ["net", "write", "run", "ffi"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export function text(given: Given, name: Name): string | null {
  const value = given[name];
  return typeof value === "string" ? value : null;
}

export function wholeNumber(given: Given, name: Name): number | null {
  const value = text(given, name);
  if (value === null) return null;
  const number = /^\d+$/.test(value) ? Number(value) : 0;
  if (number >= 1 && Number.isSafeInteger(number)) return number;
  throw new BadInput(
    `Cannot read --${name}: "${value}" is not a whole number of 1 or more`,
    `--${name} ${EXAMPLES[name]}`,
  );
}

export function duration(given: Given, name: Name, fallback: string): number {
  return parseDuration(name, text(given, name) ?? fallback);
}

export function size(given: Given, name: Name, fallback: string): number {
  return parseSize(name, text(given, name) ?? fallback);
}

export function permissions(given: Given): Permission[] {
  const asked = text(given, "allow")?.split(",").map((name) => name.trim()) ?? [];
  return asked.map((name) => {
    const known = PERMISSIONS.find((permission) => permission === name);
    if (known) return known;
    throw new BadInput(
      `Cannot allow "${name}": there is no such permission, wanted ${PERMISSIONS.join(", ")}`,
      `--allow ${nearest(name, PERMISSIONS) ?? "net"}`,
    );
  });
}
