import * as kernels from "../../attention/mod.ts";
import * as reference from "../../reference/mod.ts";
import { checkF32, record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { rowwise64 } from "./rows.ts";

/** Where the rows of `rope()` stand. */
export interface RotaryOptions {
  /** Position of the first row of time, as after a cache; 0 unless given. */
  start?: number;
  /** What the angles' wavelengths grow to; 10000 unless given. */
  base?: number;
}

/**
 * Rotary positions, rotate-half, of (..., T, D): turns (x[c], x[c + D/2]) by (start + t) base^(-2c/D),
 * so that the product of a query and a key depends on how far apart they stand.
 *
 * @throws {RangeError} when D is odd.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, rope, tensor } from "@rederive/lib/tensor";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 0, 1, 0), { shape: [2, 2] });
 * const [, , cosine] = await read(rope(x));
 * if (Math.abs(cosine! - Math.cos(1)) > 1e-6) throw new Error(`${cosine}`);
 * ```
 */
export function rope(x: Tensor, { start = 0, base = 10_000 }: RotaryOptions = {}): Tensor {
  return turned(x, { start, base }, 1);
}

function turned(x: Tensor, { start, base }: Required<RotaryOptions>, sign: 1 | -1): Tensor {
  checkF32("turn by position", x);
  const [time, width] = x.shape.slice(-2) as [number, number];
  if (x.shape.length < 2 || width % 2 !== 0) {
    throw new RangeError(
      `Cannot turn "${x.label}" by position: it is (${x.shape.join(", ")}), ` +
        `wanted (..., T, D) with an even D`,
    );
  }
  const rows = sizeOf(x.shape.slice(0, -2));
  const turn = sign > 0 ? kernels.rope : kernels.ropeGradient;
  const options = { rows, time, width, start, base };
  return record({
    name: sign > 0 ? "rope" : "rope gradient",
    shape: x.shape,
    run: async (gpu, values) =>
      valueOf(await withDense(gpu, values, (a) => turn(gpu, a, options)), x.shape),
    f64: ([a]) =>
      rowwise64(a!.values, { rows: rows * time, columns: width }, (row, at) => {
        const position = sign * (start + (at / width) % time);
        return reference.rope(row, { position, base });
      }),
    vjp: (g) => [turned(g, { start, base }, sign > 0 ? -1 : 1)],
  }, [x]);
}
