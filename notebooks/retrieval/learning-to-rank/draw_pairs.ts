import type { Figure } from "@rederive/lib/show";

/** Weights of the pairs of one list, better document down, worse along; undefined: no pair. */
export type PairWeights = readonly (readonly (number | undefined)[])[];

/** Two lists of pair weights side by side, each on a scale of its own. */
export function drawPairs(
  panels: readonly { title: string; weights: PairWeights }[],
  names: readonly string[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const from = (i: number) => 0.54 * i;
  return {
    data: panels.flatMap(({ weights }, i) => [
      {
        ...{ type: "heatmap", x: names.map((_, k) => k), y: names.map((_, k) => k) },
        ...{ z: weights.map((row) => row.map((weight) => weight ?? null)), zmin: 0 },
        ...{ xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}`, hoverongaps: false },
        colorscale: [[0, "#e8f1f8"], [0.5, "#5aa0cc"], [1, "#08306b"]],
        colorbar: { x: from(i) + 0.41, thickness: 10, len: 0.9, outlinewidth: 0 },
      },
      {
        ...{ x: [-0.5, names.length - 0.5], y: [-0.5, names.length - 0.5], mode: "lines" },
        ...{ line: { color: "#57606a", width: 1, dash: "dot" }, hoverinfo: "skip" },
        ...{ xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}`, showlegend: false },
      },
    ]),
    layout: {
      width: 900,
      height: 460,
      ...Object.fromEntries(panels.flatMap((_, i) => {
        const ticks = {
          ...{ tickvals: names.map((_, k) => k), ticktext: names },
          ...{ showgrid: false, zeroline: false },
        };
        const edges = [-0.5, names.length - 0.5];
        return [
          [`xaxis${suffix(i)}`, {
            ...{ ...ticks, domain: [from(i), from(i) + 0.4], anchor: `y${suffix(i)}` },
            ...{ title: { text: "grade of the worse document" }, tickangle: 0, range: edges },
          }],
          [`yaxis${suffix(i)}`, {
            ...{ ...ticks, anchor: `x${suffix(i)}`, range: edges.toReversed() },
            title: { text: i === 0 ? "grade of the better document" : "" },
          }],
        ];
      })),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: from(i), y: 1.02, xref: "paper", yref: "paper" },
        ...{ xanchor: "left", yanchor: "bottom", showarrow: false, font: { size: 14 } },
      })),
    },
  };
}
