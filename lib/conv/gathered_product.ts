import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import activations from "../rows/activations.wgsl" with { type: "text" };
import callCode from "./gathered_call.wgsl" with { type: "text" };
import rowCode from "./gathered_row.wgsl" with { type: "text" };
import tilesCode from "./gathered_tiles.wgsl" with { type: "text" };

/** One side of a gathered product: how far apart rows, groups and images lie. */
interface Strided {
  array: GpuArray<"f32">;
  group: number;
  /** 0: the same for all images. */
  image: number;
}

/** A product of matrices of which the right one is read where it lies, by two tables of places. */
export interface GatheredProduct {
  groups: number;
  images: number;
  /** The first image; 0 unless given. */
  first?: number;
  /** Rows of the product, in each group. */
  n: number;
  a: Strided & { row: number };
  x: Strided;
  /** For each term of a sum, what it adds to the places in a and in x: 2 k numbers. */
  inner: Uint32Array<ArrayBuffer>;
  /** For each column of the product, its place in x: m numbers. */
  outer: Uint32Array<ArrayBuffer>;
  /** One number a row, over all groups. */
  bias?: GpuArray<"f32"> | undefined;
  activation?: number;
  /** Whether all images are summed. */
  isSummed?: boolean;
  label: string;
}

/** As it is in gathered_call.wgsl. */
const HAS_BIAS = 0x10000;
const GOES_ON = 0x20000;

/**
 * c[part, g, n, m] as gathered_call.wgsl says: (images, groups, n, m), or, where all images are summed,
 * (parts, groups, n, m) of which the sum over parts is wanted.
 */
export async function gatheredProduct(
  gpu: Gpu,
  product: GatheredProduct,
): Promise<GpuArray<"f32">> {
  const { groups, images, first = 0, n, a, x, inner, outer, bias, activation = 0 } = product;
  const [k, m] = [inner.length / 2, outer.length];
  const { parts, chunk, repeats } = product.isSummed
    ? splitSum(gpu, { images, k, groups, n, m })
    : { parts: images, chunk: LONGEST_LOOP, repeats: 1 };
  const c = gpu.empty("f32", parts * groups * n * m, product.label);
  if (c.length === 0) return c;
  const isRow = n === 1;
  const workgroupSize = gpu.family === "cpu" ? 8 : m > 256 ? 64 : 16;
  const kernel = await gpu.kernel({
    code: [activations, callCode, isRow ? rowCode : tilesCode],
    entry: isRow ? "gathered_row" : "gathered_tiles",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const [rows, columns] = isRow ? [1, 4] : [8, 8];
  const tiles = Math.ceil(n / rows) * Math.ceil(m / (columns * workgroupSize));
  const turns = images * Math.ceil(k / chunk);
  let turn = 0;
  do {
    const isLast = turn + parts * repeats >= turns;
    const finish = (isLast && bias ? HAS_BIAS : 0) + (turn > 0 ? GOES_ON : 0) +
      (isLast ? activation : 0);
    // deno-fmt-ignore
    const call = Uint32Array.of(
      parts, groups, n, k, m, images, first, turn, chunk, repeats,
      a.row, a.group, a.image, x.group, x.image, finish,
    );
    gpu.run(
      kernel,
      [call, inner, outer, bias ?? a.array, a.array, x.array, c],
      spread(parts * groups * tiles, 1),
    );
    turn += parts * repeats;
  } while (turn < turns);
  return c;
}

/** Terms a turn adds up at most where all images are summed. */
const PIXELS = 1024;
/** Bytes of sums that are still to be added up. */
const MOST_BYTES = 2 ** 25;

/** Into how many parts a sum over images is split: enough to keep the device busy, not more. */
function splitSum(
  gpu: Gpu,
  { images, k, groups, n, m }: { images: number; k: number; groups: number; n: number; m: number },
): { parts: number; chunk: number; repeats: number } {
  const chunk = Math.max(1, Math.min(k, PIXELS));
  const turns = images * Math.ceil(k / chunk);
  const tiles = groups * Math.ceil(n / 8) * Math.ceil(m / 64);
  const busy = Math.ceil((gpu.family === "cpu" ? 32 : 2048) / Math.max(1, tiles));
  const fitting = Math.floor(MOST_BYTES / Math.max(1, 4 * groups * n * m));
  const parts = Math.max(1, Math.min(turns, busy, fitting));
  // A turn costs its loop two more than its terms.
  const repeats = Math.min(Math.ceil(turns / parts), Math.ceil(LONGEST_LOOP / (chunk + 2)));
  return { parts, chunk, repeats: Math.max(1, repeats) };
}
