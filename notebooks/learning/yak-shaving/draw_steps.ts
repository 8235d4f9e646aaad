import { type Curve, drawCurves, type Figure } from "@rederive/lib/show";

type Points = Curve["points"];

/** What was counted, as dots, and the closed form, as a line. */
type Pair = readonly [counted: Points, formula: Points];

const [BLUE, ORANGE, GREY] = ["#0072B2", "#D55E00", "#57606a"] as const;
const x = { title: "steps n", range: [0, 12.6] } as const;
const y = { isLog: true, range: [1, 1e4] } as const;

/** Attempts of a search and turns of a walk, against the number of steps. */
export function drawSteps({ search, walk, way }: {
  search: { blind: Pair; told: Pair };
  walk: { toStart: Pair; oneBack: Pair };
  way: Points;
}): Figure {
  return drawCurves([{
    ...{ title: "a search", x, y: { ...y, title: "attempts" } },
    curves: [
      ...pair(search.blind, ORANGE, ["hears that it is shut", 1.2, 700]),
      ...pair(search.told, BLUE, ["warmer or colder", 7, 4]),
    ],
  }, {
    ...{ title: "a walk", x, y: { ...y, title: "turns to the first reward" } },
    curves: [
      ...pair(walk.toStart, ORANGE, ["back to the start", 2.6, 1800]),
      ...pair(walk.oneBack, BLUE, ["one step back", 8.2, 45]),
      { points: way, color: GREY, dash: "dot", label: ["the way itself", 8.2, 5] },
    ],
  }]);
}

function pair([counted, formula]: Pair, color: string, label: Curve["label"] & object): Curve[] {
  return [{ points: counted, dots: true, color, label }, { points: formula, color }];
}
