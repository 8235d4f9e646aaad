import { gather } from "../gather/mod.ts";
import type { GpuArray } from "../gpu/mod.ts";
import { checkTarget } from "./check_target.ts";
import { compute } from "./evaluate.ts";
import { Storage } from "./storage.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Overwrites the elements of tensors made from data where they lie, when `inputs` have been computed:
 * `work` records kernels that write `targets` and read `inputs`. As after `assign()`, what was
 * written down with the old elements is stale. Elements that another tensor looks at, as `reshape()`
 * does, are copied first.
 *
 * @throws {TypeError} when a target is computed or disposed.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { overwrite, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const subtract = await gpu.kernel({
 *   code: `@group(0) @binding(0) var<storage, read_write> w: array<f32>;
 *     @group(0) @binding(1) var<storage, read> g: array<f32>;
 *     @compute @workgroup_size(1) fn subtract(@builtin(workgroup_id) i: vec3u) { w[i.x] -= g[i.x]; }`,
 * });
 * using w = tensor(gpu, Float32Array.of(5, 6));
 * using g = tensor(gpu, Float32Array.of(1, 2));
 * await overwrite([w], [g], (targets, inputs) => gpu.run(subtract, [...targets, ...inputs], 2));
 * deepEqual(await read(w), Float32Array.of(4, 4));
 * ```
 */
export async function overwrite(
  targets: readonly Tensor[],
  inputs: readonly Tensor[],
  work: (targets: GpuArray<"f32">[], inputs: GpuArray<"f32">[]) => void,
): Promise<void> {
  for (const target of targets) checkTarget("overwrite", target);
  const storages = await compute(inputs);
  try {
    const arrays: GpuArray<"f32">[] = [];
    for (const target of targets) arrays.push(await ownArray(target));
    work(arrays, storages.map(({ array }) => array as GpuArray<"f32">));
  } finally {
    for (const storage of storages) storage.release();
  }
}

/** The elements of a target, shared with nobody. */
async function ownArray(target: Tensor): Promise<GpuArray<"f32">> {
  const { storage, gpu, size } = target;
  if (!storage) {
    throw new TypeError(`Cannot overwrite "${target.label}": it has no elements, wanted some`);
  }
  const own = storage.isSole
    ? storage.hold()
    : new Storage(await gather(gpu, storage.array, { shape: [size], strides: [1], offset: 0 }));
  target.store(own, { overwrite: true });
  return own.array;
}
