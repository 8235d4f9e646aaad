import { type Binding, type Gpu, type GpuArray, texelCode, texels } from "../gpu/mod.ts";
import inArray from "./points_in_array.wgsl" with { type: "text" };
import inTexels from "./points_in_texels.wgsl" with { type: "text" };

/** How kernels of a device read points: the texts of `point_at()`, and what is bound. */
export function pointsOf(gpu: Gpu): {
  texts: readonly string[];
  bind: (points: GpuArray<"f32">) => Binding;
} {
  return gpu.family === "cpu"
    ? { texts: [texelCode, inTexels], bind: texels }
    : { texts: [inArray], bind: (points) => points };
}
