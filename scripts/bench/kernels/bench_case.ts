import type { Gpu } from "@rederive/lib/gpu";

/** The same work twice: on the GPU and in plain TypeScript. */
export interface BenchCase {
  name: string;
  /** How much of it, for people. */
  size: string;
  /** Enqueues the work on data that is already on the GPU, and disposes what it made. */
  gpu: () => Promise<void>;
  /** The straightforward loop over typed arrays. */
  plain: () => void;
}

/** Puts data on the GPU and in memory, once. */
export type MakeCase = (gpu: Gpu) => Promise<BenchCase>;
