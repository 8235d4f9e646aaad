import * as reference from "../../reference/mod.ts";
import * as kernels from "../../rows/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";

const EXACT = { activation: "gelu" } as const;
const { gelu: gelu64 } = reference.activations;

/**
 * GELU as it was defined (https://arxiv.org/abs/1606.08415), x Phi(x) with the normal distribution
 * function; BERT and ViT have it. See `geluTanh()` and `quickGelu()` for what others have instead.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { gelu, read, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1.959964));
 * const [y] = await read(gelu(x));
 * if (Math.abs(y! - 0.975 * 1.959964) > 1e-6) throw new Error(`${y}`);
 * ```
 */
export function gelu(x: Tensor): Tensor {
  checkF32("take GELU", x);
  return record({
    name: "gelu",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.activate(gpu, a, EXACT)), x.shape),
    f64: ([a]) => Array.from(a!.values, (v) => gelu64!(v)),
    vjp: (g) => [geluSlope(x, g)],
  }, [x]);
}

/** g (Phi(x) + x phi(x)), phi the density of Phi. */
function geluSlope(x: Tensor, g: Tensor): Tensor {
  return record({
    name: "gelu gradient",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (a, dy) => kernels.activationGradient(gpu, a, dy, EXACT)),
        x.shape,
      ),
    f64: ([a, dy]) =>
      Array.from(
        a!.values,
        (v, i) => dy!.values[i]! * (reference.normalCdf(v) + v * density64(v)),
      ),
    vjp: (h) => {
      // (x Phi)'' = (2 - x^2) phi
      const square = pointwise("square", [x]);
      const bell = pointwise("exp", [pointwise("mul", [square, -0.5])]);
      const density = pointwise("mul", [bell, 1 / Math.sqrt(2 * Math.PI)]);
      const bend = pointwise("mul", [pointwise("sub", [2, square]), density]);
      return [pointwise("mul", [pointwise("mul", [g, h]), bend]), geluSlope(x, h)];
    },
  }, [x, g]);
}

function density64(x: number): number {
  return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}
