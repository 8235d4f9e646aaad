import { rowMajor } from "../elementwise/mod.ts";
import { gather } from "../gather/mod.ts";
import { checkBinding } from "../gpu/check_array.ts";
import { type Binding, type Gpu, type GpuArray, spread, texelCode, texels } from "../gpu/mod.ts";
import { fixedSubgroups } from "../gpu/subgroups.ts";
import { middleOf, reducedAxes, type ReduceOptions } from "./axes.ts";
import { planReduce } from "./plan.ts";
import fromStorage from "./from_storage.wgsl" with { type: "text" };
import fromTexels from "./from_texels.wgsl" with { type: "text" };
import inSubgroup from "./meet_in_subgroup.wgsl" with { type: "text" };
import inWorkgroup from "./meet_in_workgroup.wgsl" with { type: "text" };
import code from "./reduce.wgsl" with { type: "text" };

/** An operation: what is written behind `reduce.wgsl`, and what it needs. */
export interface Reduction<T extends "f32" | "u32"> {
  readonly name: string;
  readonly code: string;
  readonly type: T;
  /** Whether there is a result for no elements at all. */
  readonly ofNothing?: number;
  readonly overrides?: Readonly<Record<string, number>>;
  /** What results are divided by; 1 unless given. */
  readonly divisor?: (n: number) => number;
  /** Reductions that measure from a center start with this one. */
  readonly center?: Reduction<"f32">;
  /** Whether finish() looks the center up once more. */
  readonly finishesFromCenter?: boolean;
}

/** Reduces axes of an array. */
export async function reduce<T extends "f32" | "u32">(
  gpu: Gpu,
  reduction: Reduction<T>,
  x: GpuArray<"f32">,
  { shape = [x.length], axes }: ReduceOptions,
): Promise<GpuArray<T>> {
  const { name } = reduction;
  if (x.type !== "f32") {
    throw new TypeError(`Cannot take ${name} of "${x.label}": it is ${x.type}, wanted f32`);
  }
  const size = shape.reduce((count, each) => count * each, 1);
  if (size !== x.length) {
    throw new RangeError(
      `Cannot take ${name} of "${x.label}": the shape (${
        shape.join(", ")
      }) has ${size} elements, ` +
        `the array ${x.length}`,
    );
  }
  checkBinding(gpu, `take ${name}`, `"${x.label}"`, x.byteLength);
  const middle = middleOf(shape, reducedAxes(shape, axes));
  if (middle.n === 0 && middle.outer * middle.inner > 0) {
    if (reduction.ofNothing === 0) return gpu.zeros(reduction.type, middle.outer * middle.inner);
    throw new RangeError(
      `Cannot take ${name} over axes of (${shape.join(", ")}): they hold no elements, ` +
        `wanted at least one`,
    );
  }
  if (!middle.order) return await reduceMiddle(gpu, reduction, x, middle);
  const steps = rowMajor(shape);
  using ordered = await gather(gpu, x, {
    shape: middle.order.map((axis) => shape[axis]!),
    strides: middle.order.map((axis) => steps[axis]!),
    offset: 0,
  });
  return await reduceMiddle(gpu, reduction, ordered, middle);
}

/** Elements from which on copying them into a texture is worth it. */
const TEXELS_FROM = 4096;

/** How a kernel gets at x: through a texture on a CPU, unless it is short. */
function inputAccess(gpu: Gpu, { length }: GpuArray): {
  code: readonly string[];
  bind: (array: GpuArray) => Binding;
} {
  return gpu.family === "cpu" && length >= TEXELS_FROM
    ? { code: [texelCode, fromTexels], bind: texels }
    : { code: [fromStorage], bind: (array) => array };
}

async function reduceMiddle<T extends "f32" | "u32">(
  gpu: Gpu,
  reduction: Reduction<T>,
  x: GpuArray<"f32">,
  middle: { outer: number; n: number; inner: number },
): Promise<GpuArray<T>> {
  const { name, type, overrides, divisor, center } = reduction;
  const { outer, n, inner } = middle;
  const results = outer * inner;
  if (results === 0) return gpu.empty(type, 0, name);
  const plan = planReduce(gpu.family, middle);
  const fourResults = Number(plan.lanes === 1);
  const access = inputAccess(gpu, x);
  const subgroups = fixedSubgroups(gpu);
  const bySubgroup = plan.lanes === 8 && subgroups?.size === 8;
  const texts = [...access.code, code, reduction.code];
  const kernel = await gpu.kernel({
    code: bySubgroup ? [subgroups.enable, ...texts, inSubgroup] : [...texts, inWorkgroup],
    entry: plan.entry,
    label: `${name} ${plan.entry}`,
    overrides: {
      ...overrides,
      WORKGROUP_SIZE: plan.workgroupSize,
      LANES: plan.lanes,
      SERIAL: Number(gpu.family === "cpu"),
      FOUR_RESULTS: fourResults,
    },
  });
  using centers = center ? await reduceMiddle(gpu, center, x, middle) : undefined;
  const call = new Uint32Array(8);
  call.set([results, n, plan.chunks, inner, plan.chunkLength]);
  new Float32Array(call.buffer)[5] = divisor?.(n) ?? 1;
  using partials = gpu.empty(
    "u32",
    plan.chunks > 1 ? plan.owners * plan.chunks * 8 : 8,
    "partials",
  );
  const y = gpu.empty(type, results, name);
  const bindings = [call, access.bind(x), y, partials, centers ?? null];
  gpu.run(kernel, bindings, spread(plan.invocations, plan.workgroupSize));
  if (plan.chunks === 1) return y;
  const lanes = gpu.family === "cpu" ? 8 : 256;
  const merge = await gpu.kernel({
    code: [...texts, inWorkgroup],
    entry: "merge",
    label: `${name} merge`,
    overrides: {
      ...overrides,
      WORKGROUP_SIZE: lanes,
      LANES: lanes,
      SERIAL: Number(gpu.family === "cpu"),
      FOUR_RESULTS: fourResults,
    },
  });
  const merged = [call, null, y, partials, reduction.finishesFromCenter ? centers! : null];
  gpu.run(merge, merged, plan.owners);
  return y;
}
