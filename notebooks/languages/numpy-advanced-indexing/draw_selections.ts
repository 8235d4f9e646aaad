import type { Figure } from "@rederive/lib/show";

/** Two selections of a small plane side by side: a dot for each element that is selected. */
export function drawSelections(
  selections: readonly [Selection, Selection],
  size: number,
): Figure {
  const ends = [-0.6, size - 0.4];
  const across = { range: ends, dtick: 1, title: { text: "column" }, zeroline: false };
  const down = { range: ends.toReversed(), dtick: 1, title: { text: "row" }, zeroline: false };
  return {
    data: selections.map(({ points }, i) => ({
      type: "scatter",
      mode: "markers",
      x: points.map(([, column]) => column),
      y: points.map(([row]) => row),
      marker: { size: 26, color: "#0072b2" },
      xaxis: i === 0 ? "x" : "x2",
      yaxis: i === 0 ? "y" : "y2",
      showlegend: false,
    })),
    layout: {
      width: 760,
      height: 390,
      grid: { rows: 1, columns: 2, pattern: "independent" },
      xaxis: across,
      xaxis2: across,
      yaxis: down,
      yaxis2: down,
      annotations: selections.map(({ title }, i) => ({
        text: title,
        showarrow: false,
        xref: "paper",
        yref: "paper",
        x: i === 0 ? 0.2 : 0.8,
        y: 1.1,
        xanchor: "center",
        font: { size: 15 },
      })),
    },
  };
}

/** What is selected, as (row, column). */
export interface Selection {
  readonly title: string;
  readonly points: readonly (readonly [row: number, column: number])[];
}
