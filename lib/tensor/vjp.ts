import { isTracking } from "./no_grad.ts";
import { broadcastTo } from "./ops/broadcast_to.ts";
import { constant } from "./ops/constant.ts";
import { detach } from "./ops/detach.ts";
import { pullBack } from "./pull_back.ts";
import { checkF32 } from "./recipe.ts";
import type { Tensor } from "./tensor.ts";

/**
 * The vector-Jacobian product: what the tensors `wrt` get of a cotangent of `y`, which has its shape.
 * Zeros for those `y` does not depend on.
 *
 * @throws {RangeError} when the cotangent has another shape.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { mul, read, tensor, vjp } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * using g = tensor(gpu, Float32Array.of(10, 100));
 * deepEqual(await read(vjp(mul(x, x), [x], g)[0]!), Float32Array.of(20, 400));
 * ```
 */
export function vjp(y: Tensor, wrt: readonly Tensor[], cotangent: Tensor): Tensor[] {
  checkSameShape("pull back", y, cotangent, "the cotangent");
  for (const each of [y, ...wrt]) checkF32("differentiate", each);
  return pullBack(y, wrt, cotangent).map((part, i) => settled(part ?? zerosLike(wrt[i]!)));
}

/**
 * The gradient of a single number for each of the tensors `wrt`, in tensors: it can be differentiated
 * again, and is computed together with `y` when both are evaluated together.
 *
 * @throws {RangeError} when `y` has more than one element.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { grad, mean, readMany, square, sub, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using w = tensor(gpu, Float32Array.of(1, 5));
 * const loss = mean(square(sub(w, 3)));
 * const [slope] = grad(loss, [w]);
 * deepEqual(await readMany([loss, slope!]), [Float32Array.of(4), Float32Array.of(-2, 2)]);
 * ```
 */
export function grad(y: Tensor, wrt: readonly Tensor[]): Tensor[] {
  if (y.size !== 1) {
    throw new RangeError(
      `Cannot take the gradient of "${y.label}": it is (${
        y.shape.join(", ")
      }), wanted one number\n` +
        `Try: sum() or mean() of it, or vjp() with a cotangent`,
    );
  }
  return vjp(y, wrt, constant(y.gpu, 1, y.shape));
}

/** A derivative taken inside `noGrad()` is a constant like all the rest there. */
export function settled(derivative: Tensor): Tensor {
  return isTracking() ? derivative : detach(derivative);
}

/** Zeros of the shape of a tensor; one element in memory. */
export function zerosLike({ gpu, shape }: Tensor): Tensor {
  return broadcastTo(constant(gpu, 0), shape);
}

/** Throws unless a tangent or cotangent has the shape of what it belongs to. */
export function checkSameShape(action: string, of: Tensor, vector: Tensor, name: string): void {
  const { shape } = of;
  if (shape.length === vector.shape.length && shape.every((n, i) => n === vector.shape[i])) return;
  throw new RangeError(
    `Cannot ${action} "${of.label}": ${name} is (${vector.shape.join(", ")}), ` +
      `wanted (${shape.join(", ")})`,
  );
}
