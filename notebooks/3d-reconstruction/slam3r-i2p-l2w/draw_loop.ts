import type { FlatPose, FlatRoom } from "@rederive/lib/flatland";
import { type Figure, PALETTE, type Trace } from "@rederive/lib/show";

/** Ways through a room, and points that were seen. */
export interface Loop {
  readonly room: FlatRoom;
  readonly panels: readonly {
    readonly title: string;
    readonly poses: readonly FlatPose[];
    /** (M, 2). */
    readonly points: readonly number[];
  }[];
  /** The true way. */
  readonly truth: readonly FlatPose[];
}

/** A map for each panel, side by side: walls, points of the map, the true way and the one that was found. */
export function drawLoop({ room, panels, truth }: Loop): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const line = (poses: readonly FlatPose[], color: string, dash: string, i: number): Trace => ({
    type: "scatter",
    mode: "lines",
    x: poses.map(({ translation }) => translation[0]),
    y: poses.map(({ translation }) => translation[1]),
    line: { color, width: 1.5, dash },
    xaxis: `x${suffix(i)}`,
    yaxis: `y${suffix(i)}`,
  });
  const data = panels.flatMap(({ poses, points }, i): Trace[] => {
    const axes = { xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` };
    const even = points.filter((_, k) => k % 2 === 0);
    const odd = points.filter((_, k) => k % 2 === 1);
    return [
      {
        type: "scatter",
        mode: "markers",
        x: even,
        y: odd,
        marker: { size: 2, color: "#999999" },
        ...axes,
      },
      ...room.walls.map(({ from, to }): Trace => ({
        type: "scatter",
        mode: "lines",
        x: [from[0], to[0]],
        y: [from[1], to[1]],
        line: { color: "#000000", width: 1.5 },
        ...axes,
      })),
      line(truth, PALETTE[2]!, "dash", i),
      line(poses, PALETTE[1]!, "solid", i),
    ];
  });
  const axes = panels.flatMap((_, i) => [
    [`xaxis${suffix(i)}`, { range: [-8, 8], showgrid: false, zeroline: false }],
    [`yaxis${suffix(i)}`, {
      range: [-6.6, 6.6],
      showgrid: false,
      zeroline: false,
      scaleanchor: `x${suffix(i)}`,
    }],
  ]);
  return {
    data,
    layout: {
      ...Object.fromEntries(axes),
      grid: { rows: 1, columns: panels.length, pattern: "independent", xgap: 0.12 },
      annotations: panels.map(({ title }, i) => ({
        text: title,
        x: -7.8,
        y: 6.4,
        xref: `x${suffix(i)}`,
        yref: `y${suffix(i)}`,
        xanchor: "left",
        yanchor: "top",
        showarrow: false,
      })),
      showlegend: false,
      width: 820,
      height: 380,
    },
  };
}
