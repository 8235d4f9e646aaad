import { withTracking } from "./no_grad.ts";
import { pointwise } from "./ops/pointwise.ts";
import { sum } from "./ops/sum.ts";
import { pullBack } from "./pull_back.ts";
import { checkF32, record } from "./recipe.ts";
import type { Tensor } from "./tensor.ts";
import { checkSameShape, grad, settled, zerosLike } from "./vjp.ts";

/**
 * The Jacobian-vector product, forward mode: how `y` moves when each of the tensors `wrt` moves along
 * its tangent. It is the transpose of `vjp()`, which is linear in its cotangent; no step of the way
 * back is computed.
 *
 * @throws {RangeError} when tangents do not have the shapes of `wrt`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { jvp, mul, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * using v = tensor(gpu, Float32Array.of(10, 100));
 * deepEqual(await read(jvp(mul(x, x), [x], [v])), Float32Array.of(20, 400));
 * ```
 */
export function jvp(y: Tensor, wrt: readonly Tensor[], tangents: readonly Tensor[]): Tensor {
  checkTangents(wrt, tangents);
  checkF32("differentiate", y);
  const u = unknownLike(y);
  let moved: Tensor | undefined;
  for (const [i, pulled] of pullBack(y, wrt, u).entries()) {
    const part = pulled && pullBack(pulled, [u], tangents[i]!, { cut: true })[0];
    if (part) moved = moved ? pointwise("add", [moved, part]) : part;
  }
  return settled(moved ?? zerosLike(y));
}

/**
 * The Hessian-vector product of a single number: how its gradient for each of `wrt` moves when they
 * move along `vectors`. Costs a few gradients, whatever the size of the Hessian.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { hvp, mul, read, square, sum, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2));
 * using v = tensor(gpu, Float32Array.of(1, 10));
 * const cubes = sum(mul(x, square(x))); // its Hessian is 6 x on the diagonal
 * deepEqual(await read(hvp(cubes, [x], [v])[0]!), Float32Array.of(6, 120));
 * ```
 */
export function hvp(y: Tensor, wrt: readonly Tensor[], vectors: readonly Tensor[]): Tensor[] {
  checkTangents(wrt, vectors);
  const second = withTracking(() => {
    const along = grad(y, wrt)
      .map((slope, i) => sum(pointwise("mul", [slope, vectors[i]!])))
      .reduce((p, q) => pointwise("add", [p, q]));
    return grad(along, wrt);
  });
  return second.map(settled);
}

/** A tensor that stands for any value: nothing that is computed may need it. */
function unknownLike({ gpu, shape }: Tensor): Tensor {
  const refuse = () => {
    throw new TypeError("Cannot evaluate a stand-in: a derivative is not linear in its cotangent");
  };
  return record({ name: "stand-in", shape, run: refuse, f64: refuse, vjp: () => [] }, [], gpu);
}

function checkTangents(wrt: readonly Tensor[], tangents: readonly Tensor[]): void {
  if (wrt.length !== tangents.length || wrt.length === 0) {
    throw new RangeError(
      `Cannot move ${wrt.length} tensors along ${tangents.length} tangents: wanted one each`,
    );
  }
  for (const [i, tensor] of wrt.entries()) {
    checkF32("differentiate", tensor);
    checkSameShape("move", tensor, tangents[i]!, "the tangent");
  }
}
