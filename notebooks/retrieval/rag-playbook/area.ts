import { stream } from "@rederive/lib/random";

/** How often a hit has the higher score than a miss, ties counted half: the area under the ROC curve. */
export function areaOf(
  score: readonly number[],
  hit: readonly boolean[],
  among: readonly number[],
): number {
  const [hits, misses] = [true, false].map((is) => among.filter((q) => hit[q] === is));
  let above = 0;
  for (const q of hits!) {
    for (const p of misses!) above += score[q]! > score[p]! ? 1 : score[q] === score[p] ? 0.5 : 0;
  }
  return above / (hits!.length * misses!.length);
}

/** Between what the area lies in 95 of 100 draws of as many questions, put back each time; 500 draws. */
export function drawnAreas(
  score: readonly number[],
  hit: readonly boolean[],
  among: readonly number[],
): [number, number] {
  const random = stream(7100);
  const areas = Array.from({ length: 500 }, () => {
    const drawn = among.map(() => among[random.integer(among.length)]!);
    return areaOf(score, hit, drawn);
  }).sort((a, b) => a - b);
  return [areas[12]!, areas[487]!];
}

/** Pearson's correlation. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const centred = (values: readonly number[]) => {
    const mean = values.reduce((a, b) => a + b) / values.length;
    return values.map((value) => value - mean);
  };
  const [a, b] = [centred(x), centred(y)];
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
