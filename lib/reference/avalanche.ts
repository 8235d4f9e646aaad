import { threefry } from "./threefry.ts";

/**
 * Counts, counter by counter and bit by bit, how often flipping an input bit of Threefry-2x32 flips
 * an output bit: (64, 64), input bits in rows.
 *
 * @example
 * ```ts
 * import { avalanche } from "@rederive/lib/reference";
 *
 * const counts = avalanche([[0, 1], [2, 3]], { key: [0, 0], rounds: 20, flip: "counter" });
 * if (counts.length !== 4096 || counts.some((count) => count > 2)) throw new Error("not counts");
 * ```
 */
export function avalanche(
  counters: readonly (readonly number[])[],
  options: { key: readonly number[]; rounds: number; flip: "counter" | "key" },
): number[] {
  const { key, flip } = options;
  const counts = new Array<number>(64 * 64).fill(0);
  for (const counter of counters) {
    const before = threefry(key, counter, options);
    for (let input = 0; input < 64; input++) {
      const after = flip === "key"
        ? threefry(flipped(key, input), counter, options)
        : threefry(key, flipped(counter, input), options);
      for (let output = 0; output < 64; output++) {
        if (bitOf(before, output) !== bitOf(after, output)) counts[input * 64 + output]!++;
      }
    }
  }
  return counts;
}

function bitOf(words: readonly number[], bit: number): number {
  return (words[Math.floor(bit / 32)]! >>> (bit % 32)) & 1;
}

function flipped(words: readonly number[], bit: number): number[] {
  return words.map((word, i) =>
    i === Math.floor(bit / 32) ? (word ^ (1 << (bit % 32))) >>> 0 : word
  );
}
