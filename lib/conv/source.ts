import { type Gpu, type GpuArray, texelCode, Texels, texels } from "../gpu/mod.ts";
import arrayCode from "./source_array.wgsl" with { type: "text" };
import texelsCode from "./source_texels.wgsl" with { type: "text" };

/** How a kernel reads its source by at(): the code before it, and what to bind. */
export function sourceOf(
  gpu: Gpu,
  array: GpuArray<"f32">,
): { code: readonly string[]; binding: GpuArray<"f32"> | Texels } {
  return gpu.family === "cpu"
    ? { code: [texelCode, texelsCode], binding: texels(array) }
    : { code: [arrayCode], binding: array };
}
