import { aggregate, type CaseResult } from "./aggregate.ts";
import { refuse } from "./evidence.ts";
import type { Measurement } from "./measurement.ts";

/** The domain in words, and whether the cases are all of it. */
export interface EveryCaseOptions {
  /** The domain in words: "all 256 bytes". */
  what: string;
  /** `all` (default): the cases are a whole finite domain. `sample`: they are part of one. */
  over?: "all" | "sample";
}

/**
 * Evidence that one check holds in every case of a list.
 *
 * @example
 * ```ts
 * import { closedForm, equal, everyCase } from "@rederive/lib/claim";
 * import assert from "node:assert/strict";
 *
 * const bits = Array.from({ length: 256 }, (_, byte) => byte);
 * const seen = await everyCase(
 *   bits,
 *   (byte) => equal((byte ^ 0xff) ^ 0xff, byte, { against: closedForm("x") }),
 *   { what: "all 256 bytes" },
 * );
 * assert.equal(seen.cases?.held, 256);
 * ```
 */
export async function everyCase<T>(
  cases: Iterable<T>,
  check: (item: T, index: number) => Measurement | Promise<Measurement>,
  { what, over = "all" }: EveryCaseOptions,
): Promise<Measurement> {
  const results: CaseResult[] = [];
  for (const item of cases) {
    const index = results.length;
    const measurement = await check(item, index);
    results.push({ name: name(item, index), measurement: demand("everyCase()", measurement) });
  }
  return aggregate("everyCase()", results, { need: results.length, over, what });
}

/** A case's check must itself give evidence. */
export function demand(maker: string, measurement: unknown): Measurement {
  if (typeof measurement === "object" && measurement !== null && "relation" in measurement) {
    return measurement as Measurement;
  }
  const seen = typeof measurement === "boolean" ? "a bare boolean" : "no measurement";
  throw refuse(maker, `the check of a case gives ${seen}`, "return equal(got, want, …)");
}

function name(item: unknown, index: number): string {
  const isShort = typeof item === "number" || typeof item === "bigint" ||
    (typeof item === "string" && item.length <= 40);
  return isShort
    ? `case ${typeof item === "string" ? JSON.stringify(item) : item}`
    : `case #${index}`;
}
