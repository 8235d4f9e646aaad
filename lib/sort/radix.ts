import { type ElementType, type Gpu, GpuArray, spread } from "../gpu/mod.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import order from "./order.wgsl" with { type: "text" };
import radix from "./radix.wgsl" with { type: "text" };
import lanes from "./radix_lanes.wgsl" with { type: "text" };
import tiles from "./radix_tiles.wgsl" with { type: "text" };

/** Keys, and what travels with each. */
export interface Columns<K extends ElementType, V extends ElementType> {
  readonly keys: GpuArray<K>;
  readonly values: GpuArray<V>;
}

/** How to compare keys: the words of `orderOf()`, and how many of the low bits can differ. */
export interface RadixOptions {
  readonly order: readonly number[];
  /** 32 unless given. */
  readonly bits?: number;
}

// An owner of the CPU's has 256 counts to walk, so it wants more keys than that; 128 owners are 16
// vectors of 8 lanes for the cores to share. A tile of a GPU is 256 lanes of 8 keys.
const CPU = { digit: 8, workgroupSize: 8, most: 128, least: 512 };
const TILE = { digit: 4, workgroupSize: 256, perLane: 8 };
const STARTS_LANES = { cpu: 64, gpu: 256 };

/** Sorts keys, and values along when they are given, into new arrays. The input stays as it is. */
export async function radixSort<K extends ElementType, V extends ElementType>(
  gpu: Gpu,
  { keys, values }: { keys: GpuArray<K>; values?: GpuArray<V> },
  { order: words, bits = 32 }: RadixOptions,
): Promise<Columns<K, V>> {
  const n = keys.length;
  const plan = planRadix(gpu, n);
  const compile = (entry: string, workgroupSize: number) =>
    gpu.kernel({
      code: [order, radix, gpu.family === "cpu" ? lanes : tiles],
      entry,
      label: `sort ${entry}`,
      overrides: {
        WORKGROUP_SIZE: workgroupSize,
        BITS: plan.digit,
        ...(entry === "scatter" ? { PAIRS: Number(values !== undefined) } : {}),
      },
    });
  const [count, starts, scatter] = [
    await compile("count", plan.workgroupSize),
    await compile("starts", STARTS_LANES[gpu.family]),
    await compile("scatter", plan.workgroupSize),
  ];
  const make = (): Columns<ElementType, ElementType> => ({
    keys: gpu.empty(keys.type, n, "sorted keys"),
    values: gpu.empty(values?.type ?? "u32", values ? n : 0, "sorted values"),
  });
  using unread = gpu.empty("u32", 0, "no values");
  using counts = gpu.empty("u32", plan.owners << plan.digit, "digit counts");
  const passes = Math.ceil(bits / plan.digit);
  let from: Columns<ElementType, ElementType> = { keys, values: values ?? unread };
  let [to, spare] = [make(), make()];
  for (let pass = 0; pass < passes; pass++) {
    if (pass > 0) [from, to, spare] = [to, spare, to];
    const call = Uint32Array.of(...words, n, plan.owners, plan.length, pass * plan.digit);
    const groups = spread(plan.owners * plan.lanes, plan.workgroupSize);
    gpu.run(count, [call, counts, from.keys], groups);
    gpu.run(starts, [call, counts], n > 0 ? 1 : 0);
    gpu.run(scatter, [call, counts, from.keys, to.keys, from.values, to.values], groups);
  }
  for (const each of [spare.keys, spare.values]) each[Symbol.dispose]();
  return to as Columns<K, V>;
}

/** Which keys an owner holds. */
function planRadix(gpu: Gpu, n: number) {
  if (gpu.family === "gpu") {
    const length = TILE.workgroupSize * TILE.perLane;
    return { ...TILE, length, owners: Math.ceil(n / length), lanes: TILE.workgroupSize };
  }
  const few = Math.min(CPU.most, Math.ceil(n / CPU.least));
  const wanted = Math.max(few, Math.ceil(n / LONGEST_LOOP));
  const length = Math.max(1, Math.ceil(n / Math.max(1, wanted)));
  return { ...CPU, length, owners: Math.ceil(n / length), lanes: 1 };
}
