import { checkBinding } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { type Binding, type ElementType, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import orderCode from "./order.wgsl" with { type: "text" };
import code from "./top_k.wgsl" with { type: "text" };
import inGroups from "./top_k_groups.wgsl" with { type: "text" };
import inLanes from "./top_k_lanes.wgsl" with { type: "text" };

/** The k of each row, row by row. */
export interface TopK<T extends ElementType> {
  /** From the largest on, or from the smallest. */
  values: GpuArray<T>;
  /** Where each is in its row. */
  indices: GpuArray<"u32">;
}

/** Rows, and how to compare: the words of `orderOf()`. */
export interface SelectOptions {
  readonly order: readonly number[];
  readonly rows: number;
  readonly n: number;
  readonly k: number;
}

const WORKGROUP_SIZE = 256;

/** Chunks of a row: find() walks all of them for each of up to 256 digits. */
const MOST_CHUNKS = 128;

/** What a lane of a CPU can walk, in so many chunks. */
const LONGEST_ROW = MOST_CHUNKS * LONGEST_LOOP;

/**
 * Finds the k-th largest of each row digit by digit, then those above it. Every row is read 6 times.
 * For rows of up to 4 194 304 elements; `topK()` narrows long ones first.
 */
export async function selectTopK<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  { order, rows, n, k }: SelectOptions,
): Promise<TopK<T>> {
  if (n > LONGEST_ROW) {
    throw new RangeError(
      `Cannot find the top ${k}: rows have ${n} elements, wanted at most ${LONGEST_ROW}\n` +
        `Try: topK(), which narrows them first`,
    );
  }
  const plan = planTopK(gpu, rows, n);
  checkBinding(gpu, `find the top ${k}`, "the counts", rows * plan.chunks * 4 << plan.bits);
  const compile = (entry: string, workgroupSize = WORKGROUP_SIZE) =>
    gpu.kernel({
      code: [orderCode, code, gpu.family === "cpu" ? inLanes : inGroups],
      entry,
      label: `top-k ${entry}`,
      overrides: {
        WORKGROUP_SIZE: workgroupSize,
        // The others would be compiled twice for nothing.
        ...(entry === "count" || entry === "find" ? { BITS: plan.bits } : {}),
      },
    });
  const small = plan.workgroupSize;
  const [count, find, tally, offset, collect, rank] = [
    await compile("count", plan.countSize),
    await compile("find", small),
    await compile("tally", small),
    await compile("offset", small),
    await compile("collect", small),
    await compile("rank", small),
  ];
  using counts = gpu.empty("u32", rows * plan.chunks << plan.bits, "digit counts");
  using found = gpu.empty("u32", rows * 2, "k-th largest");
  using tallies = gpu.empty("u32", rows * plan.stretches * 2, "tallies");
  using picked = gpu.empty("u32", rows * k * 2, "picked");
  const values = gpu.empty(x.type, rows * k, "top values");
  const indices = gpu.empty("u32", rows * k, "top indices");
  const callOf = (shift: number) =>
    Uint32Array.of(
      ...[...order, rows, n, k, shift],
      ...[plan.chunks, plan.stretches, plan.length, 0],
    );
  for (let shift = 32 - plan.bits; shift >= 0; shift -= plan.bits) {
    const call = callOf(shift);
    gpu.run(
      count,
      [call, x, counts, found],
      spread(rows * plan.chunks * plan.lanes, plan.countSize),
    );
    gpu.run(find, [call, null, counts, found], spread(rows, small));
  }
  const call = callOf(0);
  const rest: Binding[] = [call, x, null, found, tallies];
  gpu.run(tally, rest, spread(rows * plan.stretches, small));
  gpu.run(offset, [call, null, null, found, tallies], spread(rows, small));
  gpu.run(collect, [...rest, picked], spread(rows * plan.stretches, small));
  gpu.run(rank, [call, x, null, null, null, picked, values, indices], spread(rows * k, small));
  return { values, indices };
}

/** Splits rows so that there is work for all lanes, and short rows are not all counting. */
function planTopK(gpu: Gpu, rows: number, n: number) {
  const cpu = gpu.family === "cpu";
  const split = (least: number, enough: number, walkers = 1) => {
    const few = Math.min(Math.ceil(n / least), Math.ceil(enough / rows));
    return Math.max(few, Math.ceil(n / (LONGEST_LOOP * walkers)));
  };
  const length = Math.ceil(n / (cpu ? split(512, 128) : split(64, 1 << 14)));
  return {
    bits: n < 2048 ? 4 : 8,
    chunks: cpu ? split(2048, MOST_CHUNKS) : split(4096, MOST_CHUNKS, WORKGROUP_SIZE),
    length,
    stretches: Math.ceil(n / length),
    lanes: cpu ? 1 : WORKGROUP_SIZE,
    countSize: cpu ? 8 : WORKGROUP_SIZE,
    workgroupSize: cpu ? 8 : 64,
  };
}
