import * as kernels from "../../rows/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { pointwise } from "./pointwise.ts";
import { rowsOf, rowwise64 } from "./rows.ts";
import { sum } from "./sum.ts";

/**
 * The softmax along the last axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, softmax, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1000, 1000));
 * deepEqual(await read(softmax(x)), Float32Array.of(0.5, 0.5));
 * ```
 */
export function softmax(x: Tensor): Tensor {
  checkF32("take the softmax", x);
  const sizes = rowsOf("take the softmax", x);
  return record({
    name: "softmax",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.softmax(gpu, a, sizes)), x.shape),
    f64: ([a]) => rowwise64(a!.values, sizes, (row) => reference.softmax(row)),
    vjp: (g, y) => [softmaxSlope(y, g)],
  }, [x]);
}

/** y (g - sum y g): symmetric in g and its own cotangent. */
function softmaxSlope(y: Tensor, g: Tensor): Tensor {
  const sizes = rowsOf("take the softmax", y);
  return record({
    name: "softmax gradient",
    shape: y.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (p, dy) => kernels.softmaxGradient(gpu, p, dy, sizes)),
        y.shape,
      ),
    f64: ([p, dy]) =>
      rowwise64(p!.values, sizes, (row, at) => {
        const mean = row.reduce((total, v, i) => total + v * dy!.values[at + i]!, 0);
        return row.map((v, i) => v * (dy!.values[at + i]! - mean));
      }),
    vjp: (h) => {
      const inRows = (v: Tensor) => sum(v, { axes: [-1], keepDims: true });
      const [yg, yh] = [inRows(mul(y, g)), inRows(mul(y, h))];
      return [sub(sub(mul(g, h), mul(yg, h)), mul(yh, g)), softmaxSlope(y, h)];
    },
  }, [y, g]);
}

/**
 * The logarithm of the softmax along the last axis, finite where the softmax is 0.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { logSoftmax, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1000, 0));
 * deepEqual(await read(logSoftmax(x)), Float32Array.of(0, -1000));
 * ```
 */
export function logSoftmax(x: Tensor): Tensor {
  checkF32("take the softmax", x);
  const sizes = rowsOf("take the softmax", x);
  return record({
    name: "logSoftmax",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => kernels.logSoftmax(gpu, a, sizes)), x.shape),
    f64: ([a]) => rowwise64(a!.values, sizes, (row) => reference.logSoftmax(row)),
    vjp: (g, y) => [logSoftmaxSlope(y, g)],
  }, [x]);
}

/** g - exp(y) sum g. */
function logSoftmaxSlope(y: Tensor, g: Tensor): Tensor {
  const sizes = rowsOf("take the softmax", y);
  return record({
    name: "logSoftmax gradient",
    shape: y.shape,
    run: async (gpu, values) =>
      valueOf(
        await withDense(gpu, values, (l, dy) => kernels.logSoftmaxGradient(gpu, l, dy, sizes)),
        y.shape,
      ),
    f64: ([l, dy]) =>
      rowwise64(l!.values, sizes, (row, at) => {
        const total = row.reduce((sofar, _, i) => sofar + dy!.values[at + i]!, 0);
        return row.map((v, i) => dy!.values[at + i]! - Math.exp(v) * total);
      }),
    vjp: (h) => {
      const p = pointwise("exp", [y]);
      const inRows = (v: Tensor) => sum(v, { axes: [-1], keepDims: true });
      const byY = pointwise("neg", [mul(mul(p, h), inRows(g))]);
      return [byY, sub(h, inRows(mul(p, h)))];
    },
  }, [y, g]);
}

const mul = (a: Tensor, b: Tensor) => pointwise("mul", [a, b]);
const sub = (a: Tensor, b: Tensor) => pointwise("sub", [a, b]);
