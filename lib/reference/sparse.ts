/** An entry of a matrix: row, column, number. */
export type Entry = readonly [row: number, column: number, value: number];

/**
 * The dense matrix of entries, row by row in f64; those of the same place add up.
 *
 * @example
 * ```ts
 * import { dense } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(dense([[0, 1, 5], [0, 1, 2]], { rows: 1, columns: 3 }), [0, 7, 0]);
 * ```
 */
export function dense(
  entries: readonly Entry[],
  { rows, columns }: { rows: number; columns: number },
): number[] {
  const matrix = new Array<number>(rows * columns).fill(0);
  for (const [row, column, value] of entries) matrix[row * columns + column]! += value;
  return matrix;
}
