import { differentiate } from "../calculus/mod.ts";
import { readMany } from "./evaluate.ts";
import { evaluate64, type Values64 } from "./evaluate64.ts";
import type { Tensor } from "./tensor.ts";

/** Which tensors move, and along what. */
export type Directions64 = ReadonlyMap<Tensor, ArrayLike<number>>;

/**
 * How `y` moves along directions, by the five-point central difference of `evaluate64()`: the judge of
 * `grad()`, `jvp()` and `hvp()`, which shares no derivative with them. Where numbers are near 1 it is
 * right to about 1e-9.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { difference64, sin, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1));
 * const values = new Map([[x, [1]]]);
 * const [slope] = difference64(sin(x), values, new Map([[x, [2]]]));
 * if (Math.abs(slope! - 2 * Math.cos(1)) > 1e-9) throw new Error(`${slope}`);
 * ```
 */
export function difference64(
  y: Tensor,
  values: Values64,
  directions: Directions64,
  { step = 1e-3 }: { step?: number } = {},
): number[] {
  const at = (distance: number) => {
    const moved = new Map(values);
    for (const [tensor, direction] of directions) {
      const start = values.get(tensor);
      if (start?.length !== direction.length) {
        throw new RangeError(
          `Cannot move "${tensor.label}": it has ${
            start?.length ?? "no"
          } values and the direction ` +
            `${direction.length} elements, wanted as many`,
        );
      }
      moved.set(tensor, Array.from(start, (v, i) => v + distance * direction[i]!));
    }
    return Array.from(evaluate64(y, moved));
  };
  return differentiate(at, 0, { step });
}

/**
 * The elements of tensors in f64, for `evaluate64()`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { tensor, values64 } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0.5));
 * deepEqual((await values64([x])).get(x), Float64Array.of(0.5));
 * ```
 */
export async function values64(tensors: readonly Tensor[]): Promise<Map<Tensor, Float64Array>> {
  const read = await readMany(tensors);
  return new Map(tensors.map((tensor, i) => [tensor, Float64Array.from(read[i]!)]));
}
