import type { Stream } from "../random/mod.ts";
import { coverage } from "./coverage.ts";
import { COLOURS, PLACES, type Scene, type Thing } from "./scene.ts";

/** How scenes are painted. */
export interface PaintOptions {
  /** Standard deviation of the noise on every number; 0.05 unless given. */
  noise?: number;
}

/** Where a thing is painted, and how: what no caption tells. */
export interface Painted {
  /** Its middle, in pixels from the left edge. */
  readonly x: number;
  /** Its middle, in pixels from the upper edge. */
  readonly y: number;
  /** In pixels: 2.2 to 2.4 when it is small, 3.2 to 3.4 when it is large. */
  readonly radius: number;
  /** Red, green and blue, -1 to 1. */
  readonly ink: readonly number[];
}

/** Pictures of scenes. */
export interface Pictures {
  /** (pictures, 3, 16, 16), -1 to 1 and noise. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** Of each scene its things, in its order. */
  readonly painted: readonly (readonly Painted[])[];
}

/** Pixels along an edge of a picture. */
export const EDGE = 16;

const INKS = {
  red: [0.85, -0.6, -0.6],
  green: [-0.6, 0.75, -0.6],
  blue: [-0.55, -0.35, 0.85],
  yellow: [0.85, 0.75, -0.6],
} as const satisfies Record<(typeof COLOURS)[number], readonly number[]>;

/**
 * Paints scenes, 16 by 16 pixels each, on dark grounds. A thing lies in its quarter, its middle up to
 * half a pixel off the quarter's in each direction, and its colour is up to 0.15 off in each part: two
 * pictures of a scene are alike, not the same.
 *
 * @example
 * ```ts
 * import { stream } from "@rederive/lib/random";
 * import { drawScene, paintScenes } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const random = stream(1);
 * const { pixels, painted } = paintScenes(random, [drawScene(random, { things: 2 })]);
 * equal(pixels.length, 3 * 16 * 16);
 * equal(painted[0]!.length, 2);
 * ```
 */
export function paintScenes(
  random: Stream,
  scenes: readonly Scene[],
  { noise = 0.05 }: PaintOptions = {},
): Pictures {
  const pixels = new Float32Array(scenes.length * 3 * EDGE ** 2);
  const painted = scenes.map((scene, i) => {
    const picture = pixels.subarray(i * 3 * EDGE ** 2, (i + 1) * 3 * EDGE ** 2);
    for (let c = 0; c < 3; c++) {
      picture.fill(between(random, -1, -0.7), c * EDGE ** 2, (c + 1) * EDGE ** 2);
    }
    const things = scene.map((thing) => paint(picture, thing, place(random, thing)));
    picture.forEach((value, at) => picture[at] = value + noise * random.normal());
    return things;
  });
  return { pixels, painted };
}

function place(random: Stream, { size, colour, place }: Thing): Painted {
  const quarter = PLACES.indexOf(place);
  const along = (half: number) => EDGE / 4 + half * EDGE / 2 + between(random, -0.5, 0.5);
  const [x, y] = [along(quarter % 2), along(Math.floor(quarter / 2))];
  const radius = (size === "small" ? 2.2 : 3.2) + between(random, 0, 0.2);
  return { x, y, radius, ink: INKS[colour].map((part) => part + between(random, -0.15, 0.15)) };
}

function paint(picture: Float32Array, { shape }: Thing, painted: Painted): Painted {
  const { x, y, radius, ink } = painted;
  for (let at = 0; at < EDGE ** 2; at++) {
    const [right, down] = [
      (at % EDGE + 0.5 - x) / radius,
      (Math.floor(at / EDGE) + 0.5 - y) / radius,
    ];
    const cover = coverage(shape, { x: right, y: down, radius });
    ink.forEach((value, c) => {
      const own = c * EDGE ** 2 + at;
      picture[own] = picture[own]! + cover * (value - picture[own]!);
    });
  }
  return painted;
}

function between(random: Stream, from: number, to: number): number {
  return from + (to - from) * random.uniform();
}
