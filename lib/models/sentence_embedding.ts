import { max, mul, reshape, rsqrt, square, sum, type Tensor } from "../tensor/mod.ts";
import { sent } from "../tensor/ops/sent.ts";

/**
 * One vector of length 1 for each text, as sentence-transformers makes it: the mean over the tokens
 * that are no padding, (B, T, C) to (B, C).
 *
 * @throws {RangeError} when the mask has other sizes than the tokens.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { sentenceEmbedding } from "@rederive/lib/models";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using last = tensor(gpu, Float32Array.of(2, 0, 4, 0, 9, 9), { shape: [1, 3, 2] });
 * const mask = Int32Array.of(1, 1, 0); // the third token is padding
 * deepEqual(await read(sentenceEmbedding(last, mask)), Float32Array.of(1, 0));
 * ```
 */
export function sentenceEmbedding(last: Tensor, mask: Int32Array): Tensor {
  const [batch, time] = last.shape as [number, number, number];
  if (last.shape.length !== 3 || mask.length !== batch * time) {
    throw new RangeError(
      `Cannot embed sentences: "${last.label}" is (${last.shape.join(", ")}) and the mask has ` +
        `${mask.length} elements, wanted (B, T, C) and B T`,
    );
  }
  const weights = Float32Array.from(mask, (value, i) => {
    const row = Math.floor(i / time);
    const count = mask.subarray(row * time, (row + 1) * time).reduce(
      (total, one) => total + one,
      0,
    );
    return value / Math.max(count, 1e-9);
  });
  const shares = reshape(sent(last.gpu, "mask", weights, [batch, time]), [batch, time, 1]);
  return normalised(sum(mul(last, shares), { axes: [1] }));
}

/**
 * Rows of length 1, (..., C); a row shorter than 1e-12 stays short.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { normalised } from "@rederive/lib/models";
 * import { read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(0, -8), { shape: [1, 2] });
 * deepEqual(await read(normalised(x)), Float32Array.of(0, -1));
 * ```
 */
export function normalised(x: Tensor): Tensor {
  const squares = sum(square(x), { axes: [-1], keepDims: true });
  return mul(x, rsqrt(max(squares, 1e-24)));
}
