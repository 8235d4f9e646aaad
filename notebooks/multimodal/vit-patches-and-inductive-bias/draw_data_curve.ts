import { type Curve, drawCurves, type Figure, PALETTE } from "@rederive/lib/show";

/** Percent right after training on so many pictures, one number a seed. */
export interface Point {
  readonly count: number;
  readonly right: readonly number[];
}

/** Two networks over the size of their training set: a line through the means, a dot a seed. */
export function drawDataCurve(cnn: readonly Point[], vit: readonly Point[]): Figure {
  const mean = ({ count, right }: Point): [number, number] => [
    count,
    right.reduce((a, b) => a + b) / right.length,
  ];
  const both = (points: readonly Point[], color: string, label: Curve["label"]): Curve[] => [
    { points: points.map(mean), color, ...label ? { label } : {} },
    {
      points: points.flatMap(({ count, right }) => right.map((v) => [count, v] as const)),
      color,
      dots: true,
    },
  ];
  const chance: Curve = {
    points: [[50, 25], [5200, 25]],
    color: "#57606a",
    dash: "dash",
    label: ["chance", 55, 28],
  };
  return drawCurves([{
    x: { title: "pictures in the training set", isLog: true, range: [50, 5200] },
    y: { title: "right on new pictures, %", range: [20, 103] },
    curves: [
      ...both(cnn, PALETTE[1], ["CNN", 110, 92]),
      ...both(vit, PALETTE[0], ["ViT", 110, 62]),
      chance,
    ],
  }]);
}
