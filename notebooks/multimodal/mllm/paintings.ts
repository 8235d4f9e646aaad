import type { Stream } from "@rederive/lib/random";
import { COLOURS, describe, FORMS, paintScenes, type Part, type Scene } from "@rederive/lib/shapes";
import { everyScene } from "./caption_bits.ts";
import { entropy } from "./rate_distortion.ts";

/** A scene, and a name of one of its pictures: the same name, the same pixels at eight bits a number. */
export interface Painting {
  readonly scene: Scene;
  readonly name: string;
}

/** Every scene of things in the first two colours and the first two shapes: 32 of one, 384 of two. */
export function everySceneOfTwo(): Scene[] {
  return everyScene().filter((scene) =>
    scene.every(({ colour, shape }) => COLOURS.indexOf(colour) < 2 && FORMS.indexOf(shape) < 2)
  );
}

/** Paintings of scenes, `each` of every one, with no noise. */
export function paintEach(
  scenes: readonly Scene[],
  random: Stream,
  { each }: { each: number },
): Painting[] {
  return scenes.flatMap((scene) => {
    const { pixels } = paintScenes(random, Array<Scene>(each).fill(scene), { noise: 0 });
    const size = pixels.length / each;
    return Array.from({ length: each }, (_, i) => {
      const bytes = Uint8ClampedArray.from(
        pixels.subarray(i * size, (i + 1) * size),
        (value) => 127.5 * (value + 1),
      );
      return { scene, name: String.fromCharCode(...bytes) };
    });
  });
}

/** Bits of a picture, all paintings equally likely, that stay open to who knows its caption. */
export function openOf(paintings: readonly Painting[], parts: readonly Part[]): number {
  const groups = Map.groupBy(paintings, ({ scene }) => describe(scene, { parts }).join(" "));
  return [...groups.values()].reduce((open, group) => {
    const alike = Map.groupBy(group, ({ name }) => name);
    const counts = [...alike.values()].map(({ length }) => length);
    return open + group.length / paintings.length * entropy(counts);
  }, 0);
}
