const MASK = 0xffff_ffffn;
const PARITY = 0x1bd1_1bdan;

const ROTATIONS = {
  2: [[13], [15], [26], [6], [17], [29], [16], [24]],
  4: [[10, 26], [11, 21], [13, 27], [23, 5], [6, 20], [17, 11], [25, 10], [18, 20]],
};

/**
 * Threefry with 2 or 4 words of 32 bits, as section 4 of "Parallel random numbers: as easy as 1, 2,
 * 3" writes it: add the key, then rounds of mixing and permuting, a subkey after every fourth.
 *
 * @example
 * ```ts
 * import { threefry } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * deepEqual(threefry([0, 0], [0, 0], { rounds: 20 }), [0x6b200159, 0x99ba4efe]);
 * ```
 */
export function threefry(
  key: readonly number[],
  counter: readonly number[],
  options: { rounds: number },
): number[] {
  const size = counter.length as 2 | 4;
  const rotations = ROTATIONS[size];
  const schedule = key.map(BigInt);
  schedule.push(schedule.reduce((a, b) => a ^ b, PARITY));
  const subkey = (s: number) =>
    counter.map((_, i) => schedule[(s + i) % (size + 1)]! + (i === size - 1 ? BigInt(s) : 0n));

  let words = counter.map((word, i) => (BigInt(word) + subkey(0)[i]!) & MASK);
  for (let round = 0; round < options.rounds; round++) {
    const mixed = [...words];
    // Odd rounds pair word 0 with word 3 and word 2 with word 1.
    const partners = size === 4 && round % 2 === 1 ? [[0, 3], [2, 1]] : [[0, 1], [2, 3]];
    for (const [pair, [x, y]] of partners.slice(0, size / 2).entries()) {
      const distance = BigInt(rotations[round % 8]![pair]!);
      mixed[x!] = (words[x!]! + words[y!]!) & MASK;
      const turned = (words[y!]! << distance) | (words[y!]! >> (32n - distance));
      mixed[y!] = (turned & MASK) ^ mixed[x!]!;
    }
    words = mixed;
    if ((round + 1) % 4 === 0) {
      const added = subkey((round + 1) / 4);
      words = words.map((word, i) => (word + added[i]!) & MASK);
    }
  }
  return words.map(Number);
}
