import { type Curve, drawCurves, type Figure } from "@rederive/lib/show";

/** Steps against the noise in a mentor's comments, a line a mentor, named at its end. */
export function drawMentors(
  mentors: Readonly<Record<string, Curve["points"]>>,
  { alone, least }: { alone: number; least: number },
): Figure {
  const colors = ["#0072B2", "#D55E00", "#CC79A7"];
  const ends = Object.values(mentors).map((points) => points.at(-1)!);
  const right = Math.max(...ends.map(([noise]) => noise));
  const heights = spread(ends.map(([, steps]) => steps));
  const across = (steps: number) => [[0, steps], [right, steps]] as const;
  return drawCurves([{
    x: { title: "noise of each comment", range: [-0.02 * right, 1.42 * right] },
    y: { title: "steps of ten walks", isLog: true, range: [60, 10_000] },
    curves: [
      ...Object.entries(mentors).map(([name, points], i): Curve => ({
        ...{ points, dots: "both", color: colors[i]! },
        label: [name, 1.03 * right, heights[i]!],
      })),
      { points: across(alone), color: "#000000", label: ["alone", 1.03 * right, alone] },
      {
        points: across(least),
        color: "#57606a",
        dash: "dot",
        label: ["the least", 1.03 * right, least],
      },
    ],
  }]);
}

/** Heights in the same order, a third apart at least, so that names do not meet. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  for (const [rank, i] of order.entries()) {
    if (rank > 0) placed[i] = Math.max(placed[i]!, 1.35 * placed[order[rank - 1]!]!);
  }
  return placed;
}
