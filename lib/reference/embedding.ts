/**
 * Rows of a table, one after the other.
 *
 * @example
 * ```ts
 * import { embedding } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(embedding([1, 2, 3, 4], [1, 0], 2), [3, 4, 1, 2]);
 * ```
 */
export function embedding(
  table: ArrayLike<number>,
  indices: readonly number[],
  width: number,
): number[] {
  const rows = Array.from(table);
  return indices.flatMap((row) => rows.slice(row * width, (row + 1) * width));
}

/**
 * The gradient of `embedding()` by its table in f64: every place adds to its row.
 *
 * @example
 * ```ts
 * import { embeddingGradient } from "@rederive/lib/reference";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { rows: 2, width: 2 };
 * deepStrictEqual(embeddingGradient([1, 2, 10, 20], [1, 1], sizes), [0, 0, 11, 22]);
 * ```
 */
export function embeddingGradient(
  dy: ArrayLike<number>,
  indices: readonly number[],
  { rows, width }: { rows: number; width: number },
): number[] {
  const gradient = new Array<number>(rows * width).fill(0);
  for (const [n, row] of indices.entries()) {
    for (let c = 0; c < width; c++) gradient[row * width + c]! += dy[n * width + c]!;
  }
  return gradient;
}
