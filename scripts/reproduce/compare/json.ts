import type { Difference } from "./difference.ts";
import { type CellTolerance, isWithin } from "./tolerance.ts";

/** Whether two numbers count as one. `among` are all stored numbers of the array they stand in. */
export type SameNumber = (want: number, got: number, among: readonly number[]) => boolean;

/** JSON shows a double's every digit: equal but for the noise of its last few. */
export function jsonNumbers(tolerance: CellTolerance | null): SameNumber {
  const allowed = tolerance ?? { abs: 0, rel: 1e-9, because: "rounding noise of doubles" };
  return (want, got) => isWithin(want, got, allowed);
}

/** Where two JSON values differ. An array of numbers that differs is one place: its worst element. */
export function compareJson(
  want: unknown,
  got: unknown,
  same: SameNumber,
  at = "",
): Difference[] {
  return compare(want, got, same, at, null);
}

function compare(
  want: unknown,
  got: unknown,
  same: SameNumber,
  at: string,
  among: readonly number[] | null,
): Difference[] {
  if (typeof want === "number" && typeof got === "number") {
    return same(want, got, among ?? [want]) ? [] : [difference(at, want, got)];
  }
  if (Array.isArray(want) && Array.isArray(got)) return compareArrays(want, got, same, at, among);
  if (isObject(want) && isObject(got) && Array.isArray(want) === Array.isArray(got)) {
    const keys = [...new Set([...Object.keys(want), ...Object.keys(got)])];
    return keys.flatMap((key) => {
      const place = at === "" ? key : `${at}.${key}`;
      return compare(want[key], got[key], same, place, null);
    });
  }
  return want === got ? [] : [difference(at, want, got)];
}

function compareArrays(
  want: unknown[],
  got: unknown[],
  same: SameNumber,
  at: string,
  among: readonly number[] | null,
): Difference[] {
  if (want.length !== got.length) {
    return [{ at, want: `${want.length} elements`, got: `${got.length} elements` }];
  }
  const numbers = among ?? numbersIn(want);
  const found = want.flatMap((item, i) => compare(item, got[i], same, `${at}[${i}]`, numbers));
  if (among !== null || !isNumeric(want) || found.length < 2) return found;
  const error = ({ want, got }: Difference) => Math.abs(Number(got) - Number(want));
  const worst = found.reduce((a, b) => error(b) > error(a) ? b : a);
  return [{ ...worst, at: `${worst.at}, the worst of ${found.length} of ${numbers.length}` }];
}

/** The numbers of an array, nested ones too. */
function numbersIn(value: unknown[]): number[] {
  const numbers: number[] = [];
  for (const item of value) {
    if (typeof item === "number") numbers.push(item);
    else if (Array.isArray(item)) { for (const number of numbersIn(item)) numbers.push(number); }
  }
  return numbers;
}

function isNumeric(value: unknown[]): boolean {
  return value.every((item) => Array.isArray(item) ? isNumeric(item) : typeof item === "number");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function difference(at: string, want: unknown, got: unknown): Difference {
  return { at, want: shown(want), got: shown(got) };
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}
