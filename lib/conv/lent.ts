import type { GpuArray } from "../gpu/mod.ts";

/** An array for the length of a scope: a caller's, which stays, or one that was made for it. */
export interface Lent extends Disposable {
  readonly array: GpuArray<"f32">;
}

/** The caller's array. */
export function borrowed(array: GpuArray<"f32">): Lent {
  return { array, [Symbol.dispose]() {} };
}

/** An array nobody else has. */
export function owned(array: GpuArray<"f32">): Lent {
  return { array, [Symbol.dispose]: () => array[Symbol.dispose]() };
}
