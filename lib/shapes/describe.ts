import {
  COLOURS,
  FORMS,
  type Part,
  PARTS,
  PLACES,
  type Scene,
  SIZES,
  type Thing,
} from "./scene.ts";

/** What a caption tells. */
export interface DescribeOptions {
  /** The properties that it tells of each thing; all unless given. */
  parts?: readonly Part[];
}

/** What a caption says of a thing. */
export type Said = Partial<Thing>;

const WORDS_OF = { size: SIZES, colour: COLOURS, shape: FORMS, place: PLACES } as const;

/**
 * The caption of a scene, word by word: of each thing its size, colour, shape and place, in this order,
 * with "and" between two things. 5 words or 11 when all is told.
 *
 * @throws {RangeError} when it is to tell nothing.
 *
 * @example
 * ```ts
 * import { describe, type Scene } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const scene: Scene = [{ size: "small", colour: "red", shape: "ring", place: "upper left" }];
 * equal(describe(scene).join(" "), "small red ring upper left");
 * equal(describe(scene, { parts: ["shape"] }).join(" "), "ring");
 * ```
 */
export function describe(scene: Scene, { parts = PARTS }: DescribeOptions = {}): string[] {
  const told = PARTS.filter((part) => parts.includes(part));
  if (told.length === 0) {
    throw new RangeError("Cannot describe a scene: no parts are told, wanted at least one");
  }
  return scene.flatMap((thing, i) => [
    ...(i > 0 ? ["and"] : []),
    ...told.flatMap((part) => thing[part].split(" ")),
  ]);
}

/**
 * What a caption says, thing by thing: the way back from `describe()`, also of captions that a model
 * wrote.
 *
 * @throws {SyntaxError} when it is no caption: an unknown word, or one out of its place.
 *
 * @example
 * ```ts
 * import { readCaption } from "@rederive/lib/shapes";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(readCaption("red ring and lower left".split(" ")), [
 *   { colour: "red", shape: "ring" },
 *   { place: "lower left" },
 * ]);
 * ```
 */
export function readCaption(words: readonly string[]): Said[] {
  let at = 0;
  const said: Said[] = [];
  do {
    const from = at;
    const thing: Record<string, string> = {};
    for (const part of PARTS) {
      for (const value of WORDS_OF[part]) {
        const needs = value.split(" ");
        if (!needs.every((word, i) => words[at + i] === word)) continue;
        thing[part] = value;
        at += needs.length;
        break;
      }
    }
    const isOver = at === words.length || words[at] === "and";
    if (at === from || !isOver) {
      const seen = at < words.length ? `"${words[at]}"` : "its end";
      throw new SyntaxError(
        `Cannot read a caption: ${seen} at ${at}, wanted size, colour, shape and place, or "and"`,
      );
    }
    said.push(thing as Said);
  } while (words[at++] === "and");
  return said;
}

/**
 * Whether all that is said holds of a scene: for each thing of the caption there is one of the picture,
 * another for each.
 *
 * @example
 * ```ts
 * import { holds, readCaption, type Scene } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const scene: Scene = [{ size: "small", colour: "red", shape: "ring", place: "upper left" }];
 * equal(holds(readCaption(["red", "ring"]), scene), true);
 * equal(holds(readCaption(["red", "ring", "and", "small"]), scene), false); // there is one thing only
 * ```
 */
export function holds(said: readonly Said[], scene: Scene): boolean {
  const [first, ...others] = said;
  if (!first) return true;
  return scene.some((thing, i) =>
    PARTS.every((part) => first[part] === undefined || first[part] === thing[part]) &&
    holds(others, scene.toSpliced(i, 1))
  );
}
