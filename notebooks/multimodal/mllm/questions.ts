import type { Stream } from "@rederive/lib/random";
import { COLOURS, drawScene, FORMS, PLACES, type Scene, type Thing } from "@rederive/lib/shapes";

/** What is asked of a scene. */
export interface Question {
  readonly scene: Scene;
  readonly words: readonly string[];
  readonly answer: string;
}

/** Which things may be in a scene. */
export type Allow = (thing: Thing) => boolean;

/** The things of a scene as one reads: from the upper left. */
export function inReadingOrder(scene: Scene): Scene {
  return scene.toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
}

/** How many things of a colour or a shape: zero, one and two are equally often right. */
export function drawCount(random: Stream, allow: Allow): Question {
  const wanted = random.integer(3);
  const word = [...COLOURS, ...FORMS][random.integer(8)]!;
  for (;;) {
    const scene = inReadingOrder(drawScene(random, { things: 2, allow }));
    const count = scene.filter(({ colour, shape }) => colour === word || shape === word).length;
    if (count !== wanted) continue;
    return { scene, words: ["how", "many", word], answer: ["zero", "one", "two"][count]! };
  }
}

/** Whether one of two things is left of the other: yes and no are equally often right. */
export function drawLeftOf(random: Stream, allow: Allow): Question {
  for (;;) {
    const scene = inReadingOrder(drawScene(random, { things: 2, allow }));
    const [a, b] = scene as readonly [Thing, Thing];
    const isSame = a.colour === b.colour && a.shape === b.shape;
    if (isSame || sideOf(a) === sideOf(b)) continue;
    const [first, other] = random.shuffle([a, b]) as [Thing, Thing];
    const words = ["is", first.colour, first.shape, "left", "of", other.colour, other.shape];
    return { scene, words, answer: sideOf(first) === "left" ? "yes" : "no" };
  }
}

/** The kinds of questions. */
export const KINDS = { count: drawCount, "left of": drawLeftOf } as const;

/** One of them. */
export type Kind = keyof typeof KINDS;

const sideOf = ({ place }: Thing) => place.split(" ")[1];
