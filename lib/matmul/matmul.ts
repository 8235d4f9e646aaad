import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, type Kernel, spread } from "../gpu/mod.ts";
import { type Activation, activationNumber } from "./activations.ts";
import activations from "./activations.wgsl" with { type: "text" };
import { rowKernel } from "../rows/row_kernel.ts";
import { multiplyBlocks } from "./block_tiles.ts";
import call from "./call.wgsl" with { type: "text" };
import dots from "./dots.wgsl" with { type: "text" };
import {
  callOf,
  flopsOf,
  type Layout,
  overridesOf,
  type Product,
  stretchesOf,
  transposed,
} from "./layout.ts";
import strips from "./strips.wgsl" with { type: "text" };
import { multiplyTexelTiles } from "./texel_tiles.ts";

/** Sizes of a product (n, k) by (k, m), and what is done with it. */
export interface MatmulOptions {
  /** Rows of op(a) and of the product. */
  n: number;
  /** Columns of op(a), rows of op(b): what is summed over. */
  k: number;
  /** Columns of op(b) and of the product. */
  m: number;
  /** How many products; 1 unless given. */
  batch?: number;
  /** Each matrix of `a` is stored as (k, n). */
  transposeA?: boolean;
  /** Each matrix of `b` is stored as (m, k), as the weights of a linear layer are. */
  transposeB?: boolean;
  /** m numbers, added to every row of the product. */
  bias?: GpuArray<"f32">;
  /** Applied to every element last; "none" unless given. */
  activation?: Activation;
}

/**
 * Multiplies matrices of any size, f32: c[t] = f(op(a[t]) op(b[t]) + bias), row by row. Either side may
 * be a single matrix, used for the whole batch. |error| <= gamma(k + 1) sum |a||b| elementwise before
 * bias and activation.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { matmul } from "@rederive/lib/matmul";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3, 4, 5, 6)); // (n, k) = (2, 3)
 * using w = gpu.array(Float32Array.of(1, 0, -1, 2, 2, -9)); // (m, k) = (2, 3), as a layer stores it
 * using bias = gpu.array(Float32Array.of(0.5, 1));
 * const sizes = { n: 2, k: 3, m: 2 };
 * using y = await matmul(gpu, x, w, { ...sizes, transposeB: true, bias, activation: "relu" });
 * deepStrictEqual([...await gpu.read(y)], [0, 0, 0, 0]);
 * using linear = await matmul(gpu, x, w, { ...sizes, transposeB: true });
 * deepStrictEqual([...await gpu.read(linear)], [-2, -21, -2, -36]);
 * ```
 */
export async function matmul(
  gpu: Gpu,
  a: GpuArray<"f32">,
  b: GpuArray<"f32">,
  options: MatmulOptions,
): Promise<GpuArray<"f32">> {
  const product = productOf(gpu, a, b, options);
  const { batch, n, k, m } = product;
  if (batch * n * m === 0) return gpu.empty("f32", 0, "product");
  if (n === 1 && k >= 32 && product.b.row === 1) return await multiplyDots(gpu, product);
  // Below, copying costs more than it saves, or a GPU's tile would be mostly overhang. On a CPU few rows
  // or columns are no reason, for strips read a number at a time: 3 to 35 times as long.
  const isNarrow = gpu.family === "gpu" && (n < 4 || m < 16);
  const isSmall = isNarrow || n * k * m <= SMALL;
  if (isSmall || k === 0) return await multiplyStrips(gpu, product);
  return gpu.family === "cpu"
    ? await multiplyTexelTiles(gpu, product)
    : await multiplyBlocks(gpu, product);
}

/** Multiplications under which one dispatch with any strides is taken instead of copies and tiles. */
const SMALL = 2 ** 15;

function productOf(
  gpu: Gpu,
  a: GpuArray<"f32">,
  b: GpuArray<"f32">,
  options: MatmulOptions,
): Product {
  const { n, k, m, batch = 1, transposeA = false, transposeB = false, bias } = options;
  checkSizes("multiply", { n, k, m, batch });
  const activation = activationNumber("multiply", options.activation ?? "none");
  const left = layoutOf(gpu, "a", a, { rows: n, columns: k, batch, transpose: transposeA });
  const right = layoutOf(gpu, "b", b, { rows: k, columns: m, batch, transpose: transposeB });
  if (bias) {
    checkArray(gpu, "multiply", "bias", bias, { type: "f32", length: m, shape: `(m) = (${m})` });
  }
  checkBinding(gpu, "multiply", "the product", batch * n * m * 4);
  const all = { batch, k, activation, first: 0, end: k };
  // A column is a row of the transpose: c^T = b^T a^T, in the same order in memory.
  if (m === 1 && n > 1) {
    const [a, b] = [transposed(right), transposed(left)];
    const same = bias && { array: bias, column: 0 };
    return { ...all, n: 1, m: n, a, b, bias: same };
  }
  const wide = bias && { array: bias, column: 1 };
  return { ...all, n, m, a: left, b: right, bias: wide };
}

function layoutOf(
  gpu: Gpu,
  name: string,
  array: GpuArray<"f32">,
  sides: { rows: number; columns: number; batch: number; transpose: boolean },
): Layout {
  const { rows, columns, batch, transpose } = sides;
  const size = rows * columns;
  const shape = transpose ? `(${columns}, ${rows})` : `(${rows}, ${columns})`;
  checkArray(gpu, "multiply", name, array, {
    type: "f32",
    length: size * batch,
    orLength: size,
    shape: batch === 1 ? shape : `${shape} once or ${batch} times`,
  });
  const stride = array.length === size * batch && batch > 1 ? size : 0;
  const [row, column] = transpose ? [1, rows] : [columns, 1];
  return { array, rows, columns, stride, row, column };
}

async function multiplyStrips(gpu: Gpu, product: Product): Promise<GpuArray<"f32">> {
  const { batch, n, m } = product;
  const workgroupSize = gpu.family === "cpu" ? 8 : 64;
  const tiles = batch * Math.ceil(n / 4) * Math.ceil(m / workgroupSize);
  return await run(gpu, stretchesOf(product, 1), tiles, (stretch) =>
    gpu.kernel({
      code: [activations, call, strips],
      entry: "matmul_strips",
      overrides: { ...overridesOf(stretch), WORKGROUP_SIZE: workgroupSize },
    }));
}

async function multiplyDots(gpu: Gpu, product: Product): Promise<GpuArray<"f32">> {
  const tiles = product.batch * Math.ceil(product.m / 4);
  // Four lanes or more take a term each.
  return await run(
    gpu,
    stretchesOf(product, 4),
    tiles,
    (stretch) => rowKernel(gpu, [activations, call, dots], "matmul_dots", overridesOf(stretch)),
  );
}

async function run(
  gpu: Gpu,
  stretches: Iterable<Product>,
  tiles: number,
  kernelOf: (stretch: Product) => Promise<Kernel>,
): Promise<GpuArray<"f32">> {
  let c: GpuArray<"f32"> | undefined;
  for (const stretch of stretches) {
    const { batch, n, m, a, b, bias } = stretch;
    const kernel = await kernelOf(stretch);
    c ??= gpu.empty("f32", batch * n * m, "product");
    gpu.run(
      kernel,
      [callOf(stretch), bias?.array ?? a.array, a.array, b.array, c],
      spread(tiles, 1),
      { flops: flopsOf(stretch) },
    );
  }
  return c!;
}
