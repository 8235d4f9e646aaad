import type { Figure } from "@rederive/lib/show";

/** What each place is thought to be worth after each episode: a panel for each λ. */
export function drawValues(
  panels: readonly { lambda: number; values: readonly (readonly number[])[] }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const domain = (i: number) => [0.255 * i, 0.255 * i + 0.225];
  const counted = (values: readonly unknown[]) => values.map((_, i) => i + 1);
  return {
    data: panels.map(({ values }, i) => ({
      type: "heatmap",
      x: (values[0] ?? []).map((_, place) => place),
      y: counted(values),
      z: values,
      coloraxis: "coloraxis",
      xaxis: `x${suffix(i)}`,
      yaxis: `y${suffix(i)}`,
    })),
    layout: {
      width: 900,
      height: 380,
      coloraxis: { cmin: 0, cmax: 1, colorbar: { title: { text: "value" }, outlinewidth: 0 } },
      ...Object.fromEntries(panels.flatMap((_, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ domain: domain(i), title: { text: "place" }, dtick: 4, anchor: `y${suffix(i)}` },
        }],
        [`yaxis${suffix(i)}`, {
          anchor: `x${suffix(i)}`,
          ...(i === 0 ? { title: { text: "walk" } } : { showticklabels: false }),
        }],
      ])),
      annotations: panels.map(({ lambda }, i) => ({
        ...{ text: `λ = ${lambda}`, x: domain(i)[0], y: 1.02, showarrow: false },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom", font: { size: 14 } },
      })),
    },
  };
}
