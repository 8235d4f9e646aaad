import { stream } from "@rederive/lib/random";
import {
  describe,
  drawScene,
  everyThing,
  holds,
  openVocabulary,
  type Part,
  PARTS,
  readCaption,
  type Scene,
  swap,
  WORDS,
} from "@rederive/lib/shapes";
import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";

const random = stream(1);
const scenes = Array.from({ length: 300 }, () => drawScene(random));
const scene: Scene = [
  { size: "small", colour: "red", shape: "ring", place: "upper left" },
  { size: "large", colour: "blue", shape: "cross", place: "lower left" },
];

Deno.test("describe() says a scene in words", () => {
  equal(describe(scene).join(" "), "small red ring upper left and large blue cross lower left");
  equal(
    describe(scene, { parts: ["place", "colour"] }).join(" "),
    "red upper left and blue lower left",
  );
});

Deno.test("every caption leads back to its scene", () => {
  for (const scene of scenes) deepEqual(readCaption(describe(scene)), scene);
  deepEqual(readCaption(describe(scene, { parts: ["colour", "shape"] })), [
    { colour: "red", shape: "ring" },
    { colour: "blue", shape: "cross" },
  ]);
});

Deno.test("no two things have one caption", () => {
  equal(new Set(everyThing().map((thing) => describe([thing]).join(" "))).size, 128);
});

Deno.test("captions that tell nothing, or are none, are refused", () => {
  assert.throws(() => describe(scene, { parts: [] }), {
    name: "RangeError",
    message: "Cannot describe a scene: no parts are told, wanted at least one",
  });
  const wanted = 'wanted size, colour, shape and place, or "and"';
  const cases = [
    ["", `Cannot read a caption: its end at 0, ${wanted}`],
    ["ring red", `Cannot read a caption: "red" at 1, ${wanted}`],
    ["red ring and", `Cannot read a caption: its end at 3, ${wanted}`],
    ["and red", `Cannot read a caption: "and" at 0, ${wanted}`],
    ["red upper ring", `Cannot read a caption: "upper" at 1, ${wanted}`],
    ["pink ring", `Cannot read a caption: "pink" at 0, ${wanted}`],
  ];
  for (const [caption, message] of cases) {
    const words = caption!.split(" ").filter((word) => word !== "");
    assert.throws(() => readCaption(words), { name: "SyntaxError", message: message! });
  }
});

Deno.test("holds() finds for each thing that is said another one", () => {
  const said = (caption: string) => holds(readCaption(caption.split(" ")), scene);
  const right = ["red ring", "cross", "large", "blue and red", "lower left and small upper left"];
  const wrong = ["blue ring", "square", "red and ring", "red ring and red ring", "lower right"];
  deepEqual(right.map(said), right.map(() => true));
  deepEqual(wrong.map(said), wrong.map(() => false));
  equal(holds([], scene), true);
});

Deno.test("holds() does not give up when the first match was the wrong one", () => {
  // "red" fits both; it has to leave the ring to "red ring"
  const both: Scene = [scene[0]!, { ...scene[1]!, colour: "red" }];
  equal(holds(readCaption("red and red ring".split(" ")), both), true);
});

for (const part of PARTS) {
  Deno.test(`a swapped ${part} has the same words and is wrong`, () => {
    // two things that differ in all: were they equal but for one part, a swap would be right again
    const scene = drawScene(stream(7), { things: 2, differ: ["size", "colour", "shape"] });
    const swapped = swap(scene, part);
    deepEqual(describe(swapped).sort(), describe(scene).sort());
    equal(holds(readCaption(describe(swapped)), scene), false);
    deepEqual(swap(swapped, part), scene);
  });
}

Deno.test("what cannot be swapped is refused", () => {
  const sameSize: Scene = [scene[0]!, { ...scene[1]!, size: "small" }];
  const cases: [Scene, Part, string][] = [
    [[scene[0]!], "colour", "Cannot swap a colour: 1 things, wanted two"],
    [sameSize, "size", 'Cannot swap a size: both have "small", wanted two that differ'],
  ];
  for (const [scene, part, message] of cases) {
    assert.throws(() => swap(scene, part), { name: "RangeError", message });
  }
});

Deno.test("a vocabulary has each word of each caption, once, and no other", () => {
  const used = new Set(everyThing().flatMap((thing) => describe([thing])));
  used.add("and");
  deepEqual([...used].sort(), WORDS.filter((word) => !word.startsWith("[")).sort());
  equal(new Set(WORDS).size, WORDS.length);
});

Deno.test("captions go to numbers and back", () => {
  const vocabulary = openVocabulary();
  const captions = scenes.map((scene) => describe(scene));
  const { ids, ends } = vocabulary.encode(captions, { length: 13 });
  captions.forEach((caption, i) => {
    const row = ids.subarray(i * 13, (i + 1) * 13);
    deepEqual(vocabulary.decode(row), caption);
    equal(vocabulary.words[row[0]!], "[start]");
    equal(vocabulary.words[row[ends[i]!]!], "[end]");
    equal(ends[i], caption.length + 1);
    assert(row.subarray(ends[i]! + 1).every((id) => vocabulary.words[id] === "[pad]"));
  });
  deepEqual(vocabulary.decode([6, 999]), ["red", "?"]); // as a model may go on, without an end
});

Deno.test("a vocabulary refuses what it does not know, what is too long, and a word twice", () => {
  const { encode } = openVocabulary();
  assert.throws(() => encode([["pink"]], { length: 4 }), {
    name: "RangeError",
    message: /^Cannot encode a caption: "pink" is no word, wanted one of \[pad\],/,
  });
  assert.throws(() => encode([describe(scene)], { length: 12 }), {
    name: "RangeError",
    message: "Cannot encode a caption: 13 signs with start and end, wanted 12 at most",
  });
  assert.throws(() => openVocabulary({ extra: ["how", "red"] }), {
    name: "RangeError",
    message: 'Cannot open a vocabulary: "red" is in it twice, wanted once',
  });
});
