import { DIVERGING, type Figure } from "@rederive/lib/show";

/** Cosines of captions, down, with pictures, along. */
export interface Similarities {
  readonly title: string;
  readonly cosines: readonly ArrayLike<number>[];
}

/** Two maps of cosines side by side; captions and pictures are named alike. */
export function drawSimilarity(panels: readonly Similarities[], names: readonly string[]): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const from = (i: number) => 0.48 * i;
  const ticks = { tickvals: names.map((_, k) => k), showgrid: false, zeroline: false, ticklen: 2 };
  return {
    data: panels.map(({ cosines }, i) => ({
      ...{ type: "heatmap", z: cosines.map((row) => Array.from(row)), zmin: -1, zmax: 1 },
      ...{ colorscale: DIVERGING, xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
      ...{
        showscale: i === panels.length - 1,
        colorbar: { thickness: 12, len: 0.9, outlinewidth: 0 },
      },
    })),
    layout: {
      ...{ width: 980, height: 560 },
      ...Object.fromEntries(panels.flatMap((_, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ ...ticks, ticktext: names, tickangle: 90, tickfont: { size: 11 } },
          ...{
            domain: [from(i), from(i) + 0.44],
            anchor: `y${suffix(i)}`,
            title: { text: "picture" },
          },
        }],
        [`yaxis${suffix(i)}`, {
          ...{ ...ticks, ticktext: i === 0 ? names : names.map(() => ""), tickfont: { size: 11 } },
          ...{ anchor: `x${suffix(i)}`, autorange: "reversed" },
          title: { text: i === 0 ? "caption" : "" },
        }],
      ])),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: from(i), y: 1.02, xref: "paper", yref: "paper" },
        ...{ xanchor: "left", yanchor: "bottom", showarrow: false, font: { size: 14 } },
      })),
    },
  };
}
