import { rowMajor } from "../elementwise/mod.ts";
import type { Elements, ElementType } from "../gpu/mod.ts";
import { graphOrder } from "./graph_order.ts";
import { checkFresh } from "./recipe.ts";
import { noteUse } from "./step_session.ts";
import { dense, type Storage, type Value } from "./storage.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Computes tensors together, every shared step once, and keeps their elements. Steps in between are
 * let go after their last use.
 *
 * @throws {TypeError} when a tensor made from data was assigned to after it was used.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { evaluate, exp, read, sum, tensor } from "@rederive/lib/tensor";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0, 0, 0));
 * using y = exp(x);
 * using total = sum(y);
 * await evaluate([y, total]);
 * await gpu.settle();
 * equal(gpu.memory.arrays, 3);
 * equal((await read(total))[0], 3);
 * ```
 */
export async function evaluate(tensors: readonly Tensor<ElementType>[]): Promise<void> {
  const missing = tensors.filter((tensor) => !storedOf(tensor));
  const storages = await compute(missing);
  for (const [i, tensor] of missing.entries()) {
    // Asked for twice, or evaluated by somebody else while this waited.
    if (tensor.storage) storages[i]!.release();
    else tensor.store(storages[i]!);
  }
}

/**
 * Computes a tensor and reads its elements, row by row.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { mul, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * deepEqual(await read(mul(x, x)), Float32Array.of(1, 4));
 * ```
 */
export async function read<T extends ElementType>(tensor: Tensor<T>): Promise<Elements[T]> {
  const [result] = await readMany([tensor]);
  return result as Elements[T];
}

/**
 * Computes tensors together and reads them through one staging buffer.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { readMany, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * const [values, total] = await readMany([x, sum(x)]);
 * deepEqual([...values!, ...total!], [1, 2, 3]);
 * ```
 */
export async function readMany(
  tensors: readonly Tensor<ElementType>[],
): Promise<Elements[ElementType][]> {
  if (tensors.length === 0) return [];
  const storages = await compute(tensors);
  try {
    return await tensors[0]!.gpu.readMany(storages.map(({ array }) => array));
  } finally {
    for (const storage of storages) storage.release();
  }
}

function storedOf(tensor: Tensor<ElementType>): Storage | undefined {
  if (tensor.disposed) {
    throw new TypeError(`Cannot evaluate "${tensor.label}": it was disposed, wanted a live tensor`);
  }
  return tensor.storage;
}

/** The roots' elements row by row; the caller is one of the holders of each. */
export async function compute(roots: readonly Tensor<ElementType>[]): Promise<Storage[]> {
  roots.forEach(storedOf);
  const order = graphOrder(roots, (each) => each.storage ? [] : each.recipe?.inputs ?? []);
  const uses = new Map<Tensor<ElementType>, number>();
  const use = (tensor: Tensor<ElementType>) => uses.set(tensor, (uses.get(tensor) ?? 0) + 1);
  roots.forEach(use);
  for (const each of order) if (!each.storage) each.recipe?.inputs.forEach(use);
  const values = new Map<Tensor<ElementType>, Value>();
  const results: Storage[] = [];
  try {
    for (const each of order) {
      const { storage, recipe, shape } = each;
      if (storage || !recipe) {
        if (!storage) throw new TypeError(`Cannot evaluate "${each.label}": it has no elements`);
        values.set(each, { storage: storage.hold(), shape, strides: rowMajor(shape), offset: 0 });
        noteUse(each, storage);
        continue;
      }
      checkFresh("evaluate", each);
      values.set(
        each,
        await recipe.op.run(each.gpu, recipe.inputs.map((input) => values.get(input)!)),
      );
      for (const input of recipe.inputs) letGo(input);
    }
    for (const root of roots) {
      results.push((await dense(root.gpu, values.get(root)!)).storage);
      letGo(root);
    }
    return results;
  } catch (error) {
    for (const storage of results) storage.release();
    throw error;
  } finally {
    for (const { storage } of values.values()) storage.release();
  }

  function letGo(tensor: Tensor<ElementType>): void {
    const left = uses.get(tensor)! - 1;
    uses.set(tensor, left);
    if (left > 0) return;
    values.get(tensor)?.storage.release();
    values.delete(tensor);
  }
}
