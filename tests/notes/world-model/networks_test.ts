import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { read, tensor } from "@rederive/lib/tensor";
import { drawVideos } from "../../../notebooks/multimodal/world-model/ball.ts";
import {
  continueVideos,
  guessOf,
} from "../../../notebooks/multimodal/world-model/continue_videos.ts";
import {
  byColumns,
  cutPatches,
  joinPatches,
} from "../../../notebooks/multimodal/world-model/patches.ts";
import { makePredictor, SIZES } from "../../../notebooks/multimodal/world-model/predictors.ts";
import { encodeFrames, psnrOf } from "../../../notebooks/multimodal/world-model/run_tokenizer.ts";
import { framesOf } from "../../../notebooks/multimodal/world-model/runs.ts";
import {
  codeOf,
  Tokenizer,
  valuesOf,
} from "../../../notebooks/multimodal/world-model/tokenizers.ts";
import { trainPredictor } from "../../../notebooks/multimodal/world-model/train_predictor.ts";
import { trainTokenizer } from "../../../notebooks/multimodal/world-model/train_tokenizer.ts";

Deno.test("patches are cut row by row and joined again; by columns is another picture", () => {
  const frames = Float32Array.from({ length: 512 }, (_, i) => i);
  const patches = cutPatches(frames);
  deepEqual([...patches.subarray(16, 24)], [4, 5, 6, 7, 20, 21, 22, 23]);
  deepEqual(joinPatches(patches), frames);
  equal(byColumns(frames)[4], 64);
  deepEqual(byColumns(byColumns(frames)), frames);
});

Deno.test("every code of the grid comes back as itself", () => {
  for (let code = 0; code < 1000; code++) equal(codeOf(valuesOf(code)), code);
});

Deno.test("tokenizers give values of their kind, and learn", async () => {
  await using gpu = await openGpu();
  const videos = drawVideos(20, { seed: 1 });
  for (const kind of ["continuous", "fsq", "vq"] as const) {
    using tokenizer = new Tokenizer(gpu, kind, { seed: 1 });
    const losses = await trainTokenizer(tokenizer, framesOf(videos), { seed: 1, steps: 40 });
    const [again] = await trainTokenizer(tokenizer, framesOf(videos), { seed: 1, steps: 1 });
    ok(again! < 0.7 * losses[0]!, `${kind}: ${losses[0]}, ${again}`);
    const values = await encodeFrames(tokenizer, framesOf(videos, 1));
    equal(values.length, 20 * 64);
    if (kind !== "fsq") continue;
    const given = valuesOf(codeOf(values, 8));
    given.forEach((value, i) => ok(Math.abs(value - values[8 + i]!) < 1e-6));
  }
});

Deno.test("predictors learn, and continue videos frame by frame", async () => {
  await using gpu = await openGpu();
  using tokenizer = new Tokenizer(gpu, "fsq", { seed: 1 });
  const videos = drawVideos(6, { seed: 1 });
  const values = await encodeFrames(tokenizer, framesOf(videos));
  const latents = { values, length: 8, actions: videos.map(({ pushes }) => pushes) };
  for (const family of ["flow", "tokens"] as const) {
    const predictor = makePredictor(gpu, family, { seed: 1 });
    using _network = predictor.network;
    const losses = await trainPredictor(predictor, latents, { seed: 1, steps: 30 });
    const [again] = await trainPredictor(predictor, latents, { seed: 1, steps: 1 });
    ok(again! < 0.9 * losses[0]!, `${family}: ${losses[0]}, ${again}`);
    const made = await continueVideos({ predictor, tokenizer }, videos, { frames: 2 });
    equal(made.length, 6);
    ok(made.every((frames) => frames.length === 5 * 256 && frames.every(Number.isFinite)));
  }
});

Deno.test("a code's score depends on all four of its numbers", async () => {
  await using gpu = await openGpu();
  const { network, forward } = makePredictor(gpu, "tokens", { seed: 0 });
  using _network = network;
  const row = Float32Array.from({ length: SIZES.tokens.inputs }, (_, i) => Math.sin(i));
  using x = tensor(gpu, row, { shape: [1, row.length] });
  const scores = await read(forward(x));
  equal(scores.length, 1000);
  equal(new Set(scores.slice(0, 125)).size, 125);
});

Deno.test("guesses stay, or go on evenly", () => {
  const [video] = drawVideos(1, { seed: 3 });
  const [, , c, d] = guessOf([video!], "same frame")[0]!;
  deepEqual(d, c);
  const [, f, g, h] = guessOf([video!], "same speed")[0]!;
  ok(Math.abs(h![0]! - Math.min(14, Math.max(2, 2 * g![0]! - f![0]!))) < 1e-6);
});

Deno.test("psnrOf() of an error of a tenth is 20 dB", () => {
  equal(Math.round(1000 * psnrOf(Float32Array.of(0, 1), Float32Array.of(0.1, 0.9))), 20000);
});
