import { type Binding, type Gpu, type GpuArray, texelCode, texels } from "../gpu/mod.ts";
import numbers from "./cell_number.wgsl" with { type: "text" };
import vectors from "./cell_vector.wgsl" with { type: "text" };
import arrays from "./reads_arrays.wgsl" with { type: "text" };
import textures from "./reads_texels.wgsl" with { type: "text" };

/** How kernels of a device read entries and rows of a width. */
export interface Reads {
  /** Cells a row: vectors of four where the width is so, or numbers. */
  cells: number;
  /** What stands before the kernel. */
  texts: readonly string[];
  /** What is bound for an array. */
  bind: (array: GpuArray) => Binding;
}

/** Chooses cells by the width, and textures on a CPU, where they are read seven times as fast. */
export function readsOf(gpu: Gpu, width: number): Reads {
  const [cells, cell] = width % 4 === 0 ? [width / 4, vectors] : [width, numbers];
  return gpu.family === "cpu"
    ? { cells, texts: [cell, texelCode, textures], bind: texels }
    : { cells, texts: [cell, arrays], bind: (array) => array };
}
