import type { Shard } from "../cli/parse_shard.ts";

/** A note and how long it is expected to take, in any unit. */
export interface Weighted {
  note: string;
  weight: number;
}

/**
 * The notes of one shard: heaviest first into the lightest bin. Every shard computes the same bins,
 * so they are disjoint and complete as long as all are given the same notes and weights; weights
 * must therefore come from the repository, not from the machine.
 */
export function notesOfShard(notes: readonly Weighted[], { index, count }: Shard): string[] {
  const bins = Array.from({ length: count }, () => ({ weight: 0, notes: [] as string[] }));
  const heaviestFirst = notes.toSorted((a, b) => b.weight - a.weight || (a.note < b.note ? -1 : 1));
  for (const { note, weight } of heaviestFirst) {
    // a note of no weight still takes its turn, or all such notes would share a bin
    const bin = bins.reduce((a, b) => isLighter(b, a) ? b : a);
    bin.weight += weight;
    bin.notes.push(note);
  }
  return bins[index - 1]!.notes.sort();
}

interface Bin {
  weight: number;
  notes: string[];
}

function isLighter(a: Bin, b: Bin): boolean {
  return a.weight < b.weight || (a.weight === b.weight && a.notes.length < b.notes.length);
}
