import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { read, tensor } from "@rederive/lib/tensor";
import { drawVideos, type Video } from "../../../notebooks/multimodal/world-model/ball.ts";
import {
  continueVideos,
  guessOf,
  lawsOf,
} from "../../../notebooks/multimodal/world-model/continue_videos.ts";
import { cutPatches, joinPatches } from "../../../notebooks/multimodal/world-model/patches.ts";
import { makePredictor, SIZES } from "../../../notebooks/multimodal/world-model/predictors.ts";
import { encodeFrames, psnrOf } from "../../../notebooks/multimodal/world-model/run_tokenizer.ts";
import { framesOf } from "../../../notebooks/multimodal/world-model/runs.ts";
import { bounces, freeFalls } from "../../../notebooks/multimodal/world-model/starts.ts";
import {
  codeOf,
  Tokenizer,
  valuesOf,
} from "../../../notebooks/multimodal/world-model/tokenizers.ts";
import { trainPredictor } from "../../../notebooks/multimodal/world-model/train_predictor.ts";
import { trainTokenizer } from "../../../notebooks/multimodal/world-model/train_tokenizer.ts";

Deno.test("patches are cut row by row and joined again", () => {
  const frames = Float32Array.from({ length: 512 }, (_, i) => i);
  const patches = cutPatches(frames);
  deepEqual([...patches.subarray(16, 24)], [4, 5, 6, 7, 20, 21, 22, 23]);
  deepEqual(joinPatches(patches), frames);
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

Deno.test("frames are encoded patch by patch, black ones as well", async () => {
  await using gpu = await openGpu();
  using tokenizer = new Tokenizer(gpu, "continuous", { seed: 2 });
  const frames = framesOf(drawVideos(2, { seed: 2 }), 1);
  const patches = cutPatches(frames);
  using x = tensor(gpu, patches, { shape: [32, 16] });
  const want = await read(tokenizer.encode(x).values);
  const got = await encodeFrames(tokenizer, frames);
  equal(got.findIndex((v, i) => Math.abs(v - want[i]!) > 1e-6), -1);
  const black = await encodeFrames(tokenizer, new Float32Array(256));
  equal(
    new Set(Array.from({ length: 16 }, (_, i) => black.slice(4 * i, 4 * i + 4).join())).size,
    1,
  );
});

Deno.test("predictors learn, and continue videos frame by frame", async () => {
  await using gpu = await openGpu();
  using tokenizer = new Tokenizer(gpu, "fsq", { seed: 1 });
  const videos = drawVideos(6, { seed: 1 });
  const values = await encodeFrames(tokenizer, framesOf(videos));
  const latents = { values, length: 8, pushes: videos.map(({ pushes }) => pushes) };
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
  const [, , c, d] = guessOf([video!], "stays")[0]!;
  deepEqual(d, c);
  const [, f, g, h] = guessOf([video!], "goes on")[0]!;
  ok(Math.abs(h![0]! - Math.min(14, Math.max(2, 2 * g![0]! - f![0]!))) < 1e-6);
});

Deno.test("a guess that bends on has a fall right, and who knows the laws a bounce, too", () => {
  const truth = (video: Video, t: number) => video.states[t]!.y;
  for (const video of freeFalls(10, { seed: 6 })) {
    const bent = guessOf([video], "bends on")[0]!;
    ok(Math.abs(bent[4]![1] - truth(video, 4)) < 0.4, `${bent[4]}, ${truth(video, 4)}`);
  }
  for (const video of bounces(10, { seed: 6 })) {
    const [bent, known] = [guessOf([video], "bends on")[0]!, lawsOf([video])[0]!];
    equal(known.length, 8);
    ok(Math.abs(known[7]![1] - truth(video, 7)) < 0.4, `${known[7]}, ${truth(video, 7)}`);
    ok(Math.abs(bent[7]![1] - truth(video, 7)) > 1, `${bent[7]}, ${truth(video, 7)}`);
  }
});

Deno.test("what a flow is told changes what it makes", async () => {
  await using gpu = await openGpu();
  using tokenizer = new Tokenizer(gpu, "continuous", { seed: 1 });
  const predictor = makePredictor(gpu, "flow", { seed: 1 });
  using _network = predictor.network;
  const videos = drawVideos(2, { seed: 1, length: 4 });
  const made = (push: number) =>
    continueVideos({ predictor, tokenizer }, videos, {
      frames: 1,
      pushes: [[0, 0, push], [0, 0, 0]],
    });
  const [left, right] = [await made(-1), await made(1)];
  ok(left[0]!.some((v, i) => v !== right[0]![i]));
  ok(left[1]!.every((v, i) => v === right[1]![i]));
});

Deno.test("psnrOf() of an error of a tenth is 20 dB", () => {
  equal(Math.round(1000 * psnrOf(Float32Array.of(0, 1), Float32Array.of(0.1, 0.9))), 20000);
});
