import { FSRSAlgorithm, type Grade, Rating } from "ts-fsrs";

const fsrs = new FSRSAlgorithm({ enable_fuzz: false });
const w = fsrs.parameters.w as readonly number[];
const W = (i: number) => w[i]!;
const DECAY = -W(20);
const FACTOR = 0.9 ** (1 / DECAY) - 1;

const grades: Grade[] = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy];
const stabilities = [0.5, 1, 3, 10, 50, 200];
const difficulties = [1, 4, 7, 10];
const elapsed = [0, 1, 3, 10, 30, 100];
const chances = [0.3, 0.6, 0.9, 0.99];

/** The forgetting curve as the documentation writes it, and as the code computes it. */
export const forgetting = {
  documented: (t: number, s: number) => (1 + FACTOR * t / (9 * s)) ** DECAY,
  withoutNine: (t: number, s: number) => (1 + FACTOR * t / s) ** DECAY,
  code: (t: number, s: number) => fsrs.forgetting_curve(t, s),
};

const product = <A, B>(as: readonly A[], bs: readonly B[]) =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));
// relative, since stabilities span five decades
const furthest = (pairs: readonly (readonly [number, number])[]) =>
  Math.max(...pairs.map(([a, b]) => Math.abs(a - b) / Math.max(1e-9, Math.abs(b))));

/** Each documented formula beside the method under it: how far they are apart, over a grid. */
export function compareFormulas(): { formula: string; difference: number }[] {
  const memory = product(difficulties, product(stabilities, chances)).map(([d, [s, r]]) => ({
    d,
    s,
    r,
  }));
  const curve = product(elapsed, stabilities);
  const rows: [string, (readonly [number, number])[]][] = [
    [
      "forgetting curve, as documented",
      curve.map(([t, s]) => [forgetting.documented(t, s), forgetting.code(t, s)]),
    ],
    [
      "forgetting curve, without the 9",
      curve.map(([t, s]) => [forgetting.withoutNine(t, s), forgetting.code(t, s)]),
    ],
    ["first stability", grades.map((g) => [Math.max(W(g - 1), 0.1), fsrs.init_stability(g)])],
    [
      "first difficulty",
      grades.map((g) => [W(4) - Math.exp((g - 1) * W(5)) + 1, fsrs.init_difficulty(g)]),
    ],
    [
      "stability after recall",
      memory.map(({ d, s, r }) => [
        s * (Math.exp(W(8)) * (11 - d) * s ** -W(9) * (Math.exp(W(10) * (1 - r)) - 1) + 1),
        fsrs.next_recall_stability(d, s, r, Rating.Good),
      ]),
    ],
    [
      "stability after forgetting",
      memory.map(({ d, s, r }) => [
        W(11) * d ** -W(12) * ((s + 1) ** W(13) - 1) * Math.exp(W(14) * (1 - r)),
        fsrs.next_forget_stability(d, s, r),
      ]),
    ],
    [
      "stability within a day, as documented",
      product(stabilities, grades).map((
        [s, g],
      ) => [s * Math.exp(W(17) * (g - 3 + W(18))), fsrs.next_short_term_stability(s, g)]),
    ],
    [
      "stability within a day, times S^-w19, no loss but for Again",
      product(stabilities, grades).map(([s, g]) => {
        const growth = s ** -W(19) * Math.exp(W(17) * (g - 3 + W(18)));
        return [
          s * (g === Rating.Again ? growth : Math.max(1, growth)),
          fsrs.next_short_term_stability(s, g),
        ];
      }),
    ],
  ];
  return rows.map(([formula, pairs]) => ({ formula, difference: furthest(pairs) }));
}
