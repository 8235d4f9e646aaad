import type { Gpu } from "./gpu.ts";

/** Lanes that work in step, where that is known. */
export interface Subgroups {
  /** How many lanes a subgroup has on this device, always. */
  size: number;
  /** What has to stand before the code that uses them. */
  enable: string;
}

/** The device's subgroups, or undefined where it has none or they come in several sizes. */
export function fixedSubgroups(gpu: Gpu): Subgroups | undefined {
  const { subgroupMinSize = 0, subgroupMaxSize = 1 } = gpu.adapter.info;
  if (subgroupMinSize !== subgroupMaxSize || !gpu.device.features.has("subgroups")) return;
  // Browsers, which list the feature, want it named in the code; naga in Deno rejects that.
  const enable = gpu.adapter.features.has("subgroups") ? "enable subgroups;\n" : "";
  return { size: subgroupMinSize, enable };
}
