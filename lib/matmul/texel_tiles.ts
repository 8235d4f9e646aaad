import { fixedSubgroups } from "../gpu/subgroups.ts";
import { type Gpu, type GpuArray, spread, texelCode, texels } from "../gpu/mod.ts";
import activations from "./activations.wgsl" with { type: "text" };
import call from "./call.wgsl" with { type: "text" };
import { callOf, flopsOf, type Layout, overridesOf, type Product, stretchesOf } from "./layout.ts";
import leftByEach from "./left_by_each.wgsl" with { type: "text" };
import leftByLanes from "./left_by_lanes.wgsl" with { type: "text" };
import { repack } from "./repack.ts";
import code from "./texel_tiles.wgsl" with { type: "text" };

const LANES = 8;

/** Multiplies by tiles that read textures, of matrices either way round; what is no whole texels is copied. */
export async function multiplyTexelTiles(gpu: Gpu, product: Product): Promise<GpuArray<"f32">> {
  const { batch, n, k, m, bias } = product;
  const [wideK, wideM] = [4 * Math.ceil(k / 4), 4 * Math.ceil(m / 4)];
  using a = await asTexels(gpu, product.a, { batch, rows: n, columns: wideK });
  using b = await asTexels(gpu, product.b, { batch, rows: k, columns: wideM });
  const c = gpu.empty("f32", batch * n * m, "product");
  const subgroups = fixedSubgroups(gpu);
  const left = subgroups?.size === LANES ? [subgroups.enable, leftByLanes] : [leftByEach];
  const tiles = batch * Math.ceil(n / 8) * Math.ceil(m / (4 * LANES));
  for (const stretch of stretchesOf({ ...product, a: a.layout, b: b.layout }, 4)) {
    const kernel = await gpu.kernel({
      code: [...left, activations, call, texelCode, code],
      entry: "matmul_texels",
      overrides: {
        ...overridesOf(stretch),
        WORKGROUP_SIZE: LANES,
        LEFT_IS_TURNED: Number(a.layout.column !== 1),
        RIGHT_IS_TURNED: Number(b.layout.column !== 1),
      },
    });
    gpu.run(
      kernel,
      [
        callOf(stretch),
        bias?.array ?? product.a.array, // any, where there is none
        texels(a.layout.array),
        texels(b.layout.array),
        c,
      ],
      spread(tiles, 1),
      { flops: flopsOf(stretch) },
    );
  }
  return c;
}

/** The matrices as whole texels: themselves, or a copy that is disposed with the result. */
async function asTexels(
  gpu: Gpu,
  from: Layout,
  { batch, rows, columns }: { batch: number; rows: number; columns: number },
): Promise<Disposable & { layout: Layout }> {
  const { stride, row, column } = from;
  const isWhole = column === 1 ? row % 4 === 0 : row === 1 && column % 4 === 0;
  if (isWhole && stride % 4 === 0) return { layout: from, [Symbol.dispose]() {} };
  const copies = stride === 0 ? 1 : batch;
  const array = await repack(gpu, from, { batch: copies, rows, columns });
  const layout = {
    array,
    rows,
    columns,
    stride: stride === 0 ? 0 : rows * columns,
    row: columns,
    column: 1,
  };
  return { layout, [Symbol.dispose]: () => array[Symbol.dispose]() };
}
