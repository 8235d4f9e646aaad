const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

/**
 * How many f32 numbers lie between `a` and `b`, both rounded to f32: 0 if equal (also +0 and -0),
 * 1 if neighbours, NaN if either is.
 *
 * @example
 * ```ts
 * import { ulps } from "@rederive/lib/check";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(ulps(1, 1 + 2 ** -23), 1);
 * equal(ulps(-0, 0), 0);
 * ```
 */
export function ulps(a: number, b: number): number {
  return Math.abs(ordinal(a) - ordinal(b));
}

/** Numbers the f32 values in order, both zeros 0. */
function ordinal(value: number): number {
  float[0] = value;
  if (Number.isNaN(float[0])) return NaN;
  const bits = word[0]!;
  return bits < 0 ? -(bits & 0x7fff_ffff) : bits;
}
