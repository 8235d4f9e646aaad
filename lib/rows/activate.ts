import { checkArray } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./activate.wgsl" with { type: "text" };
import { type Activation, activationNumber } from "./activations.ts";
import functions from "./activations.wgsl" with { type: "text" };

/**
 * Applies an activation to every number, f32: |error| <= 1e-6 |x|, and the negative tails of gelu and
 * silu keep their relative accuracy.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { activate } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(-2, 0, 3));
 * using y = await activate(gpu, x, { activation: "relu" });
 * deepStrictEqual([...await gpu.read(y)], [0, 0, 3]);
 * ```
 */
export function activate(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { activation }: { activation: Activation },
): Promise<GpuArray<"f32">> {
  return run(gpu, "activate_all", { x }, activation);
}

/**
 * The gradient for x from the gradient for `activate(x)`: f'(x) dy. relu has slope 0 at 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { activationGradient } from "@rederive/lib/rows";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(-2, 0, 3));
 * using dy = gpu.array(Float32Array.of(5, 6, 7));
 * using dx = await activationGradient(gpu, x, dy, { activation: "relu" });
 * deepStrictEqual([...await gpu.read(dx)], [0, 0, 7]);
 * ```
 */
export function activationGradient(
  gpu: Gpu,
  x: GpuArray<"f32">,
  dy: GpuArray<"f32">,
  { activation }: { activation: Activation },
): Promise<GpuArray<"f32">> {
  return run(gpu, "activation_gradient", { x, dy }, activation);
}

async function run(
  gpu: Gpu,
  entry: "activate_all" | "activation_gradient",
  { x, dy }: { x: GpuArray<"f32">; dy?: GpuArray<"f32"> },
  activation: Activation,
): Promise<GpuArray<"f32">> {
  const action = "apply an activation";
  const number = activationNumber(action, activation);
  for (const [name, array] of Object.entries({ x, dy })) {
    if (!array) continue;
    const shape = `${x.length}, as x has`;
    checkArray(gpu, action, name, array, { type: "f32", length: x.length, shape });
  }
  const workgroupSize = gpu.family === "cpu" ? 64 : 256;
  const kernel = await gpu.kernel({
    code: [functions, code],
    entry,
    overrides: { ACTIVATION: number, WORKGROUP_SIZE: workgroupSize },
  });
  const y = gpu.empty("f32", x.length, activation);
  const quads = Math.ceil(x.length / 4);
  gpu.run(
    kernel,
    [Uint32Array.of(quads, 0, 0, 0), x, dy ?? null, y],
    spread(quads, workgroupSize),
  );
  return y;
}
