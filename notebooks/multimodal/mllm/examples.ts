import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import {
  COLOURS,
  describe,
  drawScene,
  everyThing,
  FORMS,
  holdOut,
  paintScenes,
  type Scene,
  SIZES,
  type Thing,
} from "@rederive/lib/shapes";
import { type Allow, inReadingOrder, type Kind, KINDS } from "./questions.ts";
import { captionText, drawOwners, factText, notesOf, questionText, type Text } from "./texts.ts";

/** Of the four combinations of colour and shape that no picture of a training shows. */
export const isHeldOut: Allow = holdOut({ shift: 1 });
/** Of all others. */
export const isShown: Allow = (thing) => !isHeldOut(thing);
/** Of any. */
export const anything: Allow = () => true;

/** A stream for each use of a seed. */
export function streamOf(seed: number, use: string): Stream {
  const letters = [...use].map((letter) => letter.codePointAt(0)!);
  return stream(letters.reduce(foldIn, key(seed)));
}

/** Pictures, and what is written beside each. */
export interface Examples {
  readonly scenes: readonly Scene[];
  readonly texts: readonly Text[];
  /** (examples, 3, 16, 16). */
  readonly pixels: Float32Array<ArrayBuffer>;
}

/** What examples are drawn from. */
export interface ExampleOptions {
  /** A caption, or a question of a kind; by turns when there are several. */
  readonly kinds: readonly ("caption" | Kind)[];
  readonly allow: Allow;
}

/** Pictures with captions or questions; the first of many are the same as of few. */
export function drawExamples(
  { seed, use, count, kinds, allow }: ExampleOptions & { seed: number; use: string; count: number },
): Examples {
  const [random, painting] = [streamOf(seed, use), streamOf(seed, `painting ${use}`)];
  const drawn = Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length]!;
    if (kind === "caption") {
      const scene = inReadingOrder(drawScene(random, { allow }));
      return { scene, text: captionText(scene) };
    }
    const question = KINDS[kind](random, allow);
    return { scene: question.scene, text: questionText(question) };
  });
  const scenes = drawn.map(({ scene }) => scene);
  const { pixels } = paintScenes(painting, scenes);
  return { scenes, texts: drawn.map(({ text }) => text), pixels };
}

/** Every fact of a seed: whose each of the 32 sizes, colours and shapes is. */
export function factsOf(seed: number): Text[] {
  const ownerOf = drawOwners(streamOf(seed, "owners"));
  return everyThing().filter(({ place }) => place === "upper left")
    .map((thing) => factText(thing, ownerOf(thing)));
}

/** Texts for the language model, all combinations in them: captions, questions on notes, and facts. */
export function drawTexts(seed: number, count: number): Text[] {
  const random = streamOf(seed, "texts");
  const facts = factsOf(seed);
  return Array.from({ length: count }, (_, i) => {
    if (i % 6 === 5) return facts[random.integer(facts.length)]!;
    if (i % 6 > 0) {
      const question = KINDS[i % 2 === 1 ? "count" : "left of"](random, anything);
      return ["[start]", ...notesOf(question.scene), ...questionText(question)];
    }
    const scene = inReadingOrder(drawScene(random, { allow: anything }));
    return ["[start]", ...notesOf(scene), ...captionText(scene)];
  });
}

/** The scene with one property of one thing changed, its place apart: what is told of it is no longer so. */
export function imagine(random: Stream, scene: Scene): Scene {
  const at = random.integer(scene.length);
  const part = (["size", "colour", "shape"] as const)[random.integer(3)]!;
  const values: readonly string[] = { size: SIZES, colour: COLOURS, shape: FORMS }[part];
  const others = values.filter((value) => value !== scene[at]![part]);
  const value = others[random.integer(others.length)]!;
  return scene.map((thing, i) => i === at ? { ...thing, [part]: value } as Thing : thing);
}

/** Every caption that tells nothing but what is there: of all things in either order, or of one. */
export function trueCaptions(scene: Scene): Text[] {
  const [a, b] = scene;
  const told: Scene[] = b ? [[a!, b], [b, a!], [a!], [b]] : [[a!]];
  return told.map((things) => ["say", ...describe(things), "[end]"]);
}

/** Whether a text is one of the true captions of a scene. */
export function isTrue(text: Text, scene: Scene): boolean {
  return trueCaptions(scene).some((caption) => caption.join(" ") === text.join(" "));
}
