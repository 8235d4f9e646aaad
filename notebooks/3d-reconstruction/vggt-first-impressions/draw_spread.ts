import type { Figure } from "@rederive/lib/show";

/** Percent of the depths that are left, for each parallax (columns) and contrast (rows). */
export function drawSpread(
  { parallaxes, contrasts, percent }: {
    parallaxes: readonly number[];
    contrasts: readonly number[];
    percent: readonly (readonly number[])[];
  },
): Figure {
  return {
    data: [{
      type: "heatmap",
      x: parallaxes.map(String),
      y: contrasts.map(String),
      z: percent,
      text: percent.map((row) => row.map((v) => `${v.toFixed(0)} %`)),
      texttemplate: "%{text}",
      zmin: 0,
      zmax: 100,
      colorscale: [[0, "#ffffff"], [1, "#0072B2"]],
      showscale: false,
    }],
    layout: {
      height: 380,
      xaxis: { type: "category", title: { text: "parallax of a wall at depth 1, samples" } },
      yaxis: { type: "category", title: { text: "contrast (noise: 0.05)" } },
    },
  };
}
