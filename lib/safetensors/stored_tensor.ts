import type { Dtype } from "./dtypes.ts";

/** A tensor of a file: a view of the file's bytes, nothing is copied. */
export interface StoredTensor {
  /** Its name in the file. */
  readonly name: string;
  /** Type of the elements. */
  readonly dtype: Dtype;
  /** Sizes of the axes; () is a single number. */
  readonly shape: readonly number[];
  /** The elements row by row, little endian. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Tensors by name: a file's, or several files' put together. */
export type StoredTensors = ReadonlyMap<string, StoredTensor>;

/** What a file holds. */
export interface Safetensors {
  /** By name, in the order of their bytes. */
  readonly tensors: StoredTensors;
  /** The file's own notes. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** How many elements a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}
