/** How many workgroups a dispatch runs: x, or x, y and z. */
export type Workgroups = number | readonly [number, number?, number?];

/** Every WebGPU device allows this many workgroups in one dimension. */
const PER_DIMENSION = 65_535;

/**
 * Spreads `items` over workgroups of `size` invocations, in two dimensions when one is not enough.
 * The kernel finds its item by
 * `(workgroup.y * workgroup_count.x + workgroup.x) * size + lane` and must ignore the overhang.
 *
 * @example
 * ```ts
 * import { spread } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(spread(1000, 64), [16, 1, 1]);
 * deepEqual(spread(2 ** 23, 64), [65535, 3, 1]); // 131 072 workgroups
 * ```
 */
export function spread(items: number, size: number): [number, number, number] {
  const count = Math.ceil(items / size);
  if (count <= PER_DIMENSION) return [count, 1, 1];
  return [PER_DIMENSION, Math.ceil(count / PER_DIMENSION), 1];
}

/** Checks a dispatch against the device's limit and fills the dimensions left out. */
export function checkWorkgroups(
  label: string,
  workgroups: Workgroups,
  limit: number,
): [number, number, number] {
  const [x, y = 1, z = 1] = typeof workgroups === "number" ? [workgroups] : workgroups;
  for (const [axis, count] of [["x", x], ["y", y], ["z", z]] as const) {
    if (Number.isInteger(count) && count >= 0 && count <= limit) continue;
    throw new RangeError(
      `Cannot run "${label}": ${count} workgroups in ${axis}, ` +
        `wanted an integer from 0 to ${limit}\n` +
        `Try: spread(items, size) lays many workgroups out in two dimensions`,
    );
  }
  return [x, y, z];
}
