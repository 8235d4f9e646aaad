import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
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
  /** The terms of each sum that a dispatch adds up: [first, end) of k. */
  first: number;
  end: number;
}

/** The same matrices, rows and columns exchanged. */
export function transposed(layout: Layout): Layout {
  const { rows, columns, row, column } = layout;
  return { ...layout, rows: columns, columns: rows, row: column, column: row };
}

/**
 * The same product in dispatches one after the other, none of which walks further than loops may: each
 * goes on with the sums of the one before, the last has the bias and the activation. A turn of a
 * kernel's loops takes `termsPerTurn` terms or more.
 */
export function* stretchesOf(product: Product, termsPerTurn: number): Generator<Product> {
  const { k } = product;
  const most = termsPerTurn * LONGEST_LOOP;
  let first = 0;
  for (; k - first > most; first += most) {
    yield { ...product, first, end: first + most, bias: undefined, activation: 0 };
  }
  yield { ...product, first, end: k };
}

/** What a dispatch computes. */
export function flopsOf({ batch, n, m, first, end }: Product): number {
  return 2 * batch * n * (end - first) * m;
}

/** The numbers of `Call` in call.wgsl. */
export function callOf(
  { batch, n, k, m, a, b, bias, first, end }: Product,
): Uint32Array<ArrayBuffer> {
  const sides = [a.stride, a.row, a.column, b.stride, b.row, b.column];
  return Uint32Array.of(batch, n, k, m, ...sides, bias?.column ?? 0, first, end);
}

/** The constants that call.wgsl wants. */
export function overridesOf(product: Product): Readonly<Record<string, number>> {
  const { bias, activation, first } = product;
  return {
    HAS_BIAS: Number(bias !== undefined),
    ACTIVATION: activation,
    CONTINUES: Number(first > 0),
  };
}
