import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, Kernel } from "../gpu/mod.ts";
import { fixedSubgroups } from "../gpu/subgroups.ts";
import bySubgroup from "./reduce_subgroup.wgsl" with { type: "text" };
import byWorkgroup from "./reduce_workgroup.wgsl" with { type: "text" };

const MOST_LANES = 256;

/** Turns a lane may take to walk a row once: no kernel walks one more than four times. */
const TURNS_A_WALK = LONGEST_LOOP / 4;

/** The longest row that lanes can walk in vectors of four. */
export const LONGEST_ROW = 4 * TURNS_A_WALK * MOST_LANES;

/** Lanes that own a row of few columns: on a CPU, those of one subgroup. */
export function lanesOfRow(gpu: Gpu): number {
  if (gpu.family === "gpu") return MOST_LANES;
  const size = fixedSubgroups(gpu)?.size ?? 0;
  return size < 4 ? 8 : size;
}

/**
 * Compiles a kernel whose workgroups own a row each and use `sum_all()`, `max_all()` and SIZE. On a
 * CPU a workgroup is one subgroup, which needs no barrier; on a GPU, and without subgroups, its lanes
 * meet in workgroup memory.
 */
export function rowKernel(
  gpu: Gpu,
  code: string | readonly string[],
  entry: string,
  overrides: Readonly<Record<string, number>> = {},
  { columns = 0 }: { columns?: number } = {},
): Promise<Kernel> {
  const texts = typeof code === "string" ? [code] : code;
  if (gpu.family === "gpu") return compile(MOST_LANES, byWorkgroup);
  const subgroups = fixedSubgroups(gpu);
  // Rows too long for few lanes to walk.
  if (columns > 4 * TURNS_A_WALK * Math.min(8, subgroups?.size ?? 8)) {
    return compile(MOST_LANES, byWorkgroup);
  }
  const lanes = lanesOfRow(gpu);
  const bySubgroups = subgroups?.size === lanes;
  return compile(lanes, bySubgroups ? subgroups.enable + bySubgroup : byWorkgroup);

  function compile(size: number, reduction: string): Promise<Kernel> {
    return gpu.kernel({
      code: [reduction, ...texts],
      entry,
      overrides: { ...overrides, SIZE: size },
    });
  }
}
