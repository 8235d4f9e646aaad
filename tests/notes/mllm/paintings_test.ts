import assert, { strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { PARTS, type Scene } from "@rederive/lib/shapes";
import { everyTelling } from "../../../notebooks/multimodal/mllm/caption_bits.ts";
import {
  everySceneOfTwo,
  openOf,
  paintEach,
  type Painting,
} from "../../../notebooks/multimodal/mllm/paintings.ts";

Deno.test("of two colours and two shapes there are 416 scenes", () => {
  const scenes = everySceneOfTwo();
  equal(scenes.length, 32 + 384); // 32 · 31 / 2 pairs, less 4 · 8 · 7 / 2 in one place
  equal(new Set(scenes.map((scene) => JSON.stringify(scene))).size, 416);
  const seen = new Set(scenes.flat().map(({ colour, shape }) => `${colour} ${shape}`));
  equal([...seen].toSorted().join(), "green square,green triangle,red square,red triangle");
});

Deno.test("two paintings of a scene are two pictures; one stream gives the same one twice", () => {
  const [scene] = everySceneOfTwo() as [Scene];
  const paint = (each: number) => paintEach([scene], stream(3), { each });
  const [one, other] = paint(2) as [Painting, Painting];
  equal(one.name.length, 3 * 16 * 16);
  assert(one.name !== other.name);
  equal(paint(1)[0]!.name, one.name);
});

Deno.test("what stays open is the entropy of the pictures that have the caption", () => {
  const thing = { size: "small", colour: "red", shape: "square", place: "upper left" } as const;
  const [red, green] = [[thing], [{ ...thing, colour: "green" }]] as const;
  const paintings: Painting[] = [
    { scene: red, name: "a" },
    { scene: red, name: "b" },
    { scene: green, name: "c" },
    { scene: green, name: "c" },
  ];
  equal(openOf(paintings, PARTS), 0.5 * 1);
  equal(openOf(paintings, ["size"]), 1.5); // 1/4, 1/4 and 1/2
});

Deno.test("one picture a scene: a full caption leaves nothing open, all others at least a bit", () => {
  const paintings = everySceneOfTwo().map((scene, i) => ({ scene, name: `${i}` }));
  const open = everyTelling().map((parts) => openOf(paintings, parts));
  equal(open.at(-1), 0);
  assert(Math.min(...open.slice(0, -1)) > 1, `${open}`);
});
