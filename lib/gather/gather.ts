import { checkBinding } from "../gpu/check_array.ts";
import { type ElementType, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./gather.wgsl" with { type: "text" };
import { type Axis, walkAxes } from "./walk.ts";

/** Where each element of a gathered array is read; positions count elements of the flat source. */
export interface GatherPlan {
  /** Shape of the result, at most 8 axes. */
  readonly shape: readonly number[];
  /** What one step along each result axis adds to the position; 0 inside the block. */
  readonly strides: readonly number[];
  /** Position of the first element. */
  readonly offset: number;
  /**
   * The axes that index arrays made, from `start` on: for each point of the block, in C order, what
   * it adds to the position. Left out when there are none.
   */
  readonly block?: {
    readonly start: number;
    readonly shape: readonly number[];
    readonly offsets: readonly number[];
  };
}

const MOST_AXES = 8;
const NO_BLOCK = { start: 0, shape: [], offsets: [0] };

/**
 * Gathers elements of a flat array into a new one: strided views, transposes, and the index arrays
 * of NumPy's advanced indexing.
 *
 * @throws {RangeError} when a position lies outside the source, or the result has over 8 axes.
 *
 * @example
 * ```ts
 * import { gather } from "@rederive/lib/gather";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Int32Array.of(0, 1, 2, 10, 11, 12)); // shape (2, 3)
 * using transposed = await gather(gpu, x, { shape: [3, 2], strides: [1, 3], offset: 0 });
 * deepEqual(await gpu.read(transposed), Int32Array.of(0, 10, 1, 11, 2, 12));
 * ```
 */
export async function gather<T extends ElementType>(
  gpu: Gpu,
  x: GpuArray<T>,
  { shape, strides, offset, block = NO_BLOCK }: GatherPlan,
): Promise<GpuArray<T>> {
  if (shape.length > MOST_AXES || strides.length !== shape.length) {
    throw new RangeError(
      `Cannot gather: the result has ${shape.length} axes and ${strides.length} strides, ` +
        `wanted as many strides as axes and at most ${MOST_AXES}`,
    );
  }
  const n = shape.reduce((count, size) => count * size, 1);
  if (n > 0) checkPositions({ shape, strides, offset, block }, x.length);
  checkBinding(gpu, "gather", "the source", x.byteLength);
  checkBinding(gpu, "gather", "the result", 4 * n);
  if (n === 0) return gpu.empty(x.type, n, "gathered");
  const walked = walkAxes({ shape, strides, offset, block });
  const inVectors = block === NO_BLOCK && liesInVectors(walked, offset);
  const axes = inVectors ? walked.map(inFours) : walked;
  const last = axes.at(-1)!;
  const run = gpu.family === "cpu" ? (inVectors ? 16 : 64) : 1;
  const kernel = await gpu.kernel({
    code,
    entry: inVectors ? "gather_vectors" : "gather",
    overrides: {
      WORKGROUP_SIZE: gpu.family === "cpu" ? 64 : 256,
      RUN: run,
      AXES: axes.length,
      ...inVectors ? {} : { TABLE_ON_LAST: Number(last.tableStride > 0) },
    },
  });
  const y = gpu.empty(x.type, n, "gathered");
  const runs = n / walked.at(-1)!.length * Math.ceil(last.length / run);
  const plan = new Int32Array(4 + 4 * MOST_AXES);
  plan.set([runs, inVectors ? offset / 4 : offset]);
  for (const [i, { length, stride, tableStride }] of axes.entries()) {
    plan.set([length, stride, tableStride], 4 + 4 * i);
  }
  const table = inVectors ? null : Int32Array.from(block.offsets);
  gpu.run(kernel, [plan, x, table, y], spread(runs, gpu.family === "cpu" ? 64 : 256));
  return y;
}

/** Whether elements can be moved four at a time. */
function liesInVectors(axes: readonly Axis[], offset: number): boolean {
  const last = axes.at(-1)!;
  return last.stride === 1 && last.length % 4 === 0 && offset % 4 === 0 &&
    axes.slice(0, -1).every(({ stride }) => stride % 4 === 0);
}

/** An axis whose elements are counted in fours: the last one has fewer, the others larger steps. */
function inFours(axis: Axis, i: number, { length }: readonly Axis[]): Axis {
  if (i < length - 1) return { ...axis, stride: axis.stride / 4 };
  return { ...axis, length: axis.length / 4 };
}

/** A kernel reads whatever it is told to, so the lowest and highest position are checked first. */
function checkPositions(
  { shape, strides, offset, block }: Required<GatherPlan>,
  length: number,
): void {
  const points = block.shape.reduce((count, size) => count * size, 1);
  if (block.offsets.length !== points) {
    throw new RangeError(
      `Cannot gather: the block has ${points} points and ${block.offsets.length} offsets, ` +
        `wanted one offset a point`,
    );
  }
  const sizes = shape.slice(block.start, block.start + block.shape.length);
  if (block.shape.some((size, axis) => size !== sizes[axis])) {
    throw new RangeError(
      `Cannot gather: the block is (${block.shape.join(", ")}) where the result is ` +
        `(${sizes.join(", ")}), wanted the same sizes`,
    );
  }
  const spans = shape.map((size, axis) => (size - 1) * strides[axis]!);
  const sum = (pick: (span: number) => number) =>
    spans.reduce((total, s) => total + pick(s), offset);
  const low = sum((s) => Math.min(s, 0)) + block.offsets.reduce((a, b) => Math.min(a, b));
  const high = sum((s) => Math.max(s, 0)) + block.offsets.reduce((a, b) => Math.max(a, b));
  if (low >= 0 && high < length) return;
  throw new RangeError(
    `Cannot gather: positions run from ${low} to ${high}, the source has ${length} elements`,
  );
}
