import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import { cutPatches, joinPatches, PIXELS } from "./patches.ts";
import { type Tokenizer, WIDTH } from "./tokenizers.ts";

/** Patches a pass, at most. */
const MOST = 16384;

/** Frames to what a decoder is given, four numbers a patch. Black patches are all the same: one is encoded. */
export async function encodeFrames(
  tokenizer: Tokenizer,
  frames: Float32Array,
): Promise<Float32Array<ArrayBuffer>> {
  const patches = cutPatches(frames);
  const lit: number[] = [];
  for (let i = 0; i < patches.length; i++) {
    const at = i - i % PIXELS;
    if (patches[i]! > 0 && lit.at(-1) !== at) lit.push(at);
  }
  const packed = new Float32Array((lit.length + 1) * PIXELS);
  lit.forEach((at, i) => packed.set(patches.subarray(at, at + PIXELS), i * PIXELS));
  const codes = await encodePatches(tokenizer, packed);
  const black = codes.subarray(-WIDTH);
  const values = new Float32Array(patches.length / PIXELS * WIDTH);
  for (let at = 0; at < values.length; at += WIDTH) values.set(black, at);
  lit.forEach((at, i) =>
    values.set(codes.subarray(i * WIDTH, (i + 1) * WIDTH), at / PIXELS * WIDTH)
  );
  return values;
}

async function encodePatches(
  tokenizer: Tokenizer,
  patches: Float32Array<ArrayBuffer>,
): Promise<Float32Array<ArrayBuffer>> {
  const count = patches.length / PIXELS;
  const values = new Float32Array(count * WIDTH);
  for (let from = 0; from < count; from += MOST) {
    using _scope = openScope(tokenizer.gpu);
    const some = patches.slice(from * PIXELS, (from + MOST) * PIXELS);
    const x = tensor(tokenizer.gpu, some, { shape: [some.length / PIXELS, PIXELS] });
    const [got] = await readMany([noGrad(() => tokenizer.encode(x).values)]);
    values.set(got as Float32Array, from * WIDTH);
  }
  return values;
}

/** Four numbers a patch to frames. */
export async function decodeFrames(
  tokenizer: Tokenizer,
  values: Float32Array<ArrayBuffer>,
): Promise<Float32Array<ArrayBuffer>> {
  const count = values.length / WIDTH;
  const patches = new Float32Array(count * PIXELS);
  for (let from = 0; from < count; from += MOST) {
    using _scope = openScope(tokenizer.gpu);
    const some = values.slice(from * WIDTH, (from + MOST) * WIDTH);
    const x = tensor(tokenizer.gpu, some, { shape: [some.length / WIDTH, WIDTH] });
    const [got] = await readMany([noGrad(() => tokenizer.decode(x))]);
    patches.set(got as Float32Array, from * PIXELS);
  }
  return joinPatches(patches);
}

/** Peak signal to noise ratio of pictures of pixels from 0 to 1, in decibels. */
export function psnrOf(a: Float32Array, b: Float32Array): number {
  const squares = a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0);
  return -10 * Math.log10(squares / a.length);
}
