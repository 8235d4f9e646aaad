import type { Gpu } from "@rederive/lib/gpu";
import { drawVideos, type Video } from "./ball.ts";
import { type Family, makePredictor, type Predictor } from "./predictors.ts";
import { encodeFrames } from "./run_tokenizer.ts";
import { Tokenizer, type TokenKind } from "./tokenizers.ts";
import { type Latents, trainPredictor } from "./train_predictor.ts";
import { trainTokenizer } from "./train_tokenizer.ts";

/** Of the networks that are kept in data/ and judged. */
export const SEEDS = [0, 1, 2] as const;
/** The tokenizers. */
export const KINDS: readonly TokenKind[] = ["continuous", "fsq", "vq"];
/** Steps of each training; chosen with a seed that is not judged. */
export const STEPS = { tokenizer: 400, flow: 3000, tokens: 2000, post: 2500 } as const;
/** Videos of eight frames that a training draws from. */
export const VIDEOS = 2000;

/** How a flow is post-trained: told the pushes, or told those of another video. */
export type Post = "post" | "shuffled";
/** What of a seed is kept: tokenizers, predictors, and flows that were post-trained. */
export type Part = TokenKind | Family | Post;

/** The file of data/ that keeps the parts of a seed. */
export function fileOf(seed: number): string {
  return `world-model-${seed}.safetensors`;
}

/** The frames of videos, one behind the other; of each the first `count`, all unless given. */
export function framesOf(videos: readonly Video[], count = Infinity): Float32Array<ArrayBuffer> {
  const each = videos.map(({ frames, length }) =>
    frames.subarray(0, Math.min(count, length) * frames.length / length)
  );
  const all = new Float32Array(each.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const frames of each) {
    all.set(frames, at);
    at += frames.length;
  }
  return all;
}

/** The tokenizer that a family of predictors works behind. */
export function kindOf(family: Family): TokenKind {
  return family === "flow" ? "continuous" : "fsq";
}

/** Trains a tokenizer; the first losses. */
export function teachTokenizer(tokenizer: Tokenizer, seed: number, stop?: number) {
  const frames = framesOf(drawVideos(300, { seed: 10 + seed }));
  const rules = { seed, steps: STEPS.tokenizer, ...stop ? { stop } : {} };
  return trainTokenizer(tokenizer, frames, rules);
}

/** Trains a predictor behind a tokenizer, on balls that nobody pushes; the first losses. */
export async function teachPredictor(
  predictor: Predictor,
  tokenizer: Tokenizer,
  seed: number,
  stop?: number,
): Promise<number[]> {
  const latents = await latentsOf(tokenizer, drawVideos(VIDEOS, { seed: 20 + seed }));
  const rules = { seed, steps: STEPS[predictor.family], ...stop ? { stop } : {} };
  return await trainPredictor(predictor, latents, rules);
}

/** Goes on with a flow, on balls that are pushed, told of it; the first losses. */
export async function postTrain(
  flow: Predictor,
  tokenizer: Tokenizer,
  { post, seed, stop }: { post: Post; seed: number; stop?: number },
): Promise<number[]> {
  const videos = drawVideos(VIDEOS, { seed: 30 + seed, pushed: true });
  const { pushes, ...latents } = await latentsOf(tokenizer, videos);
  const told = post === "shuffled" ? [...pushes.slice(1), pushes[0]!] : pushes;
  const rules = { seed: 100 + seed, steps: STEPS.post, ...stop ? { stop } : {} };
  return await trainPredictor(flow, { ...latents, pushes: told }, rules);
}

async function latentsOf(tokenizer: Tokenizer, videos: readonly Video[]): Promise<Latents> {
  const values = await encodeFrames(tokenizer, framesOf(videos));
  return { values, length: videos[0]!.length, pushes: videos.map(({ pushes }) => pushes) };
}

/** A part as it starts. */
export function startOf(gpu: Gpu, part: Part, seed: number): Tokenizer | Predictor {
  if (part === "tokens") return makePredictor(gpu, "tokens", { seed });
  if (part === "continuous" || part === "fsq" || part === "vq") {
    return new Tokenizer(gpu, part, { seed });
  }
  return makePredictor(gpu, "flow", { seed });
}
