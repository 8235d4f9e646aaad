import { IDENTITY, matrixOf, type Vec3 } from "../geometry/mod.ts";
import type { Stream } from "../random/mod.ts";
import type { Colour, Scene, Shape, Solid } from "./scene.ts";

const PATTERNS = ["noise", "checker", "stripes", "plain"] as const;

/** What can stand in a room. */
export type Standing = "sphere" | "box" | "cylinder";

/** What `randomRoom()` puts up. */
export interface RoomOptions {
  /** Edges of the room; 6 by 6 by 3 unless given. The floor is z = 0, its middle the world's origin. */
  size?: Vec3;
  /** How many things stand in it; 6 unless given. */
  solids?: number;
  /** What they are, in turn; spheres and boxes unless given. */
  kinds?: readonly Standing[];
}

/**
 * A room with things in it, drawn from a stream: walls painted by noise, and spheres, turned boxes or
 * upright cylinders that touch the floor, a sixth to a third of the room's height in radius or half
 * height, in all four patterns. They may reach into each other and into walls.
 *
 * @throws {RangeError} when the number of solids is none, or there is no kind.
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
  { size = [6, 6, 3], solids = 6, kinds = ["sphere", "box"] }: RoomOptions = {},
): Scene {
  if (!Number.isInteger(solids) || solids < 0) {
    throw new RangeError(`Cannot fill a room: ${solids} solids, wanted an integer >= 0`);
  }
  if (kinds.length === 0) throw new RangeError("Cannot fill a room: 0 kinds, wanted at least one");
  const room: Solid = {
    shape: { kind: "box", size },
    pose: { rotation: IDENTITY, translation: [0, 0, size[2] / 2] },
    paint: { colour: colour(random), other: colour(random), pattern: "noise", cell: size[2] / 6 },
  };
  const things = Array.from({ length: solids }, (_, i) => {
    const pattern = PATTERNS[i % PATTERNS.length]!;
    return thing(random, { kind: kinds[i % kinds.length]!, pattern, size });
  });
  return { solids: [room, ...things], light: [0.4, 0.3, 1] };
}

function thing(
  random: Stream,
  { kind, pattern, size: [width, depth, height] }: {
    kind: Standing;
    pattern: typeof PATTERNS[number];
    size: Vec3;
  },
): Solid {
  const half = height * (1 + random.uniform()) / 6;
  const place = (edge: number) => (random.uniform() - 0.5) * edge * 0.8;
  const angle = Math.PI * random.uniform();
  return {
    shape: shapeOf(random, kind, half),
    pose: {
      rotation: matrixOf([Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)]), // about z
      translation: [place(width), place(depth), half],
    },
    paint: { colour: colour(random), other: colour(random), pattern, cell: half / 2 },
  };
}

/** A shape `half` high above and below its middle. */
function shapeOf(random: Stream, kind: Standing, half: number): Shape {
  if (kind === "sphere") return { kind, radius: half };
  const width = 2 * half * (0.5 + random.uniform());
  if (kind === "cylinder") return { kind, radius: width / 2, height: 2 * half };
  return { kind, size: [2 * half, width, 2 * half] };
}

function colour(random: Stream): Colour {
  return [random.uniform(), random.uniform(), random.uniform()];
}
