/**
 * A copy of a figure in plain JSON, fractions rounded: a plot needs no more digits, a diff fewer.
 * Typed arrays become arrays; NaN and infinities become null, which plotly draws as a gap.
 *
 * @example
 * ```ts
 * import { roundNumbers } from "@rederive/lib/show";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(roundNumbers({ y: Float32Array.of(0.1, NaN) }), { y: [0.1, null] });
 * ```
 */
export function roundNumbers(value: unknown, { digits = 6 }: { digits?: number } = {}): unknown {
  if (typeof value === "number") {
    if (Number.isInteger(value)) return value;
    return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
  }
  if (typeof value === "bigint") return Number(value);
  if (ArrayBuffer.isView(value)) {
    const items = Array.from(value as unknown as ArrayLike<number>);
    return items.map((item) => roundNumbers(item, { digits }));
  }
  if (Array.isArray(value)) return value.map((item) => roundNumbers(item, { digits }));
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(kept.map(([key, item]) => [key, roundNumbers(item, { digits })]));
  }
  return value;
}
