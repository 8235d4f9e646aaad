/**
 * The shape NumPy's rule gives arrays that are combined: shapes are lined up at their last axis,
 * and an axis of length 1, or a missing one, is repeated.
 *
 * @example
 * ```ts
 * import { broadcastShapes } from "@rederive/lib/gather";
 * import { deepStrictEqual, throws } from "node:assert/strict";
 *
 * deepStrictEqual(broadcastShapes([2, 1], [3]), [2, 3]);
 * throws(() => broadcastShapes([5], [4]), /Cannot broadcast shapes \(5,\) \(4,\)/);
 * ```
 */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const wanted = lengths.find((length) => length !== 1) ?? 1;
    const other = lengths.find((length) => length !== 1 && length !== wanted);
    if (other === undefined) return wanted;
    throw new RangeError(
      `Cannot broadcast shapes ${shapes.map(formatShape).join(" ")}: ` +
        `axis ${axis - rank} has ${wanted} and ${other}, wanted equal lengths or 1`,
    );
  });
}

/**
 * Writes a shape the way Python writes a tuple.
 *
 * @example
 * ```ts
 * import { formatShape } from "@rederive/lib/gather";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(formatShape([5]), "(5,)");
 * strictEqual(formatShape([2, 3]), "(2, 3)");
 * ```
 */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
