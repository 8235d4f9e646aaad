import { assignClusters } from "../cluster/mod.ts";
import type { Gpu } from "../gpu/mod.ts";

/** Finds the nearest descriptor of the other picture for each of some pixels. */
export type Search = (pixels: ArrayLike<number>) => Promise<Uint32Array>;

/** Searches between two pictures. */
export interface Searches extends Disposable {
  /** From pixels of the first picture to their nearest in the second. */
  readonly there: Search;
  /** From pixels of the second picture to their nearest in the first. */
  readonly back: Search;
  /** Descriptors of the first and of the second picture. */
  readonly counts: readonly [first: number, second: number];
  /** Distances worked out so far. */
  readonly compared: () => number;
}

/** Size of descriptors. */
export interface SearchOptions {
  /** D, numbers of a descriptor. */
  width: number;
}

/**
 * Exact nearest neighbours between descriptors (N, D) and (M, D), by comparing with all on the GPU:
 * by Euclidean distance, which orders descriptors of length 1 as their inner product does. Of
 * equally near ones the first is found, so that walks there and back cannot circle.
 *
 * @throws {RangeError} when rows do not have `width` numbers, there are none, or a pixel has no row.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { searchBothWays } from "@rederive/lib/matching";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const descriptors = [Float32Array.of(0, 0, 3, 4), Float32Array.of(3, 3)] as const;
 * using searches = searchBothWays(gpu, descriptors, { width: 2 });
 * deepEqual([...await searches.there([0, 1])], [0, 0]);
 * deepEqual([...await searches.back([0])], [1]);
 * deepEqual(searches.compared(), 4);
 * ```
 */
export function searchBothWays(
  gpu: Gpu,
  [first, second]: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>],
  { width }: SearchOptions,
): Searches {
  const counts = [countRows("first", first, width), countRows("second", second, width)] as const;
  const arrays = [gpu.array(first, "descriptors 1"), gpu.array(second, "descriptors 2")] as const;
  let compared = 0;
  const search = (own: Float32Array, side: 0 | 1): Search => async (pixels) => {
    const rows = rowsAt(own, pixels, width);
    using asked = gpu.array(rows, "descriptors asked for");
    compared += pixels.length * counts[side];
    const { labels, distances } = await assignClusters(gpu, asked, arrays[side], { width });
    using found = labels;
    using _ = distances;
    return (await gpu.read(found)).slice();
  };
  return {
    there: search(first, 1),
    back: search(second, 0),
    counts,
    compared: () => compared,
    [Symbol.dispose]() {
      for (const array of arrays) array[Symbol.dispose]();
    },
  };
}

function countRows(which: string, { length }: Float32Array, width: number): number {
  if (Number.isInteger(width) && width > 0 && length > 0 && length % width === 0) {
    return length / width;
  }
  throw new RangeError(
    `Cannot search among descriptors: the ${which} picture has ${length} numbers in rows of ` +
      `${width}, wanted at least one whole row`,
  );
}

function rowsAt(rows: Float32Array, pixels: ArrayLike<number>, width: number) {
  const taken = new Float32Array(pixels.length * width);
  for (let i = 0; i < pixels.length; i++) {
    const from = pixels[i]! * width;
    if (!(from >= 0 && from + width <= rows.length)) {
      throw new RangeError(
        `Cannot search among descriptors: pixel ${pixels[i]} is asked for, ` +
          `wanted one of ${rows.length / width}`,
      );
    }
    taken.set(rows.subarray(from, from + width), i * width);
  }
  return taken;
}
