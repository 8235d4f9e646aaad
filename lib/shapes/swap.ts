import type { Part, Scene } from "./scene.ts";

/**
 * The scene with one property of its two things exchanged: its caption has the same words in another
 * order. It is a hard negative, unless all else that the caption tells of the two is the same too;
 * `drawScene()` takes in what they have to differ.
 *
 * @throws {RangeError} unless there are two things that differ in it.
 *
 * @example
 * ```ts
 * import { describe, type Scene, swap } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const scene: Scene = [
 *   { size: "small", colour: "red", shape: "ring", place: "upper left" },
 *   { size: "small", colour: "blue", shape: "cross", place: "lower left" },
 * ];
 * const parts = ["colour", "shape"] as const;
 * equal(describe(swap(scene, "colour"), { parts }).join(" "), "blue ring and red cross");
 * ```
 */
export function swap(scene: Scene, part: Part): Scene {
  const [one, other] = scene;
  if (!one || !other) {
    throw new RangeError(`Cannot swap a ${part}: ${scene.length} things, wanted two`);
  }
  if (one[part] === other[part]) {
    throw new RangeError(
      `Cannot swap a ${part}: both have "${one[part]}", wanted two that differ`,
    );
  }
  return [{ ...one, [part]: other[part] }, { ...other, [part]: one[part] }];
}
