import type { Shape } from "./coverage.ts";

/** How large a thing is. */
export const SIZES = ["small", "large"] as const;

/** Its colour. */
export const COLOURS = ["red", "green", "blue", "yellow"] as const;

/** What it is, of what `coverage()` can draw. */
export const FORMS = ["square", "triangle", "cross", "ring"] as const satisfies readonly Shape[];

/** The quarter of the picture that it lies in. */
export const PLACES = ["upper left", "upper right", "lower left", "lower right"] as const;

/** What is known of a thing: 2 · 4 · 4 · 4 are possible. */
export interface Thing {
  /** How large. */
  readonly size: (typeof SIZES)[number];
  /** In which colour. */
  readonly colour: (typeof COLOURS)[number];
  /** Of which shape. */
  readonly shape: (typeof FORMS)[number];
  /** In which quarter. */
  readonly place: (typeof PLACES)[number];
}

/** One or two things, no two in one quarter, in the order in which a caption tells them. */
export type Scene = readonly Thing[];

/** A property of a thing. */
export type Part = keyof Thing;

/** The properties in the order of a caption. */
export const PARTS = ["size", "colour", "shape", "place"] as const satisfies readonly Part[];

/**
 * Every thing that there is, 128 of them.
 *
 * @example
 * ```ts
 * import { everyThing } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const things = everyThing();
 * equal(things.length, 128);
 * equal(things.filter(({ colour, shape }) => colour === "red" && shape === "ring").length, 8);
 * ```
 */
export function everyThing(): Thing[] {
  return SIZES.flatMap((size) =>
    COLOURS.flatMap((colour) =>
      FORMS.flatMap((shape) => PLACES.map((place) => ({ size, colour, shape, place })))
    )
  );
}

/**
 * A number that two scenes share when the same things are in them, in whatever order.
 *
 * @example
 * ```ts
 * import { everyThing, sceneLabel } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const [a, b] = everyThing();
 * equal(sceneLabel([a!, b!]), sceneLabel([b!, a!]));
 * equal(new Set(everyThing().map((thing) => sceneLabel([thing]))).size, 128);
 * ```
 */
export function sceneLabel(scene: Scene): number {
  const numbers = scene.map(({ size, colour, shape, place }) =>
    ((SIZES.indexOf(size) * 4 + COLOURS.indexOf(colour)) * 4 + FORMS.indexOf(shape)) * 4 +
    PLACES.indexOf(place)
  );
  return numbers.sort((a, b) => a - b).reduce((label, number) => label * 129 + number + 1, 0);
}
