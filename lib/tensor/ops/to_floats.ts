import { checkBinding } from "../../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import type { Whole } from "../indices.ts";
import { record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import code from "./to_floats.wgsl" with { type: "text" };

const WORKGROUP_SIZE = 64;

/**
 * Integers as floats: exact below 2^24, else the nearest.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { div, read, tensor, toFloats } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using counts = tensor(gpu, Int32Array.of(-1, 3));
 * deepEqual(await read(div(toFloats(counts), 2)), Float32Array.of(-0.5, 1.5));
 * ```
 */
export function toFloats(x: Whole): Tensor {
  return record({
    name: "toFloats",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a: GpuArray) => run(gpu, a)), x.shape),
    f64: ([a]) => a!.values,
    vjp: () => [undefined],
  }, [x]);
}

async function run(gpu: Gpu, x: GpuArray): Promise<GpuArray<"f32">> {
  checkBinding(gpu, "make floats", "x", x.byteLength);
  if (x.length === 0) return gpu.empty("f32", 0, "floats");
  const kernel = await gpu.kernel({
    code,
    entry: x.type === "u32" ? "from_u32" : "from_i32",
    overrides: { WORKGROUP_SIZE },
  });
  const y = gpu.empty("f32", x.length, "floats");
  gpu.run(kernel, [Uint32Array.of(x.length), x, y], spread(x.length, WORKGROUP_SIZE));
  return y;
}
