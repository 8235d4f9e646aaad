/**
 * The shape that `shapes` broadcast to, by NumPy's rule: align at the right, a size of 1 stretches.
 *
 * @throws {RangeError} when two sizes differ and neither is 1.
 *
 * @example
 * ```ts
 * import { broadcastShapes } from "@rederive/lib/gather";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(broadcastShapes([3, 1], [4]), [3, 4]);
 * ```
 */
export function broadcastShapes(...shapes: (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((n) => n !== 1) ?? 1;
    if (sizes.every((n) => n === 1 || n === size)) return size;
    const list = shapes.map((shape) => `(${shape.join(", ")})`).join(" and ");
    throw new RangeError(
      `Cannot broadcast shapes ${list}: axis ${axis} has sizes ${sizes.join(" and ")}`,
    );
  });
}
