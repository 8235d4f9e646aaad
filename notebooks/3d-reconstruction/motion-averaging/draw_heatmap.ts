import type { Figure } from "@rederive/lib/show";

/** A table of numbers as colours, each written into its cell. */
export interface Heatmap {
  readonly x: { readonly title: string; readonly values: readonly number[] };
  readonly y: { readonly title: string; readonly values: readonly number[] };
  /** Rows from the bottom, one a value of y. */
  readonly rows: readonly (readonly number[])[];
  /** What the colours count. */
  readonly title: string;
}

/** Colours over the logarithm of the numbers. */
export function drawHeatmap({ x, y, rows, title }: Heatmap): Figure {
  const logs = rows.map((row) => row.map(Math.log10));
  const dark = (value: number) => Math.log10(value) < -1;
  const ticks = [0.01, 0.03, 0.1, 0.3, 1, 3];
  return {
    data: [{
      type: "heatmap",
      x: x.values.map(String),
      y: y.values.map(String),
      z: logs,
      colorscale: "Viridis",
      colorbar: {
        title: { text: title, side: "right" },
        tickvals: ticks.map(Math.log10),
        ticktext: ticks.map(String),
      },
    }],
    layout: {
      xaxis: { title: { text: x.title }, type: "category" },
      yaxis: { title: { text: y.title }, type: "category" },
      annotations: rows.flatMap((row, j) =>
        row.map((value, i) => ({
          x: i,
          y: j,
          text: value < 10 ? value.toPrecision(2) : value.toFixed(0),
          showarrow: false,
          font: { color: dark(value) ? "#ffffff" : "#000000", size: 12 },
        }))
      ),
      height: 400,
    },
  };
}
