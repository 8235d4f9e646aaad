/** Chunks of consecutive tokens, none across the end of a section. */
export interface LateChunks {
  /** Chunk c has tokens starts[c] to starts[c + 1] - 1. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** The section of each chunk. */
  readonly sectionOf: readonly number[];
}

/**
 * Cuts tokens that have their vectors already into chunks of `size`, the last of a section shorter
 * (late chunking, https://arxiv.org/abs/2409.04701).
 */
export function lateChunks(
  { pieceStarts, sectionOfPiece }: {
    pieceStarts: ArrayLike<number>;
    sectionOfPiece: readonly number[];
  },
  { size }: { size: number },
): LateChunks {
  const starts = [0];
  const sectionOf: number[] = [];
  for (let piece = 0; piece < sectionOfPiece.length;) {
    const section = sectionOfPiece[piece]!;
    while (sectionOfPiece[piece] === section) piece++;
    const end = pieceStarts[piece]!;
    while (starts.at(-1)! < end) {
      starts.push(Math.min(end, starts.at(-1)! + size));
      sectionOf.push(section);
    }
  }
  return { starts: Uint32Array.from(starts), sectionOf };
}

/** The mean of each chunk's vectors, (chunks, width). */
export function meansOf(
  vectors: Float32Array,
  { starts }: { readonly starts: ArrayLike<number> },
  width: number,
): Float32Array<ArrayBuffer> {
  const means = new Float32Array((starts.length - 1) * width);
  for (let chunk = 0; chunk + 1 < starts.length; chunk++) {
    const count = starts[chunk + 1]! - starts[chunk]!;
    for (let row = starts[chunk]!; row < starts[chunk + 1]!; row++) {
      for (let d = 0; d < width; d++) {
        means[chunk * width + d]! += vectors[row * width + d]! / count;
      }
    }
  }
  return means;
}
