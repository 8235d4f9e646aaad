import { type Chunk, chunkOf, type ChunkOptions } from "./chunk.ts";

/** A part of a text that is not cut: a word, a sentence. */
export interface Unit {
  start: number;
  end: number;
  /** What it counts. */
  size: number;
}

/**
 * Puts units that follow each other into chunks of at most `size`; one that is larger is a chunk of its
 * own. The next chunk repeats as many whole units as `overlap` holds, fewer where it would not get on.
 */
export function packUnits(
  text: string,
  units: readonly Unit[],
  { size, overlap = 0 }: ChunkOptions,
): Chunk[] {
  const chunks: Chunk[] = [];
  for (let first = 0; first < units.length;) {
    let end = first;
    for (let total = 0; end < units.length; end++) {
      total += units[end]!.size;
      if (total > size && end > first) break;
    }
    chunks.push(chunkOf(text, units[first]!.start, units[end - 1]!.end));
    if (end === units.length) break;
    let next = end;
    let repeated = 0;
    while (next - 1 > first && repeated + units[next - 1]!.size <= overlap) {
      repeated += units[--next]!.size;
    }
    // what is repeated leaves room for the next unit, or the chunk would lie within this one
    while (next < end && repeated + units[end]!.size > size) repeated -= units[next++]!.size;
    first = next;
  }
  return chunks;
}
