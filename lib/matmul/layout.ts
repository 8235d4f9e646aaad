import type { GpuArray } from "../gpu/mod.ts";

/** A batch of matrices somewhere in an array: how far apart matrices, rows and columns are. */
export interface Layout {
  array: GpuArray<"f32">;
  rows: number;
  columns: number;
  /** 0: one matrix for the whole batch. */
  stride: number;
  row: number;
  column: number;
}

/** One product of a batch as the kernels see it. */
export interface Product {
  batch: number;
  n: number;
  k: number;
  m: number;
  a: Layout;
  b: Layout;
  /** With how many elements of bias from one column to the next. */
  bias: { array: GpuArray<"f32">; column: number } | undefined;
  activation: number;
}

/** The same matrices, rows and columns exchanged. */
export function transposed(layout: Layout): Layout {
  const { rows, columns, row, column } = layout;
  return { ...layout, rows: columns, columns: rows, row: column, column: row };
}

/** The numbers of `Call` in call.wgsl. */
export function callOf({ batch, n, k, m, a, b, bias }: Product): Uint32Array<ArrayBuffer> {
  const sides = [a.stride, a.row, a.column, b.stride, b.row, b.column];
  return Uint32Array.of(batch, n, k, m, ...sides, bias?.column ?? 0, 0);
}

/** The constants that call.wgsl wants. */
export function overridesOf({ bias, activation }: Product): Readonly<Record<string, number>> {
  return { HAS_BIAS: Number(bias !== undefined), ACTIVATION: activation };
}
