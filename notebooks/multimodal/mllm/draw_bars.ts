import { type Figure, PALETTE } from "@rederive/lib/show";

/** A bar for each group: its height is the mean of the seeds. */
export interface Bars {
  readonly name: string;
  /** A list of seeds' values for each group. */
  readonly values: readonly (readonly number[])[];
}

/** Bars in groups, a dot a seed; `lines` are dashes over a group's width, such as chance. */
export function drawBars(
  groups: readonly string[],
  bars: readonly Bars[],
  { y, lines }: { y: string; lines?: readonly number[] },
): Figure {
  const width = 0.8 / bars.length;
  const offset = (i: number) => (i - (bars.length - 1) / 2) * width;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  return {
    data: bars.flatMap(({ name, values }, i) => [
      {
        type: "bar",
        name,
        x: groups.map((_, g) => g + offset(i)),
        y: values.map(mean),
        width: 0.9 * width,
        marker: { color: PALETTE[i % PALETTE.length] },
      },
      {
        name: `${name}, seeds`,
        x: values.flatMap((own, g) => own.map(() => g + offset(i))),
        y: values.flat(),
        mode: "markers",
        marker: { color: "#1f2328", size: 5 },
        showlegend: false,
      },
    ]),
    layout: {
      height: 400,
      xaxis: {
        tickvals: groups.map((_, g) => g),
        ticktext: groups,
        range: [-0.55, groups.length - 0.45],
      },
      yaxis: { title: { text: y }, range: [0, 103] },
      shapes: (lines ?? []).map((at, g) => ({
        ...{ type: "line", x0: g - 0.45, x1: g + 0.45, y0: at, y1: at },
        line: { color: "#57606a", dash: "dash", width: 1.5 },
      })),
      legend: { orientation: "h", y: 1.12, x: 0 },
    },
  };
}
