import { foldIn, key, stream } from "@rederive/lib/random";

/** A tool that writes pieces at random times, and a reader who takes a random time for each. */
export interface Day {
  /** Time before each piece arrives. */
  gaps: Float64Array;
  /** Time that reading it takes. */
  works: Float64Array;
}

/** How long one piece takes to read; 1 on average unless said otherwise. */
export type Work = (random: { uniform(): number }) => number;

const exponential: Work = (random) => -Math.log(1 - random.uniform());

/** Pieces that come at `rate` for each that the reader can read, at random. */
export function drawDay(
  { rate, pieces, seed, work = exponential }: {
    rate: number;
    pieces: number;
    seed: number;
    work?: Work;
  },
): Day {
  const [arrivals, reading] = [0, 1].map((i) => stream(foldIn(key(seed), i)));
  return {
    gaps: Float64Array.from({ length: pieces }, () => exponential(arrivals!) / rate),
    works: Float64Array.from({ length: pieces }, () => work(reading!)),
  };
}

/** What became of the pieces. */
export interface Outcome {
  /** Pieces read to the end in each unit of time. */
  throughput: number;
  /** Mean time from a piece's arrival until it has been read. */
  stay: number;
  /** Share of the pieces that were passed on unread. */
  unread: number;
}

/** One reader, first come first served; with `limit`, a piece that finds so many waiting or in work is passed on unread. */
export function readAll({ gaps, works }: Day, limit = Infinity): Outcome {
  const leaves: number[] = []; // when the pieces taken in will have been read, in order
  let [now, first, stay, unread] = [0, 0, 0, 0];
  for (const [i, gap] of gaps.entries()) {
    now += gap;
    while (first < leaves.length && leaves[first]! <= now) first++;
    if (leaves.length - first >= limit) {
      unread++;
      continue;
    }
    const end = Math.max(now, leaves.at(-1) ?? 0) + works[i]!;
    leaves.push(end);
    stay += end - now;
  }
  const read = leaves.length;
  return {
    throughput: read / Math.max(now, leaves.at(-1) ?? now),
    stay: stay / read,
    unread: unread / gaps.length,
  };
}
