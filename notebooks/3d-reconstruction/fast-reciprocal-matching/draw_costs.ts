import { type Curve, drawCurves, type Figure, PALETTE } from "@rederive/lib/show";

type Points = Curve["points"];

/** What starting from k pixels costs, and what comes out. */
export interface Costs {
  /** Distances compared, over k. */
  readonly fast: Points;
  /** Distances of every pixel to every other. */
  readonly bruteForce: number;
  /** Shares of right pairs over k, a room each. */
  readonly right: readonly Points[];
}

/** Two panels over the number of starts: cost, and the share of right pairs. */
export function drawCosts({ fast, bruteForce, right }: Costs): Figure {
  const starts = { title: "starts k", isLog: true, range: [25, 3500] } as const;
  const [from, to] = starts.range;
  return drawCurves([
    {
      x: starts,
      y: { title: "distances compared", isLog: true, range: [1e5, 4e7] },
      curves: [
        { points: fast, dots: "both", label: ["fast", 200, 7e5] },
        {
          points: [[from, bruteForce], [to, bruteForce]],
          dash: "dash",
          label: ["every pair once", 30, 7.5e6],
        },
      ],
    },
    {
      x: starts,
      y: { title: "share of right pairs", range: [0, 1] },
      curves: right.map((points) => ({ points, color: PALETTE[0]!, dots: "both" })),
    },
  ], { height: 360 });
}
