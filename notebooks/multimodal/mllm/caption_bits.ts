import { describe, everyThing, type Part, PARTS, type Scene } from "@rederive/lib/shapes";
import { inReadingOrder } from "./questions.ts";

/** Every scene of the world, its things in reading order: 128 of one thing, 6144 of two. */
export function everyScene(): Scene[] {
  const things = everyThing();
  const two = things.flatMap((a, i) =>
    things.slice(i + 1).filter((b) => b.place !== a.place).map((b) => inReadingOrder([a, b]))
  );
  return [...things.map((thing) => [thing]), ...two];
}

/** Every choice of properties that a caption can tell, the fullest last. */
export function everyTelling(): Part[][] {
  return Array.from({ length: 15 }, (_, i) => PARTS.filter((_, k) => ((i + 1) >> k) % 2 === 1))
    .toSorted((a, b) => a.length - b.length);
}

/** Scenes by what their caption says. */
export function byCaption(scenes: readonly Scene[], parts: readonly Part[]): Map<string, Scene[]> {
  return Map.groupBy(scenes, (scene) => describe(scene, { parts }).join(" "));
}

/** Bits of a scene, all scenes equally likely, that its caption tells and that it leaves open. */
export function bitsOf(groups: Map<string, readonly unknown[]>): { told: number; open: number } {
  const counts = [...groups.values()].map(({ length }) => length);
  const all = counts.reduce((a, b) => a + b);
  const open = counts.reduce((sum, n) => sum + n / all * Math.log2(n), 0);
  return { told: Math.log2(all) - open, open };
}

/**
 * The bits that a caption leaves open, without counting: all values that are not told of each thing are
 * free, and without its place so is which quarter, or which two of four, the things are in.
 */
export function openBits(parts: readonly Part[]): number {
  const values = { size: 2, colour: 4, shape: 4, place: 4 };
  const untold = PARTS.filter((part) => !parts.includes(part));
  const each = untold.filter((part) => part !== "place")
    .reduce((bits, part) => bits + Math.log2(values[part]), 0);
  const hasPlaces = !untold.includes("place");
  const one = each + (hasPlaces ? 0 : Math.log2(4));
  const two = 2 * each + (hasPlaces ? 0 : Math.log2(6));
  return (128 * one + 6144 * two) / 6272;
}
