import { concat } from "./ops/concat.ts";
import { constant } from "./ops/constant.ts";
import { pad } from "./ops/pad.ts";
import { reshape } from "./ops/reshape.ts";
import type { Tensor } from "./tensor.ts";
import { grad, vjp } from "./vjp.ts";

/**
 * All partial derivatives of `y` for `x`: shape (...y, ...x). Takes a pass back for each element of
 * `y`, so it is for small ones.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { jacobian, matmul, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using a = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * using x = tensor(gpu, Float32Array.of(7, 8), { shape: [2, 1] });
 * deepEqual(await read(jacobian(matmul(a, x), x)), Float32Array.of(1, 2, 3, 4));
 * ```
 */
export function jacobian(y: Tensor, x: Tensor): Tensor {
  const one = constant(y.gpu, 1, [1]);
  const rows = Array.from({ length: y.size }, (_, i) => {
    const unit = reshape(pad(one, [[i, y.size - 1 - i]]), y.shape);
    return reshape(vjp(y, [x], unit)[0]!, [1, x.size]);
  });
  if (rows.length === 0) {
    throw new RangeError(
      `Cannot take the Jacobian of "${y.label}": it is (${y.shape.join(", ")}), wanted elements`,
    );
  }
  return reshape(concat(rows), [...y.shape, ...x.shape]);
}

/**
 * All second derivatives of a single number for `x`: shape (...x, ...x).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { hessian, mul, read, slice, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(3, 5));
 * const product = sum(mul(slice(x, [[0, 1]]), slice(x, [[1, 2]])));
 * deepEqual(await read(hessian(product, x)), Float32Array.of(0, 1, 1, 0));
 * ```
 */
export function hessian(y: Tensor, x: Tensor): Tensor {
  return jacobian(grad(y, [x])[0]!, x);
}
