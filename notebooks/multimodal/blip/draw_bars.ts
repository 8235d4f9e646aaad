import { type Figure, PALETTE } from "@rederive/lib/show";

/** Bars of one name, a number a seed for each group. */
export interface Bars {
  readonly name: string;
  readonly color?: string;
  /** One list a group. */
  readonly groups: readonly (readonly number[])[];
}

/** The axis of the heights. */
export interface BarOptions {
  readonly y: string;
  readonly range: readonly [number, number];
  /** A height with a dashed line, such as chance or the best there can be. */
  readonly level?: number;
}

/** Bars at the means with a dot a seed, side by side in named groups. */
export function drawBars(
  groups: readonly string[],
  bars: readonly Bars[],
  { y, range, level }: BarOptions,
): Figure {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const width = 0.8 / bars.length;
  const placeOf = (group: number, bar: number) => group + (bar - (bars.length - 1) / 2) * width;
  const data = bars.flatMap(({ name, color, groups }, bar) => [
    {
      ...{ type: "bar", name, width: 0.9 * width },
      x: groups.map((_, group) => placeOf(group, bar)),
      y: groups.map(mean),
      marker: { color: color ?? PALETTE[bar % PALETTE.length]! },
    },
    {
      ...{ name: `${name}, seeds`, mode: "markers", showlegend: false },
      x: groups.flatMap((values, group) => values.map(() => placeOf(group, bar))),
      y: groups.flatMap((values) => [...values]),
      marker: { color: "#1f2328", size: 6 },
    },
  ]);
  const line = { color: "#57606a", dash: "dash", width: 1.5 };
  return {
    data,
    layout: {
      height: 400,
      xaxis: {
        tickvals: groups.map((_, i) => i),
        ticktext: [...groups],
        range: [-0.6, groups.length - 0.4],
      },
      yaxis: { title: { text: y }, range: [...range] },
      showlegend: bars.length > 1,
      legend: { orientation: "h", y: 1.12, x: 0 },
      ...(level === undefined ? {} : {
        shapes: [{ type: "line", xref: "paper", x0: 0, x1: 1, y0: level, y1: level, line }],
      }),
    },
  };
}
