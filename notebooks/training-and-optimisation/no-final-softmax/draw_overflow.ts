import type { Figure } from "@rederive/lib/show";

/** What became of a result: right, wrong in its digits, or not finite. */
export type Fate = "right" | "wrong digits" | "infinite";

const COLORS: Readonly<Record<Fate, string>> = {
  right: "#0072B2",
  "wrong digits": "#E69F00",
  infinite: "#D55E00",
};

/** One way of computing, tried along an axis. */
export interface Way {
  readonly label: string;
  readonly fates: readonly Fate[];
}

/** A panel of the atlas: a bar a way, coloured by what became of the result. */
export interface Panel {
  readonly heading: string;
  readonly axis: string;
  readonly x: readonly number[];
  readonly isLogarithmic: boolean;
  readonly ways: readonly Way[];
}

/** Two panels side by side, one legend. */
export function drawOverflow(panels: readonly [Panel, Panel]): Figure {
  const domains = [[0.13, 0.5], [0.68, 1]];
  const suffix = (i: number) => i === 0 ? "" : "2";
  const data = panels.flatMap(({ x, ways }, i) =>
    ways.flatMap(({ label, fates }) =>
      stretchesOf(fates).map(({ fate, from, to }) => ({
        ...{ x: [x[from], x[Math.min(to, x.length - 1)]], y: [label, label], mode: "lines" },
        ...{
          line: { color: COLORS[fate], width: 22, simplify: false },
          showlegend: false,
          name: fate,
        },
        ...{ xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
      }))
    )
  );
  const legend = (Object.keys(COLORS) as Fate[]).map((fate) => ({
    ...{ x: [null], y: [panels[0].ways[0]!.label], mode: "markers", name: fate },
    marker: { symbol: "square", size: 12, color: COLORS[fate] },
  }));
  return {
    data: [...data, ...legend],
    layout: {
      width: 900,
      height: 330,
      margin: { t: 90, l: 20, r: 20, b: 55 },
      legend: { orientation: "h", x: 0.13, y: 1.34 },
      ...Object.fromEntries(panels.flatMap(({ axis, isLogarithmic, ways }, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ domain: domains[i], anchor: `y${suffix(i)}`, title: { text: axis } },
          ...(isLogarithmic ? { type: "log", tickvals: [1, 10, 100, 1000] } : {}),
        }],
        [`yaxis${suffix(i)}`, {
          ...{ type: "category", anchor: `x${suffix(i)}`, ticks: "", showgrid: false },
          range: [ways.length - 0.4, -0.6],
        }],
      ])),
      annotations: panels.map(({ heading }, i) => ({
        ...{ text: heading, x: domains[i]![0], y: 1.02, showarrow: false, font: { size: 13 } },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom" },
      })),
    },
  };
}

/** Runs of one fate; a run ends where the next begins. */
function stretchesOf(fates: readonly Fate[]): { fate: Fate; from: number; to: number }[] {
  const starts = [...fates.keys()].filter((i) => i === 0 || fates[i] !== fates[i - 1]);
  return starts.map((from, n) => ({
    fate: fates[from]!,
    from,
    to: starts[n + 1] ?? fates.length - 1,
  }));
}
