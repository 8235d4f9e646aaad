import { type Gpu, type GpuArray, type Kernel, spread } from "../gpu/mod.ts";
import activations from "./activations.wgsl" with { type: "text" };
import blocks from "./blocks.wgsl" with { type: "text" };
import call from "./call.wgsl" with { type: "text" };
import { callOf, flopsOf, type Layout, overridesOf, type Product, stretchesOf } from "./layout.ts";
import { repack } from "./repack.ts";

/** Multiplies by blocks, which want k and m in fours and rows that lie densely: what is not so is copied. */
export async function multiplyBlocks(gpu: Gpu, product: Product): Promise<GpuArray<"f32">> {
  const { batch, n, k, m } = product;
  const [wideK, wideM] = [roundUp(k, 4), roundUp(m, 4)];
  using a = await densePart(gpu, product.a, { batch, rows: n, columns: wideK });
  using b = await densePart(gpu, product.b, { batch, rows: wideK, columns: wideM });
  const wide = { ...product, k: wideK, m: wideM, a: a.layout, b: b.layout };
  const c = gpu.empty("f32", batch * n * wideM, "product");
  // The columns of padding read a bias that exists.
  const bias = product.bias?.array ?? a.layout.array;
  for (const stretch of stretchesOf(wide, 2)) {
    const { kernel, tiles } = await chooseBlocks(gpu, stretch);
    gpu.run(
      kernel,
      [callOf(stretch), bias, a.layout.array, b.layout.array, c],
      spread(tiles, 1),
      { flops: flopsOf({ ...stretch, m }) },
    );
  }
  if (wideM === m) return c;
  using padded = c;
  const from = { array: padded, rows: n, columns: wideM, stride: n * wideM, row: wideM, column: 1 };
  return await repack(gpu, from, { batch, rows: n, columns: m });
}

async function chooseBlocks(gpu: Gpu, product: Product) {
  const { batch, n, m } = product;
  const count = (side: number) => batch * Math.ceil(n / side) * Math.ceil(m / side);
  // Large blocks reuse more of what they read, when there are enough to keep a GPU busy.
  const side = n > 64 && m > 64 && count(128) >= 128 ? 128 : 64;
  const kernel: Kernel = await gpu.kernel({
    code: [activations, call, blocks],
    entry: "matmul_blocks",
    overrides: { ...overridesOf(product), SIDE: side },
  });
  return { kernel, tiles: count(side) };
}

/** The matrices as the tiles want them: themselves, or a copy that is disposed with the result. */
async function densePart(
  gpu: Gpu,
  from: Layout,
  { batch, rows, columns }: { batch: number; rows: number; columns: number },
): Promise<Disposable & { layout: Layout }> {
  const isDense = from.column === 1 && from.row === columns && from.rows === rows;
  if (isDense) return { layout: from, [Symbol.dispose]() {} };
  const copies = from.stride === 0 ? 1 : batch;
  const array = await repack(gpu, from, { batch: copies, rows, columns });
  const stride = from.stride === 0 ? 0 : rows * columns;
  return {
    layout: { array, rows, columns, stride, row: columns, column: 1 },
    [Symbol.dispose]: () => array[Symbol.dispose](),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
