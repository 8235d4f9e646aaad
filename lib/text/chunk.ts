/** A part of a text, and where in it. */
export interface Chunk {
  /** `source.slice(start, end)`. */
  readonly text: string;
  /** Where it starts in the source, in units of UTF-16, as `slice()` counts. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** How long chunks are. */
export interface ChunkOptions {
  /** The most in a chunk, in what the chunker counts. */
  size: number;
  /** What is repeated at the start of the next chunk, in the same; 0 unless given. */
  overlap?: number;
}

/** Throws unless chunks of this size get on through a text. */
export function checkChunks({ size, overlap = 0 }: ChunkOptions): void {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`Cannot cut a text: chunks of ${size}, wanted an integer >= 1`);
  }
  if (Number.isInteger(overlap) && overlap >= 0 && overlap < size) return;
  throw new RangeError(
    `Cannot cut a text: ${overlap} of ${size} overlap, wanted an integer from 0 to ${size - 1}`,
  );
}

/** A part of a source. */
export function chunkOf(source: string, start: number, end: number): Chunk {
  return { text: source.slice(start, end), start, end };
}
