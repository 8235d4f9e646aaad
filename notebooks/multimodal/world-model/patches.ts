import { SIZE } from "./ball.ts";

/** Pixels along a patch, patches of a frame, and pixels of a patch. */
export const [PATCH, PATCHES, PIXELS] = [4, 16, 16];

/** Frames of 16 x 16 pixels, cut into patches of 4 x 4, row by row. */
export function cutPatches(frames: Float32Array): Float32Array<ArrayBuffer> {
  const patches = new Float32Array(frames.length);
  for (let i = 0; i < patches.length; i++) patches[i] = frames[pixelOf(i)]!;
  return patches;
}

/** The frames that patches are of. */
export function joinPatches(patches: Float32Array): Float32Array<ArrayBuffer> {
  const frames = new Float32Array(patches.length);
  for (let i = 0; i < patches.length; i++) frames[pixelOf(i)] = patches[i]!;
  return frames;
}

/** Where the i-th number of patches lies among the pixels of frames. */
function pixelOf(i: number): number {
  const [frame, rest] = [Math.floor(i / SIZE ** 2), i % SIZE ** 2];
  const [patch, at] = [Math.floor(rest / PIXELS), rest % PIXELS];
  const across = SIZE / PATCH;
  const row = Math.floor(patch / across) * PATCH + Math.floor(at / PATCH);
  const column = (patch % across) * PATCH + at % PATCH;
  return frame * SIZE ** 2 + row * SIZE + column;
}
