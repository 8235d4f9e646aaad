import type { Gpu } from "@rederive/lib/gpu";
import { type Pair, searchBothWays } from "@rederive/lib/matching";
import type { Tensor } from "@rederive/lib/tensor";
import { CHANNELS } from "./features.ts";
import type { Example } from "./load.ts";
import { SIZE } from "./rooms.ts";
import { applyHead } from "./train_head.ts";

/** Descriptors of one view of an example. */
export type Described = Float32Array<ArrayBuffer> | Promise<Float32Array<ArrayBuffer>>;

/** Gives descriptors of the pixels of either view. */
export type Descriptor = (example: Example, side: 0 | 1) => Described;

/** What a head makes of the features of an example. */
export function withHead(gpu: Gpu, forward: (x: Tensor) => Tensor): Descriptor {
  return ({ features }, side) => applyHead(gpu, forward, { rows: features[side], width: CHANNELS });
}

/** For every true pair of all examples, how many pixels the nearest descriptor is off. */
export async function missesBy(
  gpu: Gpu,
  examples: readonly Example[],
  of: Descriptor,
): Promise<number[]> {
  const all: number[] = [];
  for (const example of examples) {
    const descriptors = [await of(example, 0), await of(example, 1)] as const;
    all.push(...await missesOf(gpu, descriptors, example.pairs));
  }
  return all;
}

/** For each true pair, how many pixels of the second view the nearest is off. */
export async function missesOf(
  gpu: Gpu,
  descriptors: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>],
  pairs: readonly Pair[],
): Promise<number[]> {
  const width = descriptors[0].length / SIZE ** 2;
  using searches = searchBothWays(gpu, descriptors, { width });
  const found = await searches.there(pairs.map(([i]) => i));
  return pairs.map(([, j], n) => {
    const at = found[n]!;
    return Math.hypot(at % SIZE - j % SIZE, Math.floor(at / SIZE) - Math.floor(j / SIZE));
  });
}

/** The share that is off by at most so many pixels. */
export function recallOf(misses: readonly number[], within = 1): number {
  return misses.filter((miss) => miss <= within).length / misses.length;
}
