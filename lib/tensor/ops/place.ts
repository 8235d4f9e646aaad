import { rowMajor } from "../../elementwise/mod.ts";
import { checkBinding } from "../../gpu/check_array.ts";
import { type ElementType, type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import { sizeOf, type Value, valueOf } from "../storage.ts";
import code from "./place.wgsl" with { type: "text" };

const MOST_AXES = 8;
const WORKGROUP_SIZE = 64;

/** Writes values over what `make` gives, an array of `shape`, each from its coordinates `at` on. */
export async function place(
  gpu: Gpu,
  make: () => GpuArray,
  shape: readonly number[],
  blocks: readonly { value: Value; at: readonly number[] }[],
): Promise<Value<ElementType>> {
  checkBinding(gpu, "place a block", "what it is placed in", 4 * sizeOf(shape));
  const y = make();
  try {
    for (const { value, at } of blocks) await placeOne(gpu, value, y, { shape, at });
  } catch (error) {
    y[Symbol.dispose]();
    throw error;
  }
  return valueOf(y, shape);
}

async function placeOne(
  gpu: Gpu,
  value: Value,
  y: GpuArray,
  { shape, at }: { shape: readonly number[]; at: readonly number[] },
): Promise<void> {
  const { length } = value.shape;
  if (length > MOST_AXES) {
    throw new RangeError(
      `Cannot place (${value.shape.join(", ")}): ${length} axes, wanted at most ${MOST_AXES}`,
    );
  }
  checkBinding(gpu, "place a block", "the block", value.storage.array.byteLength);
  if (sizeOf(value.shape) === 0) return;
  const steps = rowMajor(shape);
  const to = at.reduce((sum, c, axis) => sum + c * steps[axis]!, 0);
  const axes = value.shape.map((size, axis) => [size, value.strides[axis]!, steps[axis]!] as const);
  if (axes.length === 0) axes.push([1, 0, 0]);
  const run = gpu.family === "cpu" ? 64 : 1;
  const kernel = await gpu.kernel({
    code,
    entry: "place",
    overrides: { WORKGROUP_SIZE, RUN: run },
  });
  const last = axes.at(-1)![0];
  const runs = sizeOf(value.shape) / last * Math.ceil(last / run);
  const plan = new Int32Array(4 + 4 * MOST_AXES);
  plan.set([runs, axes.length, value.offset, to]);
  for (const [i, axis] of axes.entries()) plan.set(axis, 4 + 4 * i);
  gpu.run(kernel, [plan, value.storage.array, y], spread(runs, WORKGROUP_SIZE));
}
