import type { Stream } from "@rederive/lib/random";
import { HALL, LAP, PICTURES } from "./hall.ts";

const CODES = HALL.walls.reduce((sum, { stripes }) => sum + stripes.length, 0);
/** How many of a hundred rays are read wrongly. */
const WRONG = 20;

/** How often each stripe of the hall is seen in frame i of a walk, some rays read wrongly; of length 1. */
export function featureOf(random: Stream, frame: number): Float64Array {
  const histogram = new Float64Array(CODES);
  for (const code of PICTURES[frame % LAP]!.codes) {
    const isWrong = 100 * random.uniform() < WRONG;
    const read = isWrong ? Math.floor(CODES * random.uniform()) : code;
    if (read >= 0) histogram[read]!++;
  }
  const length = Math.hypot(...histogram);
  return histogram.map((x) => x / length);
}

/** The K frames of a buffer whose features are most like those of a frame, best first. */
export function retrieve(
  buffer: readonly number[],
  { frame, features, count }: {
    readonly frame: number;
    readonly features: readonly Float64Array[];
    readonly count: number;
  },
): number[] {
  const own = features[frame]!;
  const score = (other: number) => features[other]!.reduce((sum, x, i) => sum + x * own[i]!, 0);
  const scored = buffer.map((other) => [other, score(other)] as const);
  return scored.toSorted(([, a], [, b]) => b - a).slice(0, count).map(([other]) => other);
}
