import type { Stream } from "../random/mod.ts";
import { everyThing, type Part, type Scene, type Thing } from "./scene.ts";

/** What `drawScene()` draws from. */
export interface DrawSceneOptions {
  /** How many things; one or two, equally often, unless given. */
  things?: 1 | 2;
  /** Whether a thing may be in it; all may unless given. */
  allow?: (thing: Thing) => boolean;
  /** In what two things have to differ, besides their places. */
  differ?: readonly Part[];
}

/**
 * A scene drawn from a stream: all that `allow` and `differ` let through are equally likely.
 *
 * @throws {RangeError} when nothing is allowed.
 *
 * @example
 * ```ts
 * import { stream } from "@rederive/lib/random";
 * import { drawScene } from "@rederive/lib/shapes";
 * import assert from "node:assert/strict";
 * const [one, other] = drawScene(stream(1), { things: 2, differ: ["colour"] });
 * assert(one!.place !== other!.place && one!.colour !== other!.colour);
 * ```
 */
export function drawScene(
  random: Stream,
  { things, allow = () => true, differ = [] }: DrawSceneOptions = {},
): Scene {
  const allowed = everyThing().filter(allow);
  const pick = () => allowed[random.integer(allowed.length)]!;
  const isApart = (a: Thing, b: Thing) =>
    a.place !== b.place && differ.every((part) => a[part] !== b[part]);
  const count = things ?? 1 + random.integer(2);
  if (!allowed.some((a) => count === 1 || allowed.some((b) => isApart(a, b)))) {
    throw new RangeError(
      `Cannot draw a scene: ${allowed.length} things are allowed, none of which makes one of ${count}`,
    );
  }
  if (count === 1) return [pick()];
  for (;;) { // all pairs are equally likely: one that is not apart is drawn anew, both of it
    const [one, other] = [pick(), pick()];
    if (isApart(one, other)) return [one, other];
  }
}
