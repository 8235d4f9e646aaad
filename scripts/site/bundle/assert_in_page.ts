/** What notes use of `node:assert/strict`, for a page. */

import { same } from "./same.ts";

class AssertionError extends Error {
  override name = "AssertionError";
}

/** A value in a message. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (typeof inner === "number" && !Number.isFinite(inner)) return String(inner);
    if (ArrayBuffer.isView(inner)) return [inner.constructor.name, ...inner as Uint8Array];
    if (inner instanceof Map || inner instanceof Set) return [inner.constructor.name, ...inner];
    return inner;
  }) ?? String(value);
}

function ok(value: unknown, message = "the value is not truthy"): asserts value {
  if (!value) throw new AssertionError(message);
}

export function strictEqual(got: unknown, want: unknown, message?: string): void {
  if (!Object.is(got, want)) {
    throw new AssertionError(message ?? `got ${text(got)}, want ${text(want)}`);
  }
}

export function deepStrictEqual(got: unknown, want: unknown, message?: string): void {
  if (!same(got, want)) {
    throw new AssertionError(message ?? `got ${text(got)}, want ${text(want)}`);
  }
}

export function match(got: string, want: RegExp, message?: string): void {
  if (!want.test(got)) throw new AssertionError(message ?? `"${got}" does not match ${want}`);
}

export function throws(work: () => unknown, want?: RegExp): void {
  try {
    work();
  } catch (error) {
    if (want) match(String(error), want);
    return;
  }
  throw new AssertionError("nothing was thrown");
}

export async function rejects(work: Promise<unknown> | (() => Promise<unknown>), want?: RegExp) {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    if (want) match(String(error), want);
    return;
  }
  throw new AssertionError("nothing was rejected");
}

const assert = Object.assign(ok, {
  ok,
  equal: strictEqual,
  strictEqual,
  deepEqual: deepStrictEqual,
  deepStrictEqual,
  match,
  throws,
  rejects,
});

export { deepStrictEqual as deepEqual, ok, strictEqual as equal };
export default assert;
