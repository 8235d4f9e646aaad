import { ClaimMisuse } from "./errors.ts";
import { type Json, toJson } from "./json.ts";

const FINITE = "look at the value before it is measured; evidence is made of finite numbers";

/** For a comparison of a thing with itself, which cannot fail. */
export const TWO = "compute got and want apart, so that one can be wrong";

/** A refusal by a constructor of evidence. `judge()` puts the claim's id in front. */
export function refuse(maker: string, problem: string, fix: string): ClaimMisuse {
  return new ClaimMisuse(`Cannot measure with ${maker}: ${problem}`, fix);
}

/** `toJson()`, its errors as refusals of the constructor. */
export function storable(maker: string, name: string, value: unknown): Json {
  try {
    return toJson(value, name);
  } catch (error) {
    throw refuse(maker, (error as Error).message, FINITE);
  }
}

/** A finite number, or a refusal. */
export function finite(maker: string, name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value === 0 ? 0 : value;
  throw refuse(maker, `${name} is ${describe(value)}, want a finite number`, FINITE);
}

function describe(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? JSON.stringify(value) : `of type ${typeof value}`;
}
