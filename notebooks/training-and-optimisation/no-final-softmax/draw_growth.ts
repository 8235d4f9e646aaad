import type { Figure } from "@rederive/lib/show";

/** One training watched: the size of its logits and its overconfidence, step by step. */
export interface Growth {
  readonly label: string;
  readonly color: string;
  readonly size: readonly number[];
  /** Mean confidence less accuracy. */
  readonly excess: readonly number[];
}

/** Two panels over steps on a logarithmic axis. */
export function drawGrowth(steps: readonly number[], trainings: readonly Growth[]): Figure {
  const line = (axis: string, y: readonly number[], { label, color }: Growth) => ({
    ...{ x: steps, y, mode: "lines+markers", name: label, line: { color, width: 3 } },
    ...{ xaxis: `x${axis}`, yaxis: `y${axis}`, legendgroup: label, showlegend: axis === "" },
  });
  const xaxis = { type: "log", tickvals: steps, title: { text: "step" } };
  return {
    data: trainings.flatMap((each) => [line("", each.size, each), line("2", each.excess, each)]),
    layout: {
      width: 860,
      height: 370,
      legend: { orientation: "h", y: 1.16, x: 0 },
      xaxis: { ...xaxis, domain: [0, 0.44] },
      yaxis: { title: { text: "mean size of a logit" }, rangemode: "tozero" },
      xaxis2: { ...xaxis, domain: [0.58, 1], anchor: "y2" },
      yaxis2: { title: { text: "confidence less accuracy" }, anchor: "x2" },
    },
  };
}
