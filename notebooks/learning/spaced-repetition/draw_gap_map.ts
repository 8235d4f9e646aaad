import type { Figure } from "@rederive/lib/show";

/** Recall for each gap between two sessions and each delay of the test. */
export interface GapMap {
  /** Days from the second session to the test. */
  horizons: readonly number[];
  /** Days between the sessions. */
  gaps: readonly number[];
  /** Recall as a share of the best for that test: `shares[horizon][gap]`. */
  shares: readonly (readonly number[])[];
  /** The best gap of each test. */
  best: readonly number[];
}

// Cepeda and colleagues, 2008: 20 % of a few weeks, 5 % of about a year
const REPORTED = { x: [21, 350], y: [0.2 * 21, 0.05 * 350] };

/** The map, with its ridge, and the two points that were reported of people. */
export function drawGapMap({ horizons, gaps, shares, best }: GapMap): Figure {
  const logTicks = (values: number[]) => ({
    type: "log",
    tickvals: values,
    ticktext: values.map(String),
  });
  const z = gaps.map((_, i) => shares.map((row) => row[i]!));
  const note = (text: string, x: number, y: number, color: string) => ({
    text,
    x: Math.log10(x),
    y: Math.log10(y),
    xanchor: "left",
    showarrow: false,
    font: { color, size: 13 },
  });
  return {
    data: [
      {
        type: "contour",
        x: horizons,
        y: gaps,
        z,
        contours: { start: 0.3, end: 1, size: 0.05 },
        line: { width: 0 },
        colorbar: { title: { text: "recall, as a share<br>of the best for that test" } },
      },
      { x: horizons, y: best, mode: "lines", line: { color: "#D55E00", width: 3 } },
      {
        ...REPORTED,
        mode: "markers",
        marker: { color: "#ffffff", size: 12, line: { color: "#000000", width: 2 } },
      },
    ],
    layout: {
      xaxis: {
        title: { text: "days from the second session to the test" },
        ...logTicks([1, 3, 10, 30, 100, 350]),
      },
      yaxis: { title: { text: "days between the sessions" }, ...logTicks([0.1, 1, 10, 100]) },
      annotations: [
        note("best gap of the model", 1.1, 5, "#000000"),
        note("reported of people", 24, 3.2, "#000000"),
      ],
      showlegend: false,
    },
  };
}
