import { type Binding, type Gpu, type GpuArray, texelCode, texels } from "../gpu/mod.ts";
import { lanesOfRow } from "./row_kernel.ts";
import numbers from "./access_numbers.wgsl" with { type: "text" };
import texelNumbers from "./access_texel_numbers.wgsl" with { type: "text" };
import texelVectors from "./access_texel_vectors.wgsl" with { type: "text" };
import vectors from "./access_vectors.wgsl" with { type: "text" };
import walkAgain from "./walk_again.wgsl" with { type: "text" };
import walkKept from "./walk_kept.wgsl" with { type: "text" };

/** The matrix a row operation works on: leading axes in one, the last axis apart. */
export interface RowOptions {
  /** How many rows: the product of all axes but the last. */
  rows: number;
  /** Length of a row: the last axis, at least 1 unless there are no rows, at most 2^23. */
  columns: number;
}

/** How a kernel gets at rows: the code that declares a, b and y, and what to give for a and b. */
export interface RowAccess {
  code: readonly string[];
  isByTexels: boolean;
  bind(array: GpuArray<"f32">): Binding;
}

/** Vectors of four that a lane keeps in `walk_kept.wgsl`; with a quarter of them, reading is as quick. */
const KEPT = 16;

/** Elements from which on copying them into a texture is worth it. */
const TEXELS_FROM = 4096;

/** By vectors of four where rows are whole fours; through textures on a CPU, unless there is little. */
export function rowAccess(gpu: Gpu, { rows, columns }: RowOptions): RowAccess {
  const isWhole = columns % 4 === 0;
  const isByTexels = gpu.family === "cpu" && rows * columns >= TEXELS_FROM;
  return isByTexels
    ? { code: [texelCode, isWhole ? texelVectors : texelNumbers], isByTexels, bind: texels }
    : { code: [isWhole ? vectors : numbers], isByTexels, bind: (array) => array };
}

/** How lanes walk over rows of `a` several times. */
export function rowWalk(gpu: Gpu, { isByTexels }: RowAccess, { columns }: RowOptions): string {
  const vectors = columns / 4 / lanesOfRow(gpu);
  const isKept = isByTexels && columns % 4 === 0 && vectors > KEPT / 4 && vectors <= KEPT;
  return isKept ? walkKept : walkAgain;
}
