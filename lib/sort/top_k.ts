import { checkBinding } from "../gpu/check_array.ts";
import { type ElementType, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { orderOf } from "./order.ts";
import orderCode from "./order.wgsl" with { type: "text" };
import code from "./narrow.wgsl" with { type: "text" };
import { type SelectOptions, selectTopK, type TopK } from "./select.ts";

/** How many of which rows. */
export interface TopKOptions {
  /** How many of each row, from 1 to 1024 and to the length of a row. */
  k: number;
  /** How many rows of equal length the array holds; 1 unless given. */
  rows?: number;
  /** The smallest instead, from the smallest on. */
  smallest?: boolean;
}

const MOST = 1024;
// Narrowing costs a dozen dispatches: not for rows that are short, or hardly longer than k.
const [SHORT, FEW] = [4096, 64];

/**
 * The k largest of each row, in order, and where they are; of equal ones the first. Rows are not
 * sorted: of a long one only the blocks with the k largest peaks are looked into. NaN counts as larger than every number.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { topK } from "@rederive/lib/sort";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(3, 9, 9, 1, -2, -1, -3, -1));
 * const top = await topK(gpu, x, { k: 2, rows: 2 });
 * using values = top.values;
 * using indices = top.indices;
 * deepEqual([...await gpu.read(values)], [9, 9, -1, -1]);
 * deepEqual([...await gpu.read(indices)], [1, 2, 1, 3]);
 * ```
 */
export async function topK<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  { k, rows = 1, smallest = false }: TopKOptions,
): Promise<TopK<T>> {
  if (!Number.isInteger(rows) || rows < 1 || x.length % rows !== 0) {
    throw new RangeError(
      `Cannot find the top ${k}: ${x.length} elements in ${rows} rows, wanted rows of equal length`,
    );
  }
  const n = x.length / rows;
  const most = Math.min(MOST, n);
  if (!Number.isInteger(k) || k < 1 || k > most) {
    throw new RangeError(
      `Cannot find the top ${k}: rows have ${n} elements, wanted an integer from 1 to ${most}` +
        (k > MOST && k <= n ? "\nTry: argsort(gpu, x, { descending: true })" : ""),
    );
  }
  checkBinding(gpu, `find the top ${k}`, `"${x.label}"`, x.byteLength);
  const order = orderOf(x.type, smallest);
  if (n < Math.max(SHORT, FEW * k)) return await selectTopK(gpu, x, { order, rows, n, k });
  return await narrowTopK(gpu, x, { order, rows, n, k });
}

async function narrowTopK<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  { order, rows, n, k }: SelectOptions,
): Promise<TopK<T>> {
  // n / length peaks and k * length keys are left to look at: least where both are equal.
  const length = 2 ** Math.round(Math.log2(n / k) / 2);
  const blocks = Math.ceil(n / length);
  const workgroupSize = gpu.family === "cpu" ? 8 : 64;
  const byFour = (rows === 1 || n % 4 === 0) && length % 4 === 0;
  const compile = (entry: string) =>
    gpu.kernel({
      code: [orderCode, code],
      entry,
      label: `top-k ${entry}`,
      overrides: { WORKGROUP_SIZE: workgroupSize },
    });
  const [peaks, arrange, narrow, widen] = [
    await compile(byFour ? "peaks_by_four" : "peaks"),
    await compile("arrange"),
    await compile("narrow"),
    await compile("widen"),
  ];
  const call = Uint32Array.of(...order, rows, n, k, length, blocks, 0, 0, 0);
  const words = orderOf("u32", false);
  using highest = gpu.empty("u32", rows * blocks, "peaks");
  const peakBindings = byFour ? [call, null, null, highest, null, x] : [call, x, null, highest];
  gpu.run(peaks, peakBindings, spread(rows * blocks, 1));
  const top = await selectTopK(gpu, highest, { order: words, rows, n: blocks, k });
  using _ = top.values;
  using found = top.indices;
  using chosen = gpu.empty("u32", rows * k, "chosen blocks");
  gpu.run(arrange, [call, null, found, chosen], spread(rows * k, workgroupSize));
  using narrowed = gpu.empty("u32", rows * k * length, "narrowed rows");
  gpu.run(narrow, [call, x, chosen, narrowed], spread(rows * k * length, workgroupSize));
  const kept = await selectTopK(gpu, narrowed, { order: words, rows, n: k * length, k });
  using __ = kept.values;
  const values = gpu.empty(x.type, rows * k, "top values");
  gpu.run(widen, [call, x, chosen, values, kept.indices], spread(rows * k, workgroupSize));
  return { values, indices: kept.indices };
}
