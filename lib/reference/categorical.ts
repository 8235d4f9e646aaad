import { threefry } from "./threefry.ts";

/**
 * Of one draw, the score of each class: log w - log E with E = -log(1 - v), v = (word + 1/2) / 2^32,
 * in f64; the class with the largest is drawn. The oracle for `lib/sampling/categorical.ts`.
 *
 * @example
 * ```ts
 * import { categoricalScores } from "@rederive/lib/reference";
 *
 * const [never, always] = categoricalScores([-Infinity, 0], { key: [0, 0], draw: 0 });
 * if (!(never! < always!)) throw new Error("a class of weight 0 is drawn");
 * ```
 */
export function categoricalScores(
  logWeights: ArrayLike<number>,
  { key, draw }: { key: readonly number[]; draw: number },
): number[] {
  return Array.from(logWeights, (logWeight, c) => {
    const [a, b] = threefry(key, [draw, c], { rounds: 20 });
    const word = (a! ^ b!) >>> 0;
    return logWeight - Math.log(-Math.log1p(-(word + 0.5) / 2 ** 32));
  });
}
