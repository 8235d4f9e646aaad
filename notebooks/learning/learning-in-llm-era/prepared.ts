import { stream } from "@rederive/lib/random";

/** Questions have two parts of so many kinds each. */
export const KINDS = 100;

/** Share of questions that `count` prepared answers cover; the q-th commonest is asked like 1 / q^s. */
export function covered(count: number, s: number): number {
  const weights = Array.from({ length: KINDS ** 2 }, (_, i) => (i + 1) ** -s);
  const sum = (some: number[]) => some.reduce((all, w) => all + w, 0);
  return sum(weights.slice(0, count)) / sum(weights);
}

/**
 * Share of questions answered by who has seen `count` answers drawn at random, and knows that an answer
 * is the sum of what its two parts are worth. Values are known where answers connect them: a question
 * can be answered when its parts hang together.
 */
export function understood(count: number, seed: number): number {
  const random = stream(seed);
  const parent = Array.from({ length: 2 * KINDS }, (_, i) => i);
  const root = (i: number): number => parent[i] === i ? i : parent[i] = root(parent[i]!);
  for (let i = 0; i < count; i++) {
    parent[root(random.integer(KINDS))] = root(KINDS + random.integer(KINDS));
  }
  const [left, right] = [0, KINDS].map((from) => {
    const sizes = new Array<number>(2 * KINDS).fill(0);
    for (let i = from; i < from + KINDS; i++) sizes[root(i)]! += 1;
    return sizes;
  });
  return left!.reduce((sum, size, i) => sum + size * right![i]!, 0) / KINDS ** 2;
}
