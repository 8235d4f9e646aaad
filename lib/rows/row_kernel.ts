import type { Gpu, Kernel } from "../gpu/mod.ts";
import { fixedSubgroups } from "../gpu/subgroups.ts";
import bySubgroup from "./reduce_subgroup.wgsl" with { type: "text" };
import byWorkgroup from "./reduce_workgroup.wgsl" with { type: "text" };

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
): Promise<Kernel> {
  const texts = typeof code === "string" ? [code] : code;
  if (gpu.family === "gpu") return compile(256, byWorkgroup);
  const subgroups = fixedSubgroups(gpu);
  if (!subgroups || subgroups.size < 4) return compile(8, byWorkgroup);
  return compile(subgroups.size, subgroups.enable + bySubgroup);

  function compile(size: number, reduction: string): Promise<Kernel> {
    return gpu.kernel({
      code: [reduction, ...texts],
      entry,
      overrides: { ...overrides, SIZE: size },
    });
  }
}
