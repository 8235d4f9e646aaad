import { invert, transformPoint } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import type { SceneView } from "@rederive/lib/scene";
import { featuresOf } from "./features.ts";
import type { MatchedFeatures } from "./matching_head.ts";
import { openRoom, pairsOf, type Room, type RoomPair } from "./rooms.ts";

/** A pair of views with the frozen features of both. */
export type Example = RoomPair & MatchedFeatures;

/** Pairs of views of rooms, with their features; at most so many of each. */
export async function loadPairs(
  gpu: Gpu,
  seeds: readonly number[],
  { most = Infinity }: { most?: number } = {},
): Promise<Example[]> {
  const all: Example[] = [];
  for (const seed of seeds) {
    const room = await openRoom(gpu, { seed });
    all.push(...withFeatures(room, await featuresOf(gpu, room)).slice(0, most));
  }
  return all;
}

/** The pairs of neighbours in a room, with the features of its views. */
export function withFeatures(
  room: Room,
  features: readonly Float32Array<ArrayBuffer>[],
): Example[] {
  const of = (view: SceneView) => features[room.indexOf(view)]!;
  return pairsOf(room).map((pair) => ({
    ...pair,
    features: [of(pair.views[0]), of(pair.views[1])],
  }));
}

/** The points a view shows, (pixels, 3), in the frame of another view's camera. */
export function pointsIn(frame: SceneView, { points }: SceneView): Float32Array<ArrayBuffer> {
  const world = invert(frame.pose);
  const moved = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    moved.set(transformPoint(world, [points[i]!, points[i + 1]!, points[i + 2]!]), i);
  }
  return moved;
}
