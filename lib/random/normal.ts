import { bits, type BitsOptions } from "./bits.ts";
import type { Key } from "./key.ts";
import { toRange } from "./uniform.ts";

/** The f32 next to -1 towards 0: keeps the inverse error function finite. */
const LOWEST = -0.99999994;

/**
 * `n` standard normal f32 numbers, as `jax.random.normal` makes them: sqrt(2) erfinv(u). Equal to
 * `randomNormal()` on the GPU up to the error of the GPU's log and sqrt, a few units in the last
 * place.
 *
 * @example
 * ```ts
 * import { key, normal } from "@rederive/lib/random";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(normal(key(0), 1)[0]?.toFixed(6), "1.622642"); // the number in JAX's documentation
 * ```
 */
export function normal(key: Key, n: number, options: BitsOptions = {}): Float32Array<ArrayBuffer> {
  return Float32Array.from(bits(key, n, options), (word) => toNormal(toRange(word, LOWEST, 1)));
}

// Giles, "Approximating the erfinv function" (2010), single precision: highest power first.
const CENTRE = Float32Array.of(
  2.81022636e-08,
  3.43273939e-07,
  -3.5233877e-06,
  -4.39150654e-06,
  0.00021858087,
  -0.00125372503,
  -0.00417768164,
  0.246640727,
  1.50140941,
);
const TAIL = Float32Array.of(
  -0.000200214257,
  0.000100950558,
  0.00134934322,
  -0.00367342844,
  0.00573950773,
  -0.0076224613,
  0.00943887047,
  1.00167406,
  2.83297682,
);

/** sqrt(2) erfinv(x) in f32 steps, x in (-1, 1). */
export function toNormal(x: number): number {
  const { fround } = Math;
  // (1 - x)(1 + x) keeps the digits that 1 - x^2 loses next to 1.
  const w = -fround(Math.log(fround(fround(1 - x) * fround(1 + x))));
  const inCentre = w < 5;
  const t = inCentre ? fround(w - 2.5) : fround(fround(Math.sqrt(w)) - 3);
  // One rounding a step, like the fused multiply-add JAX's compiler makes of it.
  const p = (inCentre ? CENTRE : TAIL).reduce((sum, c) => fround(c + sum * t), 0);
  return fround(fround(Math.SQRT2) * fround(p * x));
}
