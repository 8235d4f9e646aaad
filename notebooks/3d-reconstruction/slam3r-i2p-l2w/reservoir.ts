import type { Stream } from "@rederive/lib/random";

/** Who leaves a full buffer when an item comes: the place of one of those in it, or none and it stays out. */
export type Policy = (random: Stream, buffer: { size: number; seen: number }) => number | undefined;

/** The reservoir (Vitter's algorithm R): the n-th comes in with probability B / n, for any that is in. */
export const reservoir: Policy = (random, { size, seen }) => {
  const place = Math.floor(random.uniform() * (seen + 1));
  return place < size ? place : undefined;
};

/** The same but for one: the n-th comes in with probability B / (n - 1). */
export const tooEager: Policy = (random, { size, seen }) => {
  const place = Math.floor(random.uniform() * seen);
  return place < size ? place : undefined;
};

/** What a buffer of a size holds after items 0, 1, ... were offered to it one after the other. */
export function keep(
  random: Stream,
  { count, size, policy = reservoir }: { count: number; size: number; policy?: Policy },
): number[] {
  const buffer: number[] = [];
  for (let item = 0; item < count; item++) {
    offer(random, buffer, item, { size, policy, seen: item });
  }
  return buffer;
}

/** Offers one item to a buffer. */
export function offer(
  random: Stream,
  buffer: number[],
  item: number,
  { size, seen, policy = reservoir }: { size: number; seen: number; policy?: Policy },
): void {
  if (buffer.length < size) {
    buffer.push(item);
    return;
  }
  const place = policy(random, { size, seen });
  if (place !== undefined) buffer[place] = item;
}
