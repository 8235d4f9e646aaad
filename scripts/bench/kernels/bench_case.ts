import type { Gpu, GpuArray, HostArray } from "@rederive/lib/gpu";

/** What a side made: arrays on the GPU or in memory; nothing where it keeps them to itself. */
export type Made = void | GpuArray | HostArray | readonly (GpuArray | HostArray)[];

/** The same work twice: on the GPU and in plain TypeScript; and in words, for other libraries. */
export interface BenchCase {
  name: string;
  /** How much of it, for people. */
  size: string;
  /** Enqueues the work on data that is already on the GPU. What it returns is disposed of. */
  gpu: () => Promise<Made>;
  /** The straightforward loop over typed arrays. */
  plain: () => Made;
  /** The time of the GPU includes reading back what it made. */
  readback?: boolean;
  /** How many steps one run takes; times are for one step. 1 unless given. */
  steps?: number;
  /** How other libraries can do it; they are not asked where this is missing. */
  peers?: PeerWork;
}

/** Work as it is told to other libraries, which must make the same as `gpu()` does. */
export interface PeerWork {
  /** A name in `tasks` of scripts/bench/peers. */
  task: string;
  inputs: readonly Shaped[];
  options?: Readonly<Record<string, number>>;
  /**
   * How far an element may be from ours, as a share of our largest; 1e-5 unless given: f32 sums of
   * some thousand terms in another order.
   */
  tolerance?: number;
}

/** Elements and the sizes of their axes. */
export interface Shaped {
  data: HostArray;
  shape: readonly number[];
}

/** Puts data on the GPU and in memory, once. */
export type MakeCase = (gpu: Gpu) => Promise<BenchCase>;
