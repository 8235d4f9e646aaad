import type { Gpu, GpuArray } from "@rederive/lib/gpu";

/** One line of the index of kernels: what a program calls, and what it can rely on. */
export interface Entry {
  /** Its name, as its part exports it; a method as `Class.method`. */
  op: string;
  part: string;
  /** What goes in → what comes out. Elements are f32 unless another type is named. */
  shapes: string;
  /** What it refuses, beyond what one binding holds. */
  limits?: string;
  /** Asks for more than `limits`: the error must name every number of them. */
  refused?: (gpu: Gpu) => Promise<unknown>;
  /** How far results may be off, as `test` holds them to it. */
  accuracy: string;
  /** Below `tests/`: what derives the bound and compares with the reference. */
  test: string;
  /** The module beside it that names the operation, where the test does not. */
  names?: string;
  /** Calls it at sizes that need each of its kernels. */
  run(gpu: Gpu): Promise<unknown>;
}

/** Numbers to call an operation with; what they are does not matter. */
export function numbers(gpu: Gpu, length: number): GpuArray<"f32"> {
  return gpu.array(Float32Array.from({ length }, (_, i) => Math.sin(i + 1)));
}

/** Nothing is rounded. */
export const EXACT = "exact";
