import type { ElementType } from "../gpu/mod.ts";
import { checkTarget } from "./check_target.ts";
import { evaluate } from "./evaluate.ts";
import { takeOverKnown } from "./known.ts";
import { overwrite } from "./overwrite.ts";
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
  if (pairs[0]?.[0].gpu.isRecording) return await assignInPlace(pairs);
  const had = new Set(pairs.map(([, source]) => source).filter((source) => source.storage));
  await evaluate(pairs.map(([, source]) => source));
  for (const [target, source] of pairs) {
    target.store(source.storage!.hold(), { overwrite: true });
    takeOverKnown(target, source);
  }
  // Sources that had no elements before were computed for the targets alone.
  for (const [, source] of pairs) if (!had.has(source)) source[Symbol.dispose]();
}

/** The same for a step that is recorded, whose replay finds its tensors where they were. */
async function assignInPlace(
  pairs: readonly (readonly [Tensor<ElementType>, Tensor<ElementType>])[],
): Promise<void> {
  const [targets, sources] = [0, 1].map((side) =>
    pairs.map((pair) => pair[side as 0 | 1] as Tensor)
  );
  await overwrite(targets!, sources!, (to, from) => {
    for (const [i, target] of targets!.entries()) target.gpu.copy(from[i]!, to[i]!);
  });
  for (const [target, source] of pairs) takeOverKnown(target, source);
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
