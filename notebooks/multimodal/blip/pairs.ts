import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import {
  drawScene,
  EDGE,
  everyThing,
  holdOut,
  type Painted,
  paintScenes,
  type Scene,
  sceneLabel,
  swap,
  type Thing,
} from "@rederive/lib/shapes";
import { captionOf, decode, encode, LONGEST } from "./words.ts";

/** Numbers of a picture. */
export const PIXELS = 3 * EDGE ** 2;

/** Pictures, each with a caption that may be right or wrong. */
export interface Pairs {
  /** (N, 3, 16, 16). */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** (N, T). */
  readonly ids: Int32Array<ArrayBuffer>;
}

/** Pairs whose scenes are known. */
export interface Known extends Pairs {
  /** What is in each picture. */
  readonly scenes: readonly Scene[];
  /** Where and how it is painted. */
  readonly painted: readonly (readonly Painted[])[];
}

const isHeldOut = holdOut();

/** What pairs are drawn for. */
export interface DrawOptions {
  /** Fixes all that is drawn. */
  readonly seed: number;
  /** Each caption once; captions may repeat unless given. */
  readonly distinct?: boolean;
  /** Both things are combinations of colour and shape that no training shows; neither is unless given. */
  readonly heldOut?: boolean;
}

/**
 * Pictures of two things with their right captions. Colours differ, and with the colours exchanged both
 * things are still of the seen combinations (or both of the others): a wrong caption cannot be told by a
 * combination that is new.
 */
export function drawPairs(count: number, { seed, distinct, heldOut = false }: DrawOptions): Known {
  const random = stream(foldIn(key(seed), heldOut ? 2 : 1));
  const seen = new Set<number>();
  const scenes: Scene[] = [];
  while (scenes.length < count) {
    const scene = draw(random, heldOut);
    if (distinct && seen.has(sceneLabelWithoutSize(scene))) continue;
    seen.add(sceneLabelWithoutSize(scene));
    scenes.push(scene);
  }
  const { pixels, painted } = paintScenes(random, scenes);
  return { scenes, painted, pixels, ids: encode(scenes.map(captionOf)) };
}

function draw(random: Stream, heldOut: boolean): Scene {
  for (;;) {
    const scene = drawScene(random, {
      things: 2,
      differ: ["colour"],
      allow: (thing) => isHeldOut(thing) === heldOut,
    });
    if (heldOut || !swap(scene, "colour").some(isHeldOut)) return scene;
  }
}

/** How many captions `drawPairs()` can draw, all equally likely. */
export function countCaptions(): number {
  const things = everyThing().filter((thing) => thing.size === "small" && !isHeldOut(thing));
  return things.flatMap((one) => things.map((other) => [one, other])).filter((scene) => {
    const [one, other] = scene as [Thing, Thing];
    return one.place !== other.place && one.colour !== other.colour &&
      !swap(scene, "colour").some(isHeldOut);
  }).length;
}

function sceneLabelWithoutSize(scene: Scene): number {
  return sceneLabel(scene.map((thing) => ({ ...thing, size: "small" })));
}

/** Pairs of pictures that differ in who has which colour: scenes, each with its twin behind it. */
export function drawTwins(count: number, { seed }: { seed: number }): Known {
  const random = stream(foldIn(key(seed), 4));
  const { scenes } = drawPairs(count / 2, { seed });
  const both = scenes.flatMap((scene) => [scene, swap(scene, "colour")]);
  return { scenes: both, ...paintScenes(random, both), ids: encode(both.map(captionOf)) };
}

/** The caption of every scene with the colours of its two things exchanged: the same words, wrong. */
export function swapped({ scenes }: Known): Int32Array<ArrayBuffer> {
  return encode(scenes.map((scene) => captionOf(swap(scene, "colour"))));
}

/** The same captions, each with the picture of the next. */
export function exchanged({ pixels, ids }: Pairs): Pairs {
  const moved = new Float32Array(pixels.length);
  moved.set(pixels.subarray(PIXELS));
  moved.set(pixels.subarray(0, PIXELS), pixels.length - PIXELS);
  return { pixels: moved, ids };
}

/** The first pairs of a set. */
export function firstOf({ pixels, ids }: Pairs, count: number): Pairs {
  return { pixels: pixels.slice(0, count * PIXELS), ids: ids.slice(0, count * LONGEST) };
}

/** The pairs of a set that are kept. */
export function where({ pixels, ids }: Pairs, isKept: readonly boolean[]): Pairs {
  const rows = isKept.flatMap((is, row) => is ? [row] : []);
  const kept = new Float32Array(rows.length * PIXELS);
  rows.forEach((from, to) =>
    kept.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS)
  );
  return {
    pixels: kept,
    ids: Int32Array.from(rows.flatMap((row) => [...captionAt({ ids }, row)])),
  };
}

/** The pairs of two sets. */
export function join(one: Pairs, other: Pairs): Pairs {
  const pixels = new Float32Array(one.pixels.length + other.pixels.length);
  pixels.set(one.pixels);
  pixels.set(other.pixels, one.pixels.length);
  return { pixels, ids: Int32Array.of(...one.ids, ...other.ids) };
}

/** The ids of one caption. */
export function captionAt({ ids }: Pick<Pairs, "ids">, row: number): Int32Array<ArrayBuffer> {
  return ids.subarray(row * LONGEST, (row + 1) * LONGEST);
}

/** Whether a caption, by its ids, says what is in a scene: in either order, and all of it. */
export function isTrueOf(ids: ArrayLike<number>, scene: Scene): boolean {
  const words = decode(ids).join(" ");
  return [scene, scene.toReversed()].some((told) => captionOf(told).join(" ") === words);
}
