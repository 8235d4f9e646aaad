import type { Figure } from "@rederive/lib/show";

/** How far a frame's tokens move when another's picture changes: rows and columns are frames. */
export function drawInfluence(
  panels: readonly { title: string; moves: readonly (readonly number[])[] }[],
): Figure {
  const names = panels[0]!.moves.map((_, i) => `frame ${i + 1}`);
  const data = panels.map(({ moves }, i) => ({
    type: "heatmap",
    x: names,
    y: names,
    z: moves,
    text: moves.map((row) => row.map((v) => v === 0 ? "0" : v.toFixed(2))),
    texttemplate: "%{text}",
    zmin: 0,
    zmax: Math.max(...panels.flatMap(({ moves }) => moves.flat())),
    colorscale: [[0, "#ffffff"], [1, "#0072B2"]],
    showscale: false,
    xaxis: `x${i === 0 ? "" : i + 1}`,
    yaxis: `y${i === 0 ? "" : i + 1}`,
  }));
  const axes = panels.flatMap((_, i) => [
    [`xaxis${i === 0 ? "" : i + 1}`, { title: { text: "whose picture is changed" } }],
    [`yaxis${i === 0 ? "" : i + 1}`, {
      ...{ autorange: "reversed", automargin: true },
      ...(i === 0 ? { title: { text: "whose tokens move" } } : {}),
    }],
  ]);
  return {
    data,
    layout: {
      ...{ width: 820, height: 400 },
      grid: { rows: 1, columns: panels.length, pattern: "independent", xgap: 0.25 },
      ...Object.fromEntries(axes),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: 0, y: 1.02, xanchor: "left", yanchor: "bottom", showarrow: false },
        xref: `x${i === 0 ? "" : i + 1} domain`,
        yref: `y${i === 0 ? "" : i + 1} domain`,
        font: { size: 14 },
      })),
    },
  };
}
