import { type Curve, drawCurves, type Figure } from "@rederive/lib/show";

type Lines = Readonly<Record<string, Curve["points"]>>;

/** Pay given up, and the balance of a career, by the year of the start: a line a pace of raises. */
export function drawLater({ costs, balances }: { costs: Lines; balances: Lines }): Figure {
  const x = { title: "years since the first degree, at the start", range: [0, 26] } as const;
  return drawCurves([
    { title: "pay given up", x, y: { title: "million dollars" }, curves: named(costs) },
    { title: "balance of a career", x, y: { title: "million dollars" }, curves: named(balances) },
  ]);
}

function named(lines: Lines): Curve[] {
  const entries = Object.entries(lines);
  const all = entries.flatMap(([, points]) => points.map(([, y]) => y));
  const gap = 0.06 * (Math.max(...all) - Math.min(...all)); // so that names do not meet
  const lowestFirst = entries.map(([, points]) => points.at(-1)![1]).sort((a, b) => a - b);
  const height = new Map<number, number>();
  let free = -Infinity;
  for (const y of lowestFirst) {
    height.set(y, Math.max(y, free));
    free = height.get(y)! + gap;
  }
  return entries.map(([name, points]) => {
    const [x, y] = points.at(-1)!;
    return { points, label: [name, x + 0.5, height.get(y)!] };
  });
}
