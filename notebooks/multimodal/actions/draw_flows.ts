import type { Figure } from "@rederive/lib/show";
import type { Path } from "./follow.ts";

/** Paths from noise to data, and what is written above them. */
export interface FlowPanel {
  readonly title: string;
  readonly paths: readonly Path[];
}

/** Paths over time, a panel each; `modes` says where data lies, and how wide. */
export function drawFlows(
  panels: readonly FlowPanel[],
  { modes, sd }: { modes: readonly number[]; sd: number },
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const width = 1 / panels.length;
  return {
    data: panels.flatMap(({ paths }, i) => {
      const common = { xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` };
      const ends = paths.map((path) => path.at(-1)!);
      return [
        {
          ...{ ...common, mode: "lines", line: { color: "#6d9ec4", width: 1.2 } },
          x: paths.flatMap((path) => [...path.map(([time]) => time), null]),
          y: paths.flatMap((path) => [...path.map(([, x]) => x), null]),
        },
        {
          ...{ ...common, mode: "markers", marker: { color: "#D55E00", size: 4 } },
          x: ends.map(([time]) => time),
          y: ends.map(([, x]) => x),
        },
      ];
    }),
    layout: {
      ...Object.fromEntries(panels.flatMap((_, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ domain: [i * width + 0.01, (i + 1) * width - 0.01], range: [-0.04, 1.06] },
          ...{ tickvals: [0.12, 0.92], ticktext: ["noise", "data"], ticks: "", showgrid: false },
        }],
        [`yaxis${suffix(i)}`, {
          ...{ anchor: `x${suffix(i)}`, range: [-2.7, 2.7], zeroline: false, showgrid: false },
          ...{ showticklabels: i === 0, tickvals: [-2, -1, 0, 1, 2] },
        }],
      ])),
      shapes: panels.flatMap((_, i) =>
        modes.map((mode) => ({
          ...{ type: "rect", layer: "below", xref: `x${suffix(i)}`, yref: `y${suffix(i)}` },
          ...{ x0: -0.04, x1: 1.06, y0: mode - 2 * sd, y1: mode + 2 * sd },
          ...{ fillcolor: "#eef1f4", line: { width: 0 } },
        }))
      ),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, xref: "paper", yref: "paper", x: (i + 0.5) * width, y: 1.02 },
        ...{ xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } },
      })),
      showlegend: false,
      width: 900,
      height: 300,
      margin: { l: 34, r: 8, t: 44, b: 32 },
    },
  };
}
