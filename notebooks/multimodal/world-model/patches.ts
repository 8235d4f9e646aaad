import { SIZE } from "./ball.ts";

/** Pixels along a patch, patches of a frame, and pixels of a patch. */
export const [PATCH, PATCHES, PIXELS] = [4, 16, 16];

/** Frames of 16 x 16 pixels, cut into patches of 4 x 4, row by row. */
export function cutPatches(frames: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(frames, (_, i) => frames[pixelOf(i)]!);
}

/** The frames that patches are of. */
export function joinPatches(patches: Float32Array): Float32Array<ArrayBuffer> {
  const frames = new Float32Array(patches.length);
  patches.forEach((value, i) => frames[pixelOf(i)] = value);
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

/** Frames whose patches stand in the places of a count column by column. */
export function byColumns(frames: Float32Array): Float32Array<ArrayBuffer> {
  const patches = cutPatches(frames);
  const across = SIZE / PATCH;
  return joinPatches(patches.map((_, i) => {
    const [patch, at] = [Math.floor(i / PIXELS), i % PIXELS];
    const [frame, place] = [Math.floor(patch / PATCHES), patch % PATCHES];
    const turned = (place % across) * across + Math.floor(place / across);
    return patches[(frame * PATCHES + turned) * PIXELS + at]!;
  }));
}
