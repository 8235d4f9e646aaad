import { type Figure, PALETTE } from "@rederive/lib/show";

/** Percent right of one network, a number a seed: where it was trained, and where it was not. */
export interface Corners {
  readonly name: string;
  readonly seen: readonly number[];
  readonly unseen: readonly number[];
}

/** Bars with a dot a seed: a pair for each network. */
export function drawCorners(networks: readonly Corners[]): Figure {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const names = networks.map(({ name }) => name);
  const bars = (name: string, side: "seen" | "unseen", color: string, offset: number) => [
    {
      type: "bar",
      name,
      x: names.map((_, i) => i + offset),
      y: networks.map((each) => mean(each[side])),
      width: 0.3,
      marker: { color },
    },
    {
      name: `${name}, seeds`,
      x: networks.flatMap((each, i) => each[side].map(() => i + offset)),
      y: networks.flatMap((each) => [...each[side]]),
      mode: "markers",
      marker: { color: "#1f2328", size: 6 },
      showlegend: false,
    },
  ];
  return {
    data: [
      ...bars("upper left, as in training", "seen", PALETTE[4], -0.17),
      ...bars("lower right, never seen", "unseen", PALETTE[0], 0.17),
    ],
    layout: {
      height: 400,
      xaxis: {
        tickvals: names.map((_, i) => i),
        ticktext: names,
        range: [-0.6, names.length - 0.4],
      },
      yaxis: { title: { text: "right, %" }, range: [0, 103] },
      shapes: [{
        ...{ type: "line", xref: "paper", x0: 0, x1: 1, y0: 25, y1: 25 },
        line: { color: "#57606a", dash: "dash", width: 1.5 },
      }],
      legend: { orientation: "h", y: 1.12, x: 0 },
    },
  };
}
