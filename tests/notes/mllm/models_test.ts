import { loadParameters } from "@rederive/lib/nn";
import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { logSoftmax } from "@rederive/lib/reference";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { scoresOnFacts, weightsOf } from "../../../notebooks/multimodal/mllm/fingerprint.ts";
import { quartersOf } from "../../../notebooks/multimodal/mllm/encoder.ts";
import { breakPictures } from "../../../notebooks/multimodal/mllm/exam.ts";
import { round } from "../../../notebooks/multimodal/mllm/keep.ts";
import { BESIDE, logProbabilities } from "../../../notebooks/multimodal/mllm/log_probability.ts";
import { answersOf, hallucinationOf } from "../../../notebooks/multimodal/mllm/measure.ts";
import {
  makeParts,
  PACES,
  trainBeside,
  trainPreference,
} from "../../../notebooks/multimodal/mllm/stages.ts";
import { givenOf, rowsOf, VOCABULARY } from "../../../notebooks/multimodal/mllm/texts.ts";
import { writeCaptions } from "../../../notebooks/multimodal/mllm/write_captions.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const noise = (count: number, seed: number) => {
  const random = stream(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};
const texts = ["say small red ring upper left [end]", "ask how many red ? two [end]"]
  .map((text) => text.split(" "));

gpuTest(
  "alignment changes the projector and not a bit of the rest; opened weights do change",
  async (gpu) => {
    using parts = makeParts(gpu, 7);
    const { encoder, lm, projector } = parts;
    const seen =
      async () => [await weightsOf(lm), await scoresOnFacts(gpu, parts), await weightsOf(encoder)];
    const [before, start] = [await seen(), await weightsOf(projector)];
    const rules = { kinds: ["caption"], ...PACES.align, stop: 2 } as const;
    const losses = await trainBeside(gpu, parts, { trained: [projector], ...rules });
    deepEqual(await seen(), before);
    assert(await weightsOf(projector) !== start);
    equal(losses.length, 2);
    await trainBeside(gpu, parts, { trained: [projector, lm], practice: true, ...rules });
    const after = await seen();
    assert(after[0] !== before[0] && after[1] !== before[1]);
    equal(after[2], before[2]);
  },
);

gpuTest(
  "before a preference is learned its loss is ln 2, and only the language model learns it",
  async (gpu) => {
    using parts = makeParts(gpu, 8);
    const start = await weightsOf(parts.projector);
    const was = await weightsOf(parts.lm);
    const [first] = await trainPreference(gpu, parts, { ...PACES.prefer, stop: 2 });
    assert(Math.abs(first! - Math.LN2) < 1e-4, `${first}`); // of numbers near 40, in f32
    equal(await weightsOf(parts.projector), start);
    assert(await weightsOf(parts.lm) !== was);
  },
);

gpuTest("the log-probability of a text is that of its words, those given left out", async (gpu) => {
  using parts = makeParts(gpu, 9);
  const { lm, projector } = parts;
  const features = noise(2 * 96, 1);
  const got = await logProbabilities(gpu, parts, { features, texts });
  const { ids } = rowsOf(texts, { length: BESIDE, given: givenOf });
  using _scope = openScope(gpu);
  const quarters = tensor(gpu, features, { shape: [2, 4, 24] });
  const words = tensor(gpu, ids, { shape: [2, BESIDE] });
  const scores = await read(noGrad(() => lm.logits(words, projector.forward(quarters))));
  texts.forEach((text, row) => {
    let want = 0;
    for (let at = givenOf(text); at < text.length; at++) {
      const from = (row * BESIDE + at - 1) * VOCABULARY.words.length;
      const own = scores.subarray(from, from + VOCABULARY.words.length);
      want += logSoftmax(own)[VOCABULARY.words.indexOf(text[at]!)]!;
    }
    assert(Math.abs(got[row]! - want) < 1e-4, `${got[row]}, want ${want}`);
  });
});

gpuTest("a caption is written of the likeliest words, each after those before it", async (gpu) => {
  using parts = makeParts(gpu, 10);
  const features = noise(96, 2);
  const [written] = await writeCaptions(gpu, parts, { features });
  const length = Math.min(written!.length, BESIDE + 1);
  const [answers] = await answersOf(gpu, parts, { texts: [written!], features });
  deepEqual(answers, written!.slice(1, length));
});

gpuTest("what is drawn follows the stream, and the first of many is that of one", async (gpu) => {
  using parts = makeParts(gpu, 11);
  const features = noise(3 * 96, 3);
  const all = await writeCaptions(gpu, parts, { features, random: stream(1) });
  const one = await writeCaptions(gpu, parts, {
    features: features.slice(0, 96),
    random: stream(1),
  });
  deepEqual(one, all.slice(0, 1));
  const other = await writeCaptions(gpu, parts, { features, random: stream(2) });
  assert(JSON.stringify(other) !== JSON.stringify(all));
});

gpuTest("hallucination is what is left beside all true captions", async (gpu) => {
  using parts = makeParts(gpu, 12);
  const scene = [{ size: "small", colour: "red", shape: "ring", place: "upper left" }] as const;
  const features = noise(96, 4);
  const { hallucinated, told } = await hallucinationOf(gpu, parts, { scenes: [scene], features });
  const [log] = await logProbabilities(gpu, parts, { features, texts: [texts[0]!] });
  assert(Math.abs(told - log!) < 1e-6);
  assert(Math.abs(hallucinated - 100 * (1 - Math.exp(log!))) < 1e-6);
});

gpuTest("rounded weights come back from their numbers", async (gpu) => {
  using parts = makeParts(gpu, 13);
  using other = makeParts(gpu, 14);
  const values = await round(parts.lm);
  await loadParameters(other.lm, values);
  equal(await weightsOf(other.lm), await weightsOf(parts.lm));
});

Deno.test("quarters are numbered in reading order, nothing is 0", () => {
  const { size, colour, shape } = quartersOf([
    [{ size: "large", colour: "green", shape: "cross", place: "lower left" }],
  ]);
  deepEqual([[...size], [...colour], [...shape]], [[0, 0, 2, 0], [0, 0, 2, 0], [0, 0, 3, 0]]);
});

Deno.test("broken pictures have each quarter in the place of the next, or another picture's", () => {
  const features = Float32Array.from({ length: 200 * 96 }, (_, i) => Math.floor(i / 24));
  const turned = breakPictures(features, "turned");
  deepEqual([0, 24, 48, 72, 96].map((at) => turned[at]), [1, 2, 3, 0, 5]);
  const other = breakPictures(features, "other picture");
  deepEqual([0, 24, 96, 199 * 96].map((at) => other[at]), [4, 5, 8, 0]);
});
