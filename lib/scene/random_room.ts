import { IDENTITY, matrixOf, type Vec3 } from "../geometry/mod.ts";
import type { Stream } from "../random/mod.ts";
import type { Colour, Scene, Solid } from "./scene.ts";

/** What `randomRoom()` puts up. */
export interface RoomOptions {
  /** Edges of the room; 6 by 6 by 3 unless given. The floor is z = 0, its middle the world's origin. */
  size?: Vec3;
  /** How many spheres and boxes stand in it; 6 unless given. */
  solids?: number;
}

/**
 * A room with things in it, drawn from a stream: walls painted by noise, and spheres and turned boxes that
 * touch the floor, a sixth to a third of the room's height in radius or half edge, in all four patterns.
 * They may reach into each other and into walls.
 *
 * @throws {RangeError} when the number of solids is none.
 *
 * @example
 * ```ts
 * import { stream } from "@rederive/lib/random";
 * import { randomRoom } from "@rederive/lib/scene";
 * import assert from "node:assert/strict";
 * const room = randomRoom(stream(1), { solids: 4 });
 * assert.equal(room.solids.length, 5); // the room itself is the first
 * assert.deepEqual(room, randomRoom(stream(1), { solids: 4 }));
 * ```
 */
export function randomRoom(
  random: Stream,
  { size = [6, 6, 3], solids = 6 }: RoomOptions = {},
): Scene {
  if (!Number.isInteger(solids) || solids < 0) {
    throw new RangeError(`Cannot fill a room: ${solids} solids, wanted an integer >= 0`);
  }
  const room: Solid = {
    shape: { kind: "box", size },
    pose: { rotation: IDENTITY, translation: [0, 0, size[2] / 2] },
    paint: { colour: colour(random), other: colour(random), pattern: "noise", cell: size[2] / 6 },
  };
  const things = Array.from({ length: solids }, (_, i) => thing(random, size, i));
  return { solids: [room, ...things], light: [0.4, 0.3, 1] };
}

function thing(random: Stream, [width, depth, height]: Vec3, i: number): Solid {
  const half = height * (1 + random.uniform()) / 6;
  const place = (edge: number) => (random.uniform() - 0.5) * edge * 0.8;
  const pattern = (["noise", "checker", "stripes", "plain"] as const)[i % 4]!;
  const angle = Math.PI * random.uniform();
  return {
    shape: i % 2 === 0
      ? { kind: "sphere", radius: half }
      : { kind: "box", size: [2 * half, 2 * half * (0.5 + random.uniform()), 2 * half] },
    pose: {
      rotation: matrixOf([Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)]), // about z
      translation: [place(width), place(depth), half],
    },
    paint: { colour: colour(random), other: colour(random), pattern, cell: half / 2 },
  };
}

function colour(random: Stream): Colour {
  return [random.uniform(), random.uniform(), random.uniform()];
}
