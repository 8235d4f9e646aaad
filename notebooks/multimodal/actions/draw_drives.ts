import type { Figure } from "@rederive/lib/show";
import { RADIUS, STEPS, succeeds, type Track } from "./course.ts";

/** Runs to show side by side, and what is written above them. */
export interface DrivePanel {
  readonly title: string;
  readonly tracks: readonly Track[];
}

const [CLEAR, FAILED, GROUND] = ["#0072B2", "#D55E00", "#d0d7de"];

/** Tracks around the obstacle, a panel each; those that fail in another colour. */
export function drawDrives(panels: readonly DrivePanel[]): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const width = 1 / panels.length;
  const domainOf = (i: number) => [i * width + 0.008, (i + 1) * width - 0.008];
  const hidden = { showticklabels: false, showgrid: false, zeroline: false, ticks: "" };
  const linesOf = (tracks: readonly Track[], color: string, i: number) => ({
    x: tracks.flatMap((track) => [...track.map((_, step) => step / STEPS), null]),
    y: tracks.flatMap((track) => [...track, null]),
    mode: "lines",
    line: { color, width: 1.5 },
    xaxis: `x${suffix(i)}`,
    yaxis: `y${suffix(i)}`,
  });
  return {
    data: panels.flatMap(({ tracks }, i) => {
      const groups = [
        [tracks.filter(succeeds), CLEAR],
        [tracks.filter((track) => !succeeds(track)), FAILED],
      ] as const;
      return groups.filter(([some]) => some.length > 0).map(([some, color]) =>
        linesOf(some, color, i)
      );
    }),
    layout: {
      ...Object.fromEntries(panels.flatMap((_, i) => [
        [`xaxis${suffix(i)}`, { ...hidden, domain: domainOf(i), range: [-0.02, 1.02] }],
        [`yaxis${suffix(i)}`, { ...hidden, anchor: `x${suffix(i)}`, range: [-0.56, 0.56] }],
      ])),
      shapes: panels.map((_, i) => ({
        ...{ type: "circle", layer: "below", xref: `x${suffix(i)}`, yref: `y${suffix(i)}` },
        ...{ x0: 0.5 - RADIUS, x1: 0.5 + RADIUS, y0: -RADIUS, y1: RADIUS },
        ...{ fillcolor: GROUND, line: { width: 0 } },
      })),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, xref: "paper", yref: "paper", x: (i + 0.5) * width, y: 1.02 },
        ...{ xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } },
      })),
      showlegend: false,
      width: 900,
      height: 265,
      margin: { l: 8, r: 8, t: 44, b: 12 },
    },
  };
}
