import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { PARTS } from "@rederive/lib/shapes";
import { stream } from "@rederive/lib/random";
import {
  bitsOf,
  byCaption,
  everyScene,
  everyTelling,
  openBits,
} from "../../../notebooks/multimodal/mllm/caption_bits.ts";
import {
  bayesError,
  everyWeighed,
  pictureName,
  weighedText,
} from "../../../notebooks/multimodal/mllm/mass.ts";
import { probe } from "../../../notebooks/multimodal/mllm/probe.ts";
import { toBf16 } from "../../../notebooks/multimodal/mllm/keep.ts";
import { float32Of, readSafetensors, writeSafetensors } from "@rederive/lib/safetensors";

Deno.test("there are 128 scenes of one thing and 6144 of two, and 15 ways to tell them", () => {
  const scenes = everyScene();
  equal(scenes.filter(({ length }) => length === 1).length, 128);
  equal(scenes.length, 6272);
  equal(new Set(scenes.map((scene) => JSON.stringify(scene))).size, 6272);
  const tellings = everyTelling();
  equal(new Set(tellings.map((parts) => parts.join())).size, 15);
  deepEqual(tellings.at(-1), [...PARTS]);
});

Deno.test("bits are those of the groups' sizes", () => {
  const groups = new Map([["a", [1, 2, 3, 4]], ["b", [5, 6]], ["c", [7, 8]]]);
  const { told, open } = bitsOf(groups);
  equal(open, (4 * 2 + 4 * 1) / 8);
  equal(told, 3 - 1.5);
});

Deno.test("a caption of colours and shapes leaves 3 bits of one thing and log2(24) of two", () => {
  const want = (128 * 3 + 6144 * Math.log2(24)) / 6272;
  assert(Math.abs(openBits(["colour", "shape"]) - want) < 1e-12);
  const counted = bitsOf(byCaption(everyScene(), ["colour", "shape"])).open;
  assert(Math.abs(counted - want) < 1e-9);
});

Deno.test("there are 256 weighed things when all is possible, half as many when the size decides", () => {
  equal(everyWeighed("any").length, 256);
  equal(everyWeighed("size").length, 128);
});

Deno.test("a picture's name depends on all that is drawn, and not on the weight", () => {
  const [heavy, light, other] = everyWeighed("any");
  equal(pictureName(heavy!), pictureName(light!));
  assert(pictureName(heavy!) !== pictureName(other!));
  assert(weighedText(heavy!) !== weighedText(light!));
});

Deno.test("the best guess errs as often as the rarer half of what looks alike", () => {
  const things = everyWeighed("any");
  equal(bayesError(things, () => "all alike"), 0.5);
  equal(bayesError(things, weighedText), 0);
  equal(bayesError(everyWeighed("size"), ({ size }) => size), 0);
  equal(bayesError(things.slice(0, 3), ({ mass }) => mass), 0);
  equal(bayesError(things.slice(0, 3), () => ""), 1 / 3);
});

Deno.test("a probe finds a direction that is there, and none that is not", () => {
  const random = stream(5);
  const cloud = (count: number, shift: number) =>
    Array.from(
      { length: count },
      () => Float64Array.from({ length: 4 }, (_, i) => random.normal() + (i === 2 ? shift : 0)),
    );
  const sides = (shift: number) => ({ ones: cloud(400, shift), others: cloud(400, 0) });
  assert(probe(sides(6), sides(6)) > 99);
  const none = probe(sides(0), sides(0));
  assert(Math.abs(none - 50) < 8, `${none}`); // standard deviation 1.8
});

Deno.test("rounding to bf16 is what a file of bf16 gives back", () => {
  const random = stream(6);
  const values = Float32Array.from({ length: 999 }, (_, i) => random.normal() * 10 ** (i % 7 - 3));
  values.set([0, -0, 1, 1.00390625, 1.01171875, 3.3895313892515355e38]);
  const bytes = writeSafetensors(new Map([["x", { shape: [999], values, dtype: "BF16" }]]));
  const want = float32Of(readSafetensors(bytes).tensors.get("x")!);
  const got = toBf16(values);
  equal(got.findIndex((value, i) => !Object.is(value, want[i])), -1);
});
