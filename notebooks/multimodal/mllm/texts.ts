import type { Stream } from "@rederive/lib/random";
import { describe, openVocabulary, PARTS, type Scene, type Thing } from "@rederive/lib/shapes";
import type { Question } from "./questions.ts";

/** Who a thing belongs to: a fact that no picture shows. */
export const OWNERS = ["fox", "owl", "bee", "ant"] as const;
/** What is answered. */
export const ANSWERS = ["zero", "one", "two", "yes", "no"] as const;

/** The words of captions, and those of questions and facts. */
export const VOCABULARY = openVocabulary({
  extra: ["say", "ask", "how", "many", "is", "of", "whose", "?", ...ANSWERS, ...OWNERS],
});

/** The number of a word. */
export const idOf = (word: string): number => VOCABULARY.words.indexOf(word);

/** Words one after another. */
export type Text = readonly string[];

/** What is known of a scene as a list, a thing after the other, from its place to its size. */
export function notesOf(scene: Scene): string[] {
  return scene.flatMap((thing) => [...PARTS].reverse().flatMap((part) => thing[part].split(" ")));
}

/** "say", and all of a scene. */
export function captionText(scene: Scene): string[] {
  return ["say", ...describe(scene), "[end]"];
}

/** "ask", the question and its answer. */
export function questionText({ words, answer }: Question): string[] {
  return ["ask", ...words, "?", answer, "[end]"];
}

/** Whose a thing is, of its size, colour and shape alone. */
export function factText({ size, colour, shape }: Thing, owner: string): string[] {
  return ["whose", size, colour, shape, "?", owner, "[end]"];
}

/** The owner of each size, colour and shape, drawn: nothing but learning by heart tells it. */
export function drawOwners(random: Stream): (thing: Thing) => string {
  const owners = new Map<string, string>();
  return ({ size, colour, shape }) => {
    const name = `${size} ${colour} ${shape}`;
    if (!owners.has(name)) owners.set(name, OWNERS[random.integer(4)]!);
    return owners.get(name)!;
  };
}

/** Texts as rows of numbers, and the number that follows each; -1 where none does, or `from` is not reached. */
export interface Rows {
  /** (texts, length). */
  readonly ids: Int32Array<ArrayBuffer>;
  /** (texts, length). */
  readonly targets: Int32Array<ArrayBuffer>;
}

/** Texts of `length` + 1 words at most; only what stands behind the first `given` words is a target. */
export function rowsOf(
  texts: readonly Text[],
  { length, given = () => 1 }: { length: number; given?: (text: Text) => number },
): Rows {
  const ids = new Int32Array(texts.length * length);
  const targets = new Int32Array(texts.length * length).fill(-1);
  texts.forEach((text, row) => {
    const own = text.map(idOf);
    if (own.length > length + 1 || own.includes(-1)) {
      throw new RangeError(`Cannot write "${text.join(" ")}": wanted ${length + 1} known words`);
    }
    ids.set(own.slice(0, length), row * length);
    targets.set(own.slice(1).map((id, i) => i + 1 < given(text) ? -1 : id), row * length);
  });
  return { ids, targets };
}

/** How many words of a text are given: up to "say", or up to the question mark. */
export function givenOf(text: Text): number {
  return 1 + Math.max(text.indexOf("say"), text.indexOf("?"));
}
