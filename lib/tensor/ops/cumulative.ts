import type { GpuArray } from "../../gpu/mod.ts";
import * as kernels from "../../scan/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axisOf, fromLast, toLast } from "./along_last.ts";
import { rowsOf } from "./rows.ts";

/** Along which axis something is added up, and from where. */
export interface CumulativeOptions {
  /** Counted from the back when negative; the last unless given. */
  axis?: number;
  /** From the end of the axis to its start. */
  reverse?: boolean;
}

/**
 * Sums of each element and all before it along an axis.
 *
 * @throws {RangeError} when the tensor has not that axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { cumulativeSum, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3));
 * deepEqual(await read(cumulativeSum(x)), Float32Array.of(1, 3, 6));
 * deepEqual(await read(cumulativeSum(x, { exclusive: true })), Float32Array.of(0, 1, 3));
 * ```
 */
export function cumulativeSum(
  x: Tensor,
  { axis = -1, reverse = false, exclusive = false }: CumulativeOptions & {
    /** Leave the element itself out. */
    exclusive?: boolean;
  } = {},
): Tensor {
  return along("add up", x, axis, { discount: 1, reverse, exclusive });
}

/**
 * Discounted sums along an axis, y[t] = x[t] + discount y[t + 1]: the returns of reinforcement
 * learning. From the front with `reverse: false`. With `heads`, of the shape of x and not 0 where an
 * episode begins, each episode is added up by itself.
 *
 * @throws {RangeError} when the tensor has not that axis, or heads are of another shape.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { discountedSum, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using rewards = tensor(gpu, Float32Array.of(1, 0, 0, 8));
 * deepEqual(await read(discountedSum(rewards, { discount: 0.5 })), Float32Array.of(2, 2, 4, 8));
 * using heads = tensor(gpu, Uint32Array.of(1, 0, 1, 0));
 * deepEqual(
 *   await read(discountedSum(rewards, { discount: 0.5, heads })),
 *   Float32Array.of(1, 0, 4, 8),
 * );
 * ```
 */
export function discountedSum(
  x: Tensor,
  { axis = -1, reverse = true, discount, heads }: CumulativeOptions & {
    /** Share of what comes after that counts. */
    discount: number;
    /** Where segments begin. */
    heads?: Tensor<"u32">;
  },
): Tensor {
  if (!Number.isFinite(discount)) {
    throw new RangeError(`Cannot add up: the discount is ${discount}, wanted a finite number`);
  }
  if (heads && (heads.type !== "u32" || heads.shape.join() !== x.shape.join())) {
    throw new RangeError(
      `Cannot add up: heads are (${heads.shape.join(", ")}) of ${heads.type}, ` +
        `wanted (${x.shape.join(", ")}) of u32`,
    );
  }
  return along("add up", x, axis, { discount, reverse, exclusive: false }, heads);
}

interface Rule {
  readonly discount: number;
  readonly reverse: boolean;
  readonly exclusive: boolean;
}

function along(
  action: string,
  x: Tensor,
  axis: number,
  rule: Rule,
  heads?: Tensor<"u32">,
): Tensor {
  checkF32(action, x);
  const at = axisOf(action, x, axis);
  return fromLast(scanned(toLast(x, at), rule, heads && toLast(heads, at)), at);
}

function scanned(x: Tensor, rule: Rule, heads: Tensor<"u32"> | undefined): Tensor {
  const { rows, columns } = rowsOf("add up", x);
  const { discount, reverse, exclusive } = rule;
  return record({
    name: discount === 1 ? "cumulativeSum" : "discountedSum",
    shape: x.shape,
    run: async (gpu, values) => {
      if (x.size === 0) return valueOf(gpu.empty("f32", 0), x.shape);
      const scan = (a: GpuArray<"f32">, flags?: GpuArray) => {
        const options = { rows, reverse, ...flags ? { heads: flags as GpuArray<"u32"> } : {} };
        return discount === 1
          ? kernels.scan(gpu, a, { ...options, monoid: kernels.SUM, exclusive })
          : kernels.discountedSum(gpu, a, { ...options, discount });
      };
      return valueOf(await withDense(gpu, values, scan), x.shape);
    },
    f64: ([a, flags]) => {
      if (columns === 0) return [];
      const items = Array.from(a!.values, (value) => [discount, value] as const);
      const sums = reference.scan(items, {
        rows,
        reverse,
        exclusive,
        identity: [1, 0] as const,
        combine: (p, q) => [p[0] * q[0], q[1] + q[0] * p[1]] as const,
        ...flags ? { heads: flags.values } : {},
      });
      return sums.map(([, value]) => value);
    },
    vjp: (g) => [scanned(g, { ...rule, reverse: !reverse }, heads), undefined],
  }, heads ? [x, heads] : [x]);
}
