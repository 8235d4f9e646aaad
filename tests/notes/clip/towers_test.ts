import { assertClose } from "@rederive/lib/check";
import { type Clip, ClipText } from "@rederive/lib/models";
import { stream } from "@rederive/lib/random";
import { holdOut } from "@rederive/lib/shapes";
import { noGrad, read, tensor } from "@rederive/lib/tensor";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import {
  best,
  cosines,
  embedCaptions,
  embedPictures,
} from "../../../notebooks/multimodal/clip/evaluate.ts";
import {
  endOf,
  LENGTH,
  makeDualEncoder,
  WIDTH,
} from "../../../notebooks/multimodal/clip/networks.ts";
import { drawPairs, encodeCaptions } from "../../../notebooks/multimodal/clip/pairs.ts";
import { SCALES, startOf } from "../../../notebooks/multimodal/clip/runs.ts";
import { tokensWithSlope } from "../../../notebooks/multimodal/clip/slopes.ts";
import { BATCH, batches, train } from "../../../notebooks/multimodal/clip/train.ts";
import {
  combinations,
  drawTest,
  encodeBank,
  openExam,
  percentRight,
  THINGS,
} from "../../../notebooks/multimodal/clip/zero_shot.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest("captions on the GPU go through the text tower as lib's own go", async (gpu) => {
  const sizes = { channels: 8, heads: 2, hidden: 12, layers: 2, vocabulary: 18, positions: LENGTH };
  using text = new ClipText(gpu, { ...sizes, end: 2, random: stream(1) });
  const { ids, ends } = encodeCaptions([["red", "ring"], [
    "small",
    "red",
    "ring",
    "upper",
    "left",
  ]]);
  using onGpu = tensor(gpu, ids, { shape: [2, LENGTH] });
  using places = tensor(gpu, ends);
  const want = await read(noGrad(() => text.forward({ ids, shape: [2, LENGTH] }).pooled));
  const got = await read(noGrad(() => endOf(text, onGpu, places)));
  assertClose(got, [...want], { abs: 1e-6, rel: 0 });
});

Deno.test("captions end where [end] is", () => {
  const { ids, ends } = encodeCaptions([["ring"], ["red", "ring"]]);
  deepEqual([...ends], [2, LENGTH + 3]);
  deepEqual([...ends].map((end) => ids[end]), [2, 2]);
});

Deno.test("a batch holds no held-out thing, and none twice", () => {
  const next = batches(2);
  const isHeldOut = holdOut({ shift: 2 });
  for (let i = 0; i < 3; i++) {
    const { scenes, pixels } = next();
    equal(pixels.length, BATCH * 768);
    equal(scenes.flat().some(isHeldOut), false);
    equal(new Set(scenes.map(([thing]) => Object.values(thing!).join())).size, BATCH);
  }
});

Deno.test("the test is of held-out things, or of all others", () => {
  const isHeldOut = holdOut({ shift: 1 });
  equal(drawTest(1, { isHeldOut: true }).scenes.flat().every(isHeldOut), true);
  equal(drawTest(1, { isHeldOut: false }).scenes.flat().some(isHeldOut), false);
});

Deno.test("percentRight() counts what is right in all parts asked for", () => {
  const [a, b] = [THINGS[0]!, { ...THINGS[0]!, place: "lower right" as const }];
  equal(percentRight([a, b], { scenes: [[a], [a]] }, ["colour", "shape"]), 100);
  equal(percentRight([a, b], { scenes: [[a], [a]] }, ["colour", "place"]), 50);
});

gpuTest(
  "cosines are those of vectors of length 1; a bank read at [start] knows no caption",
  async (gpu) => {
    const encoder = await startOf(gpu, { eye: "vit", scale: "listing", seed: 5 });
    using _module = encoder.module;
    const bank = await encodeBank(gpu, encoder);
    equal(bank.length, 128 * WIDTH);
    const own = cosines(bank, bank);
    assertClose(own.map((row, i) => row[i]!), Array(128).fill(1), { abs: 1e-5, rel: 0 });
    equal(own.every((row, i) => best(row) === i), true);
    const atStart = await encodeBank(gpu, encoder, { at: "start" });
    const same = cosines(atStart, atStart);
    assertClose(same.flatMap((row) => [...row]), Array(128 ** 2).fill(1), { abs: 1e-5, rel: 0 });
    assertClose(await read(encoder.logitScale), [Math.log(SCALES.listing)], { abs: 1e-7, rel: 0 });
  },
);

for (const eye of ["vit", "conv"] as const) {
  gpuTest(`a ${eye} and a text tower come to agree in twenty steps`, async (gpu) => {
    const encoder = await startOf(gpu, { eye, scale: "formula", seed: 0 });
    using _module = encoder.module;
    const losses = await train(gpu, encoder, { seed: 0, steps: 20, learningRate: 0.005 });
    equal(losses.length, 20);
    // chance is ln 64 = 4.16; the last batch is as new to the network as the first
    equal(losses.at(-1)! < losses[0]! - 0.1, true, losses.join(" "));
    // the scale was left alone
    assertClose(await read(encoder.logitScale), [Math.log(1 / 0.07)], { abs: 1e-6, rel: 0 });
  });
}

gpuTest("one token a side has a slope, or all where their mean is read", async (gpu) => {
  const { module } = makeDualEncoder(gpu, { eye: "vit", seed: 1 });
  using clip = module as Clip;
  const pairs = drawPairs(stream(1), 3, { things: 1 });
  deepEqual(await tokensWithSlope(gpu, clip, pairs, "one token"), { picture: 1, caption: 1 });
  deepEqual(await tokensWithSlope(gpu, clip, pairs, "mean"), { picture: 5, caption: LENGTH });
});

gpuTest("pictures and captions have vectors of one width", async (gpu) => {
  for (const eye of ["vit", "conv"] as const) {
    const encoder = makeDualEncoder(gpu, { eye, seed: 1 });
    using _module = encoder.module;
    const pairs = drawPairs(stream(1), 3, { things: 1 });
    equal((await embedPictures(gpu, encoder, pairs)).length, 3 * WIDTH);
    equal((await embedCaptions(gpu, encoder, pairs)).length, 3 * WIDTH);
  }
});

Deno.test("combinations() has each colour with each shape, those held out last", () => {
  const isHeldOut = holdOut({ shift: 3 });
  const things = combinations(isHeldOut);
  equal(new Set(things.map(({ colour, shape }) => `${colour} ${shape}`)).size, 16);
  deepEqual(things.map(isHeldOut), Array.from({ length: 16 }, (_, i) => i >= 12));
});

gpuTest("an exam asks a network once, and an untrained one guesses", async (gpu) => {
  let loads = 0;
  const ask = openExam(gpu, (run) => {
    loads++;
    return startOf(gpu, run);
  });
  const run = { eye: "conv", scale: "formula", seed: 1 } as const;
  const whole = await ask(run, { on: "seen", parts: ["size", "colour", "shape", "place"] });
  const some = await ask(run, { on: "seen", parts: ["colour"] });
  equal(loads, 1);
  equal(whole <= some && whole < 5 && some < 60, true, `${whole} ${some}`);
});
