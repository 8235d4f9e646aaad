import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import type { TopK } from "../sort/mod.ts";
import code from "./merge.wgsl" with { type: "text" };

/** Where something goes in a matrix of the best. */
export interface Goal {
  /** The best, (any, width). */
  into: TopK<"f32">;
  /** Its width. */
  width: number;
  /** Where the first element goes. */
  row: number;
  /** Where the first element goes. */
  column: number;
}

/** The k best of some rows. */
export interface Best {
  top: TopK<"f32">;
  rows: number;
  k: number;
}

const WORKGROUP_SIZE = 64;

/** Copies the best of rows into a matrix, with `first` added to their indices. */
export async function keep(gpu: Gpu, best: Best, goal: Goal, first: number): Promise<void> {
  await join(gpu, "keep", best, goal, { first, kept: 0 });
}

/** Copies the best of rows into a matrix, with the indices that their indices stand for. */
export async function pick(
  gpu: Gpu,
  best: Best,
  goal: Goal,
  candidates: { indices: GpuArray<"u32">; width: number },
): Promise<void> {
  const { indices, width } = candidates;
  await join(gpu, "pick", best, goal, { first: 0, kept: width }, indices);
}

async function join(
  gpu: Gpu,
  entry: "keep" | "pick",
  { top, rows, k }: Best,
  { into, width, row, column }: Goal,
  { first, kept }: { first: number; kept: number },
  candidates?: GpuArray<"u32">,
): Promise<void> {
  const overrides = { WORKGROUP_SIZE };
  const kernel = await gpu.kernel({ code, entry, label: `search ${entry}`, overrides });
  const call = Uint32Array.of(rows, k, row, column, width, first, kept, 0);
  const bindings = [call, top.values, top.indices, into.values, into.indices];
  gpu.run(
    kernel,
    candidates ? [...bindings, candidates] : bindings,
    spread(rows * k, WORKGROUP_SIZE),
  );
}
