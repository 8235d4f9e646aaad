import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { everyThing, type Scene } from "@rederive/lib/shapes";
import { stream } from "@rederive/lib/random";
import {
  captionText,
  drawOwners,
  factText,
  givenOf,
  idOf,
  notesOf,
  questionText,
  rowsOf,
  VOCABULARY,
} from "../../../notebooks/multimodal/mllm/texts.ts";

const scene: Scene = [
  { size: "small", colour: "red", shape: "ring", place: "upper left" },
  { size: "large", colour: "blue", shape: "cross", place: "lower left" },
];
const question = { scene, words: ["how", "many", "red"], answer: "one" };

Deno.test("notes tell a scene from its places to its sizes, captions the other way round", () => {
  equal(notesOf(scene).join(" "), "upper left ring red small lower left cross blue large");
  const caption = "say small red ring upper left and large blue cross lower left [end]";
  equal(captionText(scene).join(" "), caption);
  equal(questionText(question).join(" "), "ask how many red ? one [end]");
});

Deno.test("every word of every text is known, and none twice", () => {
  const words = [...notesOf(scene), ...captionText(scene), ...questionText(question)];
  equal(words.map(idOf).includes(-1), false);
  equal(new Set(VOCABULARY.words).size, VOCABULARY.words.length);
});

Deno.test("the target of each word is the next, and what is given is none", () => {
  const text = questionText(question);
  equal(givenOf(text), 5); // ask how many red ?
  const { ids, targets } = rowsOf([text, ["say", "[end]"]], { length: 6, given: givenOf });
  deepEqual([...ids], [...text.slice(0, 6).map(idOf), idOf("say"), idOf("[end]"), 0, 0, 0, 0]);
  const end = idOf("[end]");
  deepEqual([...targets], [-1, -1, -1, -1, idOf("one"), end, end, -1, -1, -1, -1, -1]);
});

Deno.test("a caption is asked for from its first word, with or without notes before", () => {
  equal(givenOf(captionText(scene)), 1);
  equal(givenOf(["[start]", ...notesOf(scene), ...captionText(scene)]), 12);
});

Deno.test("a text that is too long, or of unknown words, is refused by its words", () => {
  throws(() => rowsOf([["say", "ring", "ring"]], { length: 1 }), {
    name: "RangeError",
    message: 'Cannot write "say ring ring": wanted 2 known words',
  });
  throws(() => rowsOf([["say", "cow"]], { length: 5 }), /"say cow"/);
});

Deno.test("a thing has the same owner in every place, and all four own some", () => {
  const ownerOf = drawOwners(stream(1));
  const owners = everyThing().map((thing) => [factText(thing, "fox").join(" "), ownerOf(thing)]);
  const byFact = Map.groupBy(owners, ([fact]) => fact!);
  equal(byFact.size, 32);
  for (const all of byFact.values()) equal(new Set(all.map(([, owner]) => owner)).size, 1);
  equal(new Set(owners.map(([, owner]) => owner)).size, 4);
});
