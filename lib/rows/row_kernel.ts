import type { Gpu, Kernel } from "../gpu/mod.ts";
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
  const { subgroupMinSize = 0, subgroupMaxSize = 1 } = gpu.adapter.info;
  if (gpu.family === "gpu") return compile(256, byWorkgroup);
  const known = subgroupMinSize === subgroupMaxSize && subgroupMinSize >= 4;
  if (!known || !gpu.device.features.has("subgroups")) return compile(8, byWorkgroup);
  // Browsers, which list the feature, want it named in the code; naga in Deno rejects that.
  const enable = gpu.adapter.features.has("subgroups") ? "enable subgroups;\n" : "";
  return compile(subgroupMinSize, enable + bySubgroup);

  function compile(size: number, reduction: string): Promise<Kernel> {
    return gpu.kernel({
      code: [reduction, ...texts],
      entry,
      overrides: { ...overrides, SIZE: size },
    });
  }
}
