import type { Figure } from "@rederive/lib/show";

/** nDCG of one loss, seed by seed. */
export interface Result {
  readonly loss: string;
  readonly color: string;
  readonly each: readonly number[];
}

/** A row a loss: a dot a seed and a bar at their mean; a panel a kind of scorer. */
export function drawResults(
  panels: readonly { title: string; results: readonly Result[] }[],
  { range }: { range: readonly [number, number] },
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const domain = (i: number) => [0.52 * i, 0.52 * i + 0.48];
  const rows = panels[0]!.results.map(({ loss }) => loss);
  return {
    data: panels.flatMap(({ results }, i) =>
      results.flatMap(({ loss, color, each }) => {
        const axes = { xaxis: `x${suffix(i)}`, yaxis: "y", showlegend: false, name: loss };
        const mean = each.reduce((a, b) => a + b) / each.length;
        return [
          {
            ...{ ...axes, x: each, y: each.map(() => loss), mode: "markers" },
            marker: { color, size: 8, opacity: 0.6 },
          },
          {
            ...{ ...axes, x: [mean], y: [loss], mode: "markers" },
            marker: { color, size: 22, symbol: "line-ns", line: { color, width: 3 } },
          },
        ];
      })
    ),
    layout: {
      width: 880,
      height: 360,
      yaxis: { type: "category", categoryarray: rows.toReversed(), categoryorder: "array" },
      ...Object.fromEntries(panels.map((_, i) => [`xaxis${suffix(i)}`, {
        ...{ domain: domain(i), range, title: { text: "nDCG@10 on new queries" } },
      }])),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: domain(i)[0], y: 1.02, xref: "paper", yref: "paper" },
        ...{ xanchor: "left", yanchor: "bottom", showarrow: false, font: { size: 14 } },
      })),
    },
  };
}
