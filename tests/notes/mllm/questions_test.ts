import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { COLOURS, describe, holds, readCaption } from "@rederive/lib/shapes";
import {
  drawCount,
  drawLeftOf,
  inReadingOrder,
} from "../../../notebooks/multimodal/mllm/questions.ts";
import {
  drawExamples,
  drawTexts,
  factsOf,
  imagine,
  isHeldOut,
  isShown,
  trueCaptions,
} from "../../../notebooks/multimodal/mllm/examples.ts";

Deno.test("counts are right, and the three answers are equally likely", () => {
  const random = stream(1);
  const seen = { zero: 0, one: 0, two: 0 };
  for (let i = 0; i < 600; i++) {
    const { scene, words, answer } = drawCount(random, () => true);
    const asked = words.at(-1)!;
    const part = (COLOURS as readonly string[]).includes(asked) ? "colour" : "shape";
    const count = describe(scene, { parts: [part] }).filter((word) => word === asked).length;
    equal(answer, ["zero", "one", "two"][count]);
    seen[answer as keyof typeof seen]++;
  }
  // 200 each, standard deviation 11.5
  for (const count of Object.values(seen)) assert(Math.abs(count - 200) < 58, `${count}`);
});

Deno.test("left is left, and yes and no are equally likely", () => {
  const random = stream(2);
  let yes = 0;
  for (let i = 0; i < 600; i++) {
    const { scene, words: [, colour, shape, , , ...other], answer } = drawLeftOf(
      random,
      () => true,
    );
    const sideOf = (said: string[]) => {
      const own = scene.filter((thing) => thing.colour === said[0] && thing.shape === said[1]);
      equal(own.length, 1);
      return own[0]!.place.split(" ")[1];
    };
    const sides = [sideOf([colour!, shape!]), sideOf(other)];
    deepEqual(sides.toSorted(), ["left", "right"]);
    equal(answer, sides[0] === "left" ? "yes" : "no");
    yes += Number(answer === "yes");
  }
  assert(Math.abs(yes - 300) < 62, `${yes}`); // standard deviation 12.2
});

Deno.test("reading order goes from the upper left to the lower right", () => {
  const places = ["lower right", "upper right", "lower left", "upper left"] as const;
  const scene = places.map((place) =>
    ({ size: "small", colour: "red", shape: "ring", place }) as const
  );
  deepEqual(inReadingOrder(scene).map(({ place }) => place), [
    ...["upper left", "upper right", "lower left", "lower right"],
  ]);
});

Deno.test("training shows no combination that is held out, and few examples are the first of many", () => {
  const kinds = ["caption", "count", "left of"] as const;
  const rules = { seed: 3, use: "test", kinds };
  const few = drawExamples({ ...rules, count: 9, allow: isShown });
  const many = drawExamples({ ...rules, count: 60, allow: isShown });
  equal(many.scenes.flat().some(isHeldOut), false);
  deepEqual(many.texts.slice(0, 9), few.texts);
  const apart = few.pixels.findIndex((value, i) => value !== many.pixels[i]);
  equal(apart, -1);
  const held = drawExamples({ ...rules, count: 30, allow: isHeldOut });
  equal(held.scenes.flat().every(isHeldOut), true);
});

Deno.test("texts hold facts that stay the same, captions of their notes, and questions", () => {
  const texts = drawTexts(1, 60).map((text) => text.join(" "));
  const facts = factsOf(1).map((fact) => fact.join(" "));
  equal(facts.length, 32);
  equal(texts.filter((text) => facts.includes(text)).length, 10);
  equal(texts.filter((text) => text.includes(" say ")).length, 10);
  equal(texts.filter((text) => text.includes(" ask ")).length, 40);
});

Deno.test("an imagined scene differs in one property, and its caption does not hold", () => {
  const random = stream(4);
  const { scenes } = drawExamples({
    seed: 1,
    use: "test",
    count: 60,
    kinds: ["caption"],
    allow: isShown,
  });
  for (const scene of scenes) {
    const other = imagine(random, scene);
    equal(holds(readCaption(describe(other)), scene), false);
    const apart = describe(scene).filter((word, i) => describe(other)[i] !== word);
    equal(apart.length, 1);
  }
});

Deno.test("true captions hold, and are as many as there are ways to tell", () => {
  const { scenes } = drawExamples({
    seed: 2,
    use: "test",
    count: 20,
    kinds: ["caption"],
    allow: isShown,
  });
  for (const scene of scenes) {
    const captions = trueCaptions(scene).map((text) => text.slice(1, -1));
    equal(new Set(captions.map((words) => words.join(" "))).size, scene.length === 2 ? 4 : 1);
    for (const words of captions) equal(holds(readCaption(words), scene), true);
    deepEqual(captions[0], describe(scene));
  }
});
