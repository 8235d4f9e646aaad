import type { Figure } from "@rederive/lib/show";

/** Spikes of rings over time, a panel a wiring: which neurons fire, window by window. */
export function drawHeadings(
  panels: readonly { title: string; spikes: readonly ArrayLike<number>[] }[],
  { window, cueEnds, direction }: { window: number; cueEnds: number; direction: number },
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const domain = (i: number) => [0.52 * i, 0.52 * i + 0.46];
  const count = panels[0]!.spikes[0]!.length;
  const angles = Array.from({ length: count }, (_, i) => 360 * i / count);
  const cue = ((direction % 360) + 360) % 360;
  return {
    data: panels.flatMap(({ spikes }, i) => [{
      type: "heatmap",
      x: spikes.map((_, k) => (k + 0.5) * window),
      y: angles,
      z: angles.map((_, neuron) => spikes.map((counts) => counts[neuron]!)),
      ...{ coloraxis: "coloraxis", xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
    }, {
      ...{ x: [0, cueEnds], y: [cue, cue], mode: "lines", name: "cue", showlegend: false },
      ...{ line: { color: "#D55E00", width: 4 }, xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` },
    }]),
    layout: {
      ...{ width: 900, height: 400 },
      coloraxis: { cmin: 0, colorbar: { title: { text: "spikes" }, outlinewidth: 0 } },
      ...Object.fromEntries(panels.flatMap((_, i) => [
        [`xaxis${suffix(i)}`, {
          ...{ domain: domain(i), title: { text: "milliseconds" }, anchor: `y${suffix(i)}` },
        }],
        [`yaxis${suffix(i)}`, {
          ...{ anchor: `x${suffix(i)}`, dtick: 90, range: [0, 360] },
          ...(i === 0 ? { title: { text: "direction, degrees" } } : {}),
        }],
      ])),
      annotations: panels.map(({ title }, i) => ({
        ...{ text: title, x: domain(i)[0], y: 1.02, showarrow: false, font: { size: 14 } },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom" },
      })),
    },
  };
}
