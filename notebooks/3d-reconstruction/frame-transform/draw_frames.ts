import { add, columns, dot, IDENTITY, type Pose, scale, type Vec3 } from "@rederive/lib/geometry";
import type { Figure, Trace } from "@rederive/lib/show";

/** An arrow of a panel; the legend shows it once for all panels. */
export interface Arrow {
  name: string;
  from: Vec3;
  by: Vec3;
  color: string;
  dash?: string;
}

/** One instant, in B's coordinates: a frame, the point it watches, the point's path, arrows. */
export interface Panel {
  title: string;
  frame: Pose;
  point: Vec3;
  path: readonly Vec3[];
  arrows: readonly Arrow[];
}

/** The panels as small multiples, two a row, in one projection and to one scale. */
export function drawFrames(panels: readonly Panel[]): Figure {
  const data = panels.flatMap(drawPanel);
  const [x, y] = [rangeOf(data, "x"), rangeOf(data, "y")];
  const axes = panels.flatMap((_, i) => [
    [`xaxis${suffix(i)}`, { ...HIDDEN, range: x }],
    [`yaxis${suffix(i)}`, { ...HIDDEN, range: y, scaleanchor: `x${suffix(i)}` }],
  ]);
  const rows = Math.ceil(panels.length / 2);
  const height = (rows * 370 * (y[1] - y[0])) / (x[1] - x[0]);
  const layout = {
    grid: { rows, columns: 2, pattern: "independent", xgap: 0.03, ygap: 0.04 },
    ...Object.fromEntries(axes),
    annotations: panels.flatMap(({ title, frame, point }, i) => [
      label(i, title, {
        xref: `x${suffix(i)} domain`,
        yref: `y${suffix(i)} domain`,
        x: 0.02,
        y: 1,
      }),
      label(i, "A", project(behind(frame))),
      label(i, "B", project(behind(ORIGIN))),
      label(i, "M", { ...project(point), xshift: -11, yshift: 9 }),
    ]),
    width: 760,
    height: height + 70,
    margin: { l: 10, r: 10, t: 10, b: 60 },
    legend: { orientation: "h", y: -0.01, yanchor: "top", x: 0.5, xanchor: "center" },
  };
  return { data, layout };
}

type Range = [number, number];

const AXIS_COLORS = ["#b3261e", "#2e7d32", "#1f4e9e"] as const;
const HIDDEN = {
  showgrid: false,
  zeroline: false,
  showticklabels: false,
  ticks: "",
  linecolor: "#d0d7de",
  mirror: true,
};

// seen from the front left and 30 degrees above, without perspective
const [COSINE, SINE] = [Math.cos(-0.9), Math.sin(-0.9)];
const project = (p: Vec3) => ({
  x: dot(p, [-SINE, COSINE, 0]),
  y: dot(p, [-COSINE / 2, -SINE / 2, Math.sqrt(0.75)]),
});

const ORIGIN: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

/** A place for a frame's name: off its corner, on the side that its axes do not take. */
const behind = ({ rotation, translation }: Pose) =>
  add(translation, scale(add(...columns(rotation)), -0.12));

const suffix = (i: number) => i === 0 ? "" : String(i + 1);

const label = (i: number, text: string, at: Record<string, unknown>) => ({
  text,
  showarrow: false,
  xref: `x${suffix(i)}`,
  yref: `y${suffix(i)}`,
  ...at,
});

function drawPanel({ frame, point, path, arrows }: Panel, i: number): Trace[] {
  const line = (points: readonly Vec3[], more: Trace): Trace => ({
    x: points.map((p) => project(p).x),
    y: points.map((p) => project(p).y),
    mode: "lines",
    hoverinfo: "skip",
    showlegend: false,
    xaxis: `x${suffix(i)}`,
    yaxis: `y${suffix(i)}`,
    ...more,
  });
  const triad = ({ rotation, translation }: Pose, colors: readonly string[]) =>
    columns(rotation).map((axis, k) =>
      line([translation, add(translation, scale(axis, 0.45))], {
        line: { color: colors[k], width: 4 },
      })
    );
  const grey = "#b6bdc6";
  return [
    ...triad(ORIGIN, [grey, grey, grey]),
    line(path, { name: "path of M in B", line: { color: "#57606a", width: 1.5 }, showlegend: !i }),
    line([frame.translation, point], { line: { color: "#8c959f", width: 1, dash: "dot" } }),
    ...triad(frame, AXIS_COLORS),
    ...arrows.map(({ from, by, name, color, dash = "solid" }) =>
      line([from, add(from, by)], {
        name,
        mode: "lines+markers",
        line: { color, width: 2.5, dash },
        marker: {
          color,
          opacity: 1,
          symbol: ["circle", "arrow"],
          size: [0, 12],
          angleref: "previous",
        },
        showlegend: !i,
      })
    ),
    line([point], { mode: "markers", marker: { color: "#000000", size: 8 } }),
  ];
}

/** What all traces span along one axis, with a margin. */
function rangeOf(data: readonly Trace[], axis: "x" | "y"): Range {
  const values = data.flatMap((trace) => trace[axis] as number[]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.07 * (high - low);
  return [low - margin, high + margin];
}
