import { LAP, PICTURES } from "./hall.ts";

/** The colours of frames of the walk, about 0: (N, T, 12). */
export function patchesOf(frames: readonly number[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    frames.flatMap((frame) => [...PICTURES[frame % LAP]!.colours]),
    (x) => 2 * x - 1,
  );
}
