import { type Curve, type CurvePanel, drawCurves, type Figure, PALETTE } from "@rederive/lib/show";
import { isKept, type Kept, TASKS } from "./train.ts";

const TITLES = { itc: "contrast, ITC", itm: "match, ITM", lm: "words, LM" } as const;

/** The losses that were kept of trainings, a panel a loss, with what not knowing costs. */
export function drawLosses(
  trainings: readonly (readonly Kept[])[],
  blind: Required<Kept>,
): Figure {
  const all = trainings.map((kept) => kept.map((losses, i) => ({ step: stepOf(i), losses })));
  const panels = TASKS.map((task, k): CurvePanel => {
    const curves = all.map((kept): Curve => ({
      points: kept.map(({ step, losses }) => [step, losses[task]!]),
      color: PALETTE[k]!,
    }));
    const last = all[0]!.at(-1)!.step;
    const line: Curve = {
      points: [[1, blind[task]], [last, blind[task]]],
      ...{ color: "#57606a", dash: "dash" },
    };
    const most = Math.max(...curves.flatMap(({ points }) => points.map(([, y]) => y)));
    return {
      title: TITLES[task],
      x: { title: "step" },
      y: { title: "", range: [0, 1.08 * Math.max(most, blind[task])] },
      curves: [...curves, line],
    };
  });
  return drawCurves(panels, { height: 340 });
}

/** The number of the i-th step that is kept, the first being 1. */
function stepOf(i: number): number {
  let step = 0;
  for (let seen = -1; seen < i; step++) if (isKept(step)) seen++;
  return step;
}
