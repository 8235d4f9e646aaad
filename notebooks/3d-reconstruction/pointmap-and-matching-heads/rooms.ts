import { lookAt, pinhole } from "@rederive/lib/camera";
import type { Pose } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { type Pair, truePairs } from "@rederive/lib/matching";
import { foldIn, key, stream } from "@rederive/lib/random";
import { randomRoom, readViews, type SceneView } from "@rederive/lib/scene";

/** Pixels along an edge of a picture. */
export const SIZE = 32;
const CAMERA = pinhole({ width: SIZE, height: SIZE, fieldOfView: 1.2 });

/** Two views of a room, as each camera took them, and the pixels that show the same. */
export interface RoomPair {
  readonly views: readonly [SceneView, SceneView];
  readonly pairs: readonly Pair[];
}

/** Views of one room, in order along a ring around its middle. */
export type Room = readonly SceneView[];

/**
 * A random room, seen from a ring of places that look across its middle; those that stand free. Every
 * picture is taken with a camera of its own: colours of one point differ from view to view.
 */
export async function openRoom(
  gpu: Gpu,
  { seed, places = 16 }: { seed: number; places?: number },
): Promise<Room> {
  const own = foldIn(key(seed), 51);
  for (let attempt = 0; attempt < 50; attempt++) {
    const scene = randomRoom(stream(foldIn(own, attempt)), { solids: 5 });
    const views = await readViews(gpu, scene, { camera: CAMERA, poses: ring(places, 2.5) });
    const free = views.filter(standsFree);
    if (free.length < places / 2) continue;
    const random = stream(foldIn(own, 100 + attempt));
    return free.map((view) => taken(view, random));
  }
  throw new RangeError(`Cannot open a room: 50 rooms of seed ${seed} had too few free places`);
}

/** Places on a circle that look across its middle. */
export function ring(count: number, radius: number): Pose[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = 2 * Math.PI * i / count;
    return lookAt({
      from: [radius * Math.cos(angle), radius * Math.sin(angle), 1.6],
      at: [0, 0, 1],
    });
  });
}

/** Neighbours of the ring that share at least a third of their pixels. */
export function pairsOf(room: Room): RoomPair[] {
  return room.flatMap((first, i): RoomPair[] => {
    const second = room[(i + 1) % room.length]!;
    const pairs = truePairs(first, second);
    return pairs.length > SIZE ** 2 / 3 ? [{ views: [first, second], pairs }] : [];
  });
}

/** Nothing within 60 cm of the camera, which would fill the picture. */
export function standsFree({ depth }: SceneView): boolean {
  return depth.every((z) => z > 0.6);
}

/**
 * A view as a camera of its own takes it: its filters mix the colours, its curve bends them, by up to a
 * factor of 1.5 in the exponent, and its sensor adds noise of half a percent.
 */
export function taken(view: SceneView, random: { uniform(): number; normal(): number }): SceneView {
  const between = (a: number, b: number) => a + (b - a) * random.uniform();
  const exposure = between(0.7, 1.2);
  const mix = Array.from({ length: 9 }, (_, n) => (n % 4 === 0 ? 1 : 0) + between(-MIX, MIX));
  const gamma = 1.5 ** between(-1, 1);
  const rgb = view.rgb.map((_, n) => {
    const from = n - n % 3;
    const light = [0, 1, 2].reduce(
      (sum, k) => sum + mix[3 * (n % 3) + k]! * view.rgb[from + k]!,
      0,
    );
    return exposure * Math.max(0, light) ** gamma + 0.005 * random.normal();
  });
  return { ...view, rgb };
}

const MIX = 0.25;

/** What can be painted on what a pixel shows. */
export const PATTERNS = ["walls, noise", "noise", "checker", "stripes", "plain"] as const;

/** What is painted on the solid that a pixel shows, in rooms as randomRoom() puts them up. */
export function patternAt({ ids }: SceneView, pixel: number): typeof PATTERNS[number] {
  const id = ids[pixel]!;
  return id === 1 ? PATTERNS[0] : PATTERNS[1 + (id - 2) % 4]!;
}
