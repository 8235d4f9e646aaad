import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import code from "./remainders.wgsl" with { type: "text" };

const WORKGROUP_SIZE = 64;

/** Each word modulo a number of at least 1. */
export async function remainders(
  gpu: Gpu,
  x: GpuArray<"u32">,
  divisor: number,
): Promise<GpuArray<"u32">> {
  const kernel = await gpu.kernel({ code, entry: "remainders", overrides: { WORKGROUP_SIZE } });
  const y = gpu.empty("u32", x.length, "remainders");
  gpu.run(kernel, [Uint32Array.of(x.length, divisor), x, y], spread(x.length, WORKGROUP_SIZE));
  return y;
}
