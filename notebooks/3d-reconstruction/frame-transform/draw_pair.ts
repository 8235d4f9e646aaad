import type { Figure, Trace } from "@rederive/lib/show";

/** A line or a row of dots in one of two panels. */
export interface Curve {
  name: string;
  color: string;
  points: readonly (readonly number[])[];
  dash?: string;
  dots?: boolean;
  /** A remark beside the curve, in place of a legend entry. */
  remark?: { text: string; x: number; y: number };
}

/** One panel: a title, names of the axes, curves. */
export interface Half {
  title: string;
  x?: string;
  y?: string;
  curves: readonly Curve[];
  /** Both axes to one scale, cut off at these ranges; else all of both, from zero. */
  range?: { x: readonly [number, number]; y: readonly [number, number] };
}

/** What two halves of equal scale have in common. */
export type Window = Required<Pick<Half, "range">>;

/** Two panels side by side. Curves without a remark share a legend, named once. */
export function drawPair(left: Half, right: Half): Figure {
  const halves = [left, right];
  const named = new Set<string>();
  const data = halves.flatMap(({ curves }, i) =>
    curves.map((curve) => {
      const showlegend = !curve.remark && !named.has(curve.name);
      named.add(curve.name);
      return { ...drawCurve(curve, suffix(i)), showlegend };
    })
  );
  const axes = halves.flatMap(({ x = "", y = "", range }, i) => [
    [`xaxis${suffix(i)}`, { title: { text: x }, ...(range ? { range: range.x } : {}) }],
    [`yaxis${suffix(i)}`, {
      title: { text: y },
      ...(range ? { range: range.y } : { rangemode: "tozero" }),
    }],
  ]);
  const layout = {
    grid: { rows: 1, columns: 2, pattern: "independent", xgap: 0.2 },
    ...Object.fromEntries(axes),
    annotations: halves.flatMap(remarks),
    legend: { orientation: "h", y: -0.14 },
    width: 780,
    height: 450,
    margin: { l: 60, r: 20, t: 50 },
  };
  return { data, layout };
}

const suffix = (i: number) => i === 0 ? "" : "2";

function drawCurve({ name, color, points, dash = "solid", dots }: Curve, axis: string): Trace {
  return {
    name,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    mode: dots ? "markers" : "lines",
    ...(dots ? { marker: { color, size: 7 } } : {}),
    line: { color, dash, width: 2.5, simplify: false },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
  };
}

function remarks({ title, curves }: Half, i: number) {
  const at = { showarrow: false, xref: `x${suffix(i)}`, yref: `y${suffix(i)}` };
  return [
    {
      ...at,
      text: title,
      font: { size: 14 },
      xref: `${at.xref} domain`,
      yref: `${at.yref} domain`,
      x: 0.5,
      y: 1.02,
      yanchor: "bottom",
    },
    ...curves.flatMap(({ remark, color }) => remark ? [{ ...at, ...remark, font: { color } }] : []),
  ];
}
