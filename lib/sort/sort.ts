import { checkBinding } from "../gpu/check_array.ts";
import { type ElementType, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { orderOf } from "./order.ts";
import code from "./positions.wgsl" with { type: "text" };
import { type Columns, radixSort } from "./radix.ts";

/** Which order, and of which stretches. */
export interface SortOptions {
  /** From the largest to the smallest; equal keys still keep their order. */
  descending?: boolean;
  /**
   * Where segments begin, and last where the last one ends: ascending from 0 to the length. Each is
   * sorted by itself; segments may be empty.
   */
  segments?: readonly number[] | Uint32Array;
}

/** Keys, and as many values that travel with them. */
export interface SortPairs<K extends ElementType, V extends ElementType> {
  /** What decides the order. */
  keys: GpuArray<K>;
  /** What follows. */
  values: GpuArray<V>;
}

const WORKGROUP_SIZE = 256;

/**
 * A sorted copy. Floats are in total order: -inf first, -0 before 0, every NaN after inf, whatever
 * its sign.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sort } from "@rederive/lib/sort";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(2, 0, NaN, -1, -0));
 * using sorted = await sort(gpu, x);
 * deepEqual(await gpu.read(sorted), Float32Array.of(-1, -0, 0, 2, NaN));
 * ```
 */
export async function sort<T extends ElementType>(
  gpu: Gpu,
  keys: GpuArray<T>,
  options: SortOptions = {},
): Promise<GpuArray<T>> {
  checkSort(gpu, keys, options);
  if (options.segments) {
    using positions = await argsort(gpu, keys, options);
    return await permute(gpu, keys, positions);
  }
  const sorted = await radixSort(gpu, { keys }, { order: order(keys, options) });
  sorted.values[Symbol.dispose]();
  return sorted.keys;
}

/**
 * Keys sorted, each with its value beside it. Values of equal keys keep their order.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sortPairs } from "@rederive/lib/sort";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using keys = gpu.array(Int32Array.of(3, -1, 3, 0));
 * using values = gpu.array(Float32Array.of(0.5, 1.5, 2.5, 3.5));
 * const sorted = await sortPairs(gpu, { keys, values });
 * using sortedKeys = sorted.keys;
 * using sortedValues = sorted.values;
 * deepEqual([...await gpu.read(sortedKeys)], [-1, 0, 3, 3]);
 * deepEqual([...await gpu.read(sortedValues)], [1.5, 3.5, 0.5, 2.5]);
 * ```
 */
export async function sortPairs<K extends ElementType, V extends ElementType>(
  gpu: Gpu,
  { keys, values }: SortPairs<K, V>,
  options: SortOptions = {},
): Promise<SortPairs<K, V>> {
  if (keys.length !== values.length) {
    throw new RangeError(
      `Cannot sort: ${keys.length} keys and ${values.length} values, wanted a value a key`,
    );
  }
  checkSort(gpu, keys, options);
  if (options.segments) {
    using positions = await argsort(gpu, keys, options);
    const sortedKeys = await permute(gpu, keys, positions);
    return { keys: sortedKeys, values: await permute(gpu, values, positions) };
  }
  return await radixSort(gpu, { keys, values }, { order: order(keys, options) });
}

/**
 * Where each element of the sorted array is in the unsorted one; equal keys by position.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { argsort } from "@rederive/lib/sort";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(3, 1, 2, 9, 7, 8));
 * using positions = await argsort(gpu, x);
 * deepEqual([...await gpu.read(positions)], [1, 2, 0, 4, 5, 3]);
 * using apart = await argsort(gpu, x, { segments: [0, 2, 6], descending: true });
 * deepEqual([...await gpu.read(apart)], [0, 1, 3, 5, 4, 2]);
 * ```
 */
export async function argsort(
  gpu: Gpu,
  keys: GpuArray,
  options: SortOptions = {},
): Promise<GpuArray<"u32">> {
  checkSort(gpu, keys, options);
  using positions = await runPositions(gpu, "iota", keys.length, [null, null]);
  const byKey = await radixSort(gpu, { keys, values: positions }, { order: order(keys, options) });
  byKey.keys[Symbol.dispose]();
  const { segments } = options;
  if (!segments || segments.length < 3) return byKey.values;
  // Stable, so that a second sort by segment leaves the order by key inside each.
  using byKeyValues = byKey.values;
  using offsets = gpu.array(Uint32Array.from(segments), "segments");
  const count = segments.length - 1;
  const bindings = [offsets, byKeyValues];
  using owners = await runPositions(gpu, "find_segments", keys.length, bindings, count);
  const sorted: Columns<"u32", "u32"> = await radixSort(
    gpu,
    { keys: owners, values: byKeyValues },
    { order: orderOf("u32", false), bits: Math.ceil(Math.log2(count)) },
  );
  sorted.keys[Symbol.dispose]();
  return sorted.values;
}

function order(keys: GpuArray, { descending = false }: SortOptions): readonly number[] {
  return orderOf(keys.type, descending);
}

async function permute<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  positions: GpuArray<"u32">,
): Promise<GpuArray<T>> {
  return await runPositions(gpu, "permute", x.length, [x, positions], 0, x.type);
}

async function runPositions<T extends ElementType = "u32">(
  gpu: Gpu,
  entry: string,
  n: number,
  bindings: readonly (GpuArray | null)[],
  segments = 0,
  type = "u32" as T,
): Promise<GpuArray<T>> {
  const overrides = { WORKGROUP_SIZE };
  const kernel = await gpu.kernel({ code, entry, label: `sort ${entry}`, overrides });
  const y = gpu.empty(type, n, entry);
  const call = Uint32Array.of(n, segments, 0, 0);
  gpu.run(kernel, [call, ...bindings, y], spread(n, WORKGROUP_SIZE));
  return y;
}

function checkSort(gpu: Gpu, keys: GpuArray, { segments }: SortOptions): void {
  checkBinding(gpu, "sort", `"${keys.label}"`, keys.byteLength);
  if (!segments) return;
  const ascends = Array.from(segments).every((at, i) =>
    Number.isInteger(at) && (i === 0 ? at === 0 : at >= segments[i - 1]!)
  );
  if (segments.length > 0 && ascends && segments.at(-1) === keys.length) return;
  throw new RangeError(
    `Cannot sort segments: offsets begin at ${segments[0]} and end at ${segments.at(-1)}` +
      `${ascends ? "" : ", and do not ascend"}, ` +
      `wanted integers ascending from 0 to ${keys.length}`,
  );
}
