/**
 * What is added to the scores of all tokens with all, (N T, N T), so that tokens see their own frame
 * alone: 0 there, -1e30 elsewhere.
 */
export function frameMask(frames: number, tokens: number): Float32Array<ArrayBuffer> {
  const all = frames * tokens;
  const frameOf = (i: number) => Math.floor(i / tokens);
  return Float32Array.from({ length: all ** 2 }, (_, i) => {
    return frameOf(Math.floor(i / all)) === frameOf(i % all) ? 0 : -1e30;
  });
}
