import { checkBinding } from "../gpu/check_array.ts";
import { type ElementType, type Gpu, type GpuArray, type Kernel, spread } from "../gpu/mod.ts";
import { DISCOUNTED, type Monoid, monoidCode } from "./monoid.ts";
import { planScan } from "./plan.ts";
import code from "./scan.wgsl" with { type: "text" };
import alone from "./scan_alone.wgsl" with { type: "text" };
import together from "./scan_together.wgsl" with { type: "text" };

/** What is combined, and how far. */
export interface FoldOptions {
  /** The operation. */
  monoid: Monoid;
  /** How many rows of equal length the array holds; 1 unless given. */
  rows?: number;
  /** Combine from the end of each row. */
  reverse?: boolean;
  /** The number a monoid's `lift` knows as `parameter`; 0 unless given. */
  parameter?: number;
}

/** What is combined, and what each element gets of it. */
export interface ScanOptions extends FoldOptions {
  /** Leave the element itself out: the first of a row gets the identity. */
  exclusive?: boolean;
  /** Not 0 where a segment begins; each is scanned by itself. As long as the array. */
  heads?: GpuArray<"u32">;
}

/**
 * Combines each element with all before it in its row: inclusive or exclusive, from the front or the
 * back, by segments. The result is as long as the array.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { scan, SUM } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4));
 * using sums = await scan(gpu, x, { monoid: SUM });
 * deepEqual([...await gpu.read(sums)], [1, 3, 6, 10]);
 * using heads = gpu.array(Uint32Array.of(1, 0, 1, 0));
 * using apart = await scan(gpu, x, { monoid: SUM, heads, reverse: true });
 * deepEqual([...await gpu.read(apart)], [3, 2, 7, 4]);
 * ```
 */
export async function scan<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  { heads, exclusive = false, ...options }: ScanOptions,
): Promise<GpuArray<T>> {
  const { name } = options.monoid;
  if (heads && (heads.type !== "u32" || heads.length !== x.length)) {
    throw new RangeError(
      `Cannot scan with ${name}: heads are ${heads.length} ${heads.type}, ` +
        `wanted ${x.length} u32, one an element`,
    );
  }
  const work = prepare(gpu, x, options, { EXCLUSIVE: exclusive, SEGMENTED: !!heads });
  if (!work) return gpu.empty(x.type, 0, name);
  const { call, chunks, run, compile } = work;
  const [totals, carries, walk] = [
    chunks > 1 ? await compile("totals") : undefined,
    chunks > 1 ? await compile("carries") : undefined,
    await compile("scan_chunks"),
  ];
  using items = gpu.empty("u32", work.owners * 8, "chunks");
  const y = gpu.empty(x.type, x.length, name);
  const flags = heads ?? x; // unread where there are no segments
  if (totals) run(totals, [call, x, flags, items], work.owners);
  if (carries) run(carries, [call, null, null, items], work.rows);
  run(walk, [call, x, flags, items, y], work.owners);
  return y;
}

/**
 * Combines all elements of each row, in their order.
 *
 * @throws {RangeError} when the rows have no elements.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { fold, MAX } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 9, 5, 4));
 * using peaks = await fold(gpu, x, { monoid: MAX, rows: 2 });
 * deepEqual([...await gpu.read(peaks)], [3, 9]);
 * ```
 */
export async function fold<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  options: FoldOptions,
): Promise<GpuArray<T>> {
  const { name } = options.monoid;
  const work = prepare(gpu, x, options, {});
  if (!work) {
    throw new RangeError(
      `Cannot fold with ${name}: "${x.label}" has no elements, wanted at least one`,
    );
  }
  const { call, run, compile } = work;
  const [totals, finish] = [await compile("totals"), await compile("fold_chunks")];
  using items = gpu.empty("u32", work.owners * 8, "chunks");
  const y = gpu.empty(x.type, work.rows, name);
  run(totals, [call, x, x, items], work.owners);
  run(finish, [call, null, null, items, y], work.rows);
  return y;
}

/**
 * Discounted sums, from the back: y[t] = x[t] + discount y[t + 1], in each row and segment; the
 * returns of reinforcement learning. With `reverse: false` from the front.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { discountedSum } from "@rederive/lib/scan";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using rewards = gpu.array(Float32Array.of(1, 0, 0, 8));
 * using returns = await discountedSum(gpu, rewards, { discount: 0.5 });
 * deepEqual([...await gpu.read(returns)], [2, 2, 4, 8]);
 * ```
 */
export function discountedSum(
  gpu: Gpu,
  x: GpuArray<"f32">,
  options: { discount: number } & Pick<ScanOptions, "rows" | "reverse" | "heads">,
): Promise<GpuArray<"f32">> {
  const { discount, ...rest } = options;
  return scan(gpu, x, { reverse: true, ...rest, monoid: DISCOUNTED, parameter: discount });
}

function prepare(
  gpu: Gpu,
  x: GpuArray,
  { monoid, rows = 1, reverse = false, parameter = 0 }: FoldOptions,
  flags: Readonly<Record<string, boolean>>,
) {
  if (!Number.isInteger(rows) || rows < 1 || x.length % rows !== 0) {
    throw new RangeError(
      `Cannot scan with ${monoid.name}: ${x.length} elements in ${rows} rows, ` +
        `wanted rows of equal length`,
    );
  }
  if (x.length === 0) return undefined;
  checkBinding(gpu, `scan with ${monoid.name}`, `"${x.label}"`, x.byteLength);
  const n = x.length / rows;
  const { chunks, chunkLength, workgroupSize, lanes, perLane } = planScan(gpu.family, rows, n);
  const call = new Uint32Array(8);
  call.set([rows, n, chunks, chunkLength, perLane]);
  new Float32Array(call.buffer)[5] = parameter;
  const overrides = {
    WORKGROUP_SIZE: workgroupSize,
    REVERSE: Number(reverse),
    ...Object.fromEntries(Object.entries(flags).map(([name, on]) => [name, Number(on)])),
  };
  const texts = [code, lanes === 1 ? alone : together, monoidCode(monoid, x.type)];
  return {
    call,
    rows,
    chunks,
    owners: rows * chunks,
    compile: (entry: string): Promise<Kernel> =>
      gpu.kernel({ code: texts, entry, label: `${monoid.name} ${entry}`, overrides }),
    run: (kernel: Kernel, bindings: Parameters<Gpu["run"]>[1], owners: number): void =>
      gpu.run(kernel, bindings, spread(owners * lanes, workgroupSize)),
  };
}
