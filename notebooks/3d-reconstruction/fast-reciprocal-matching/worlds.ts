import type { Gpu } from "@rederive/lib/gpu";
import { invert, transformPoint } from "@rederive/lib/geometry";
import {
  type Pair,
  searchBothWays,
  type Searches,
  type Tables,
  tablesOf,
} from "@rederive/lib/matching";
import { drawDescriptors } from "./descriptors.ts";
import { type RoomPair, takePair } from "./room_pair.ts";

/** Numbers of a descriptor, as in MASt3R. */
export const WIDTH = 24;

/** A pair of views with a descriptor for every pixel, and all nearest neighbours. */
export interface World extends RoomPair {
  readonly size: number;
  readonly descriptors: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  readonly searches: Searches;
  readonly tables: Tables;
}

/** Takes a pair, makes descriptors up, and searches by brute force. */
export async function makeWorld(
  gpu: Gpu,
  { seed, size = 48, noise = 0.15 }: { seed: number; size?: number; noise?: number },
): Promise<World> {
  const pair = await takePair(gpu, { seed, size });
  const points = [pair.first.points, pair.second.points] as const;
  const descriptors = drawDescriptors(points, { seed, width: WIDTH, noise });
  const searches = searchBothWays(gpu, descriptors, { width: WIDTH });
  return { ...pair, size, descriptors, searches, tables: await tablesOf(searches) };
}

/** The pointmaps of both views, one after the other, in the frame of the first camera. */
export function pointmapsOf({ first, second }: RoomPair): Float64Array {
  const world = invert(first.pose);
  const points = [...first.points, ...second.points];
  const moved = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    moved.set(transformPoint(world, [points[i]!, points[i + 1]!, points[i + 2]!]), i);
  }
  return moved;
}

/** Whether a match is off by at most 1.5 pixels in the second picture. */
export function isRight({ matches, size }: World, [i, j]: Pair): boolean {
  if (!matches.visible[i]) return false;
  const [x, y] = [matches.pixels[2 * i]!, matches.pixels[2 * i + 1]!];
  return Math.hypot(x - (j % size + 0.5), y - (Math.floor(j / size) + 0.5)) <= 1.5;
}

/** The share of matches that are right. */
export function shareRight(world: World, pairs: readonly Pair[]): number {
  return pairs.filter((pair) => isRight(world, pair)).length / pairs.length;
}

/** Descriptors rounded to so many bits, from -1 to 1. */
export function rounded(rows: Float32Array, bits: number): Float32Array<ArrayBuffer> {
  const step = 2 ** (1 - bits);
  return Float32Array.from(rows, (x) => Math.round(x / step) * step);
}
