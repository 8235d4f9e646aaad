/**
 * Rotary positions in f64, by complex multiplication: the pair (x[c], x[c + D/2]) is a number, turned by
 * position * base^(-2c / D).
 *
 * @example
 * ```ts
 * import { rope } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(rope([1, 0], { position: 1 }), [Math.cos(1), Math.sin(1)]);
 * ```
 */
export function rope(
  row: ArrayLike<number>,
  { position, base = 10_000 }: { position: number; base?: number },
): number[] {
  const half = row.length / 2;
  const turned = new Array<number>(row.length);
  for (let c = 0; c < half; c++) {
    const angle = position / Math.pow(base, (2 * c) / row.length);
    const [re, im] = [row[c]!, row[c + half]!];
    turned[c] = re * Math.cos(angle) - im * Math.sin(angle);
    turned[c + half] = re * Math.sin(angle) + im * Math.cos(angle);
  }
  return turned;
}
