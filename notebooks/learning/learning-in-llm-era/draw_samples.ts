import type { Figure } from "@rederive/lib/show";
import type { Point } from "./flow.ts";

/** One panel of points. */
export interface Samples {
  title: string;
  points: readonly Point[];
  /** What was asked for: circles with middle and radius. */
  wanted: readonly { at: Point; radius: number }[];
}

/** Panels of points side by side; what was asked for is circled. */
export function drawSamples(panels: readonly Samples[]): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const width = 1 / panels.length;
  const axes = panels.flatMap((_, i) => [
    [`xaxis${suffix(i)}`, {
      domain: [i * width + 0.015, (i + 1) * width - 0.015],
      range: [-1.2, 1.2],
      visible: false,
    }],
    [`yaxis${suffix(i)}`, {
      range: [-1.2, 1.2],
      anchor: `x${suffix(i)}`,
      visible: false,
    }],
  ]);
  return {
    data: panels.map(({ points }, i) => ({
      x: points.map(([x]) => x),
      y: points.map(([, y]) => y),
      mode: "markers",
      marker: { size: 3, color: "#0072B2", opacity: 0.6 },
      xaxis: `x${suffix(i)}`,
      yaxis: `y${suffix(i)}`,
    })),
    layout: {
      ...Object.fromEntries(axes),
      shapes: panels.flatMap(({ wanted }, i) =>
        wanted.map(({ at: [x, y], radius }) => ({
          type: "circle",
          xref: `x${suffix(i)}`,
          yref: `y${suffix(i)}`,
          x0: x - radius,
          x1: x + radius,
          y0: y - radius,
          y1: y + radius,
          line: { color: "#D55E00", width: 2 },
        }))
      ),
      annotations: panels.map(({ title }, i) => ({
        text: title,
        xref: "paper",
        yref: "paper",
        x: (i + 0.5) * width,
        y: 1.02,
        xanchor: "center",
        yanchor: "bottom",
        showarrow: false,
      })),
      showlegend: false,
      width: 820,
      height: 242,
      margin: { l: 10, r: 10, t: 50, b: 16 },
    },
  };
}
