import type { ElementType } from "../gpu/mod.ts";
import { evaluate } from "./evaluate.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Gives tensors made from data new elements, all computed before the first is replaced. What was
 * written down with the old ones and not evaluated is stale: it throws instead of mixing the two.
 *
 * @throws {TypeError} when a target is computed, or of another type.
 * @throws {RangeError} when shapes differ.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { assign, mul, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(1, 2));
 * const before = mul(w, 10);
 * await assign([[w, mul(w, 2)]]);
 * deepEqual(await read(w), Float32Array.of(2, 4));
 * await rejects(read(before), /was assigned to since/);
 * ```
 */
export async function assign<T extends ElementType>(
  pairs: readonly (readonly [target: Tensor<T>, source: Tensor<T>])[],
): Promise<void> {
  for (const [target, source] of pairs) checkPair(target, source);
  const had = new Set(pairs.map(([, source]) => source).filter((source) => source.storage));
  await evaluate(pairs.map(([, source]) => source));
  for (const [target, source] of pairs) target.store(source.storage!.hold(), { overwrite: true });
  // Sources that had no elements before were computed for the targets alone.
  for (const [, source] of pairs) if (!had.has(source)) source[Symbol.dispose]();
}

/** Throws unless a tensor's elements may be replaced. */
export function checkTarget(
  action: string,
  { label, recipe, disposed }: Tensor<ElementType>,
): void {
  if (recipe) {
    throw new TypeError(
      `Cannot ${action} "${label}": it is computed, wanted a tensor made from data`,
    );
  }
  if (!disposed) return;
  throw new TypeError(`Cannot ${action} "${label}": it was disposed, wanted a live tensor`);
}

function checkPair(target: Tensor<ElementType>, source: Tensor<ElementType>): void {
  checkTarget("assign to", target);
  if (target.type !== source.type) {
    throw new TypeError(
      `Cannot assign to "${target.label}": "${source.label}" is of ${source.type}, ` +
        `wanted ${target.type}`,
    );
  }
  const [to, from] = [target, source].map(({ shape }) => `(${shape.join(", ")})`);
  if (to === from) return;
  throw new RangeError(`Cannot assign to "${target.label}": ${from}, wanted ${to}`);
}
