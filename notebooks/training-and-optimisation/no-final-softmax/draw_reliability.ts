import type { Figure } from "@rederive/lib/show";
import type { Bin } from "./calibrate.ts";

/**
 * Reliability diagrams side by side: accuracy by confidence, bins of ten points or more; on the diagonal a
 * model knows itself.
 */
export function drawReliability(
  panels: readonly { heading: string; bins: readonly Bin[]; color: string }[],
): Figure {
  const suffix = (i: number) => i === 0 ? "" : String(i + 1);
  const width = 1 / panels.length;
  const domain = (i: number): [number, number] => [i * width, i * width + width - 0.03];
  return {
    data: panels.flatMap(({ bins: all, color }, i) => {
      const total = all.reduce((sum, { count }) => sum + count, 0);
      const bins = all.filter(({ count }) => count >= 10);
      const common = { xaxis: `x${suffix(i)}`, yaxis: "y", showlegend: false };
      return [
        {
          ...{ ...common, x: [0, 1], y: [0, 1], mode: "lines" },
          line: { color: "#57606a", width: 1, dash: "dot" },
        },
        {
          ...{ ...common, mode: "lines+markers", line: { color, width: 2 } },
          x: bins.map(({ confidence }) => confidence),
          y: bins.map(({ accuracy }) => accuracy),
          marker: { color, size: bins.map(({ count }) => 4 + 30 * Math.sqrt(count / total) / 1.6) },
        },
      ];
    }),
    layout: {
      width: 900,
      height: 330,
      yaxis: { range: [-0.03, 1.03], title: { text: "share that is right" } },
      ...Object.fromEntries(panels.map((_, i) => [`xaxis${suffix(i)}`, {
        ...{ domain: domain(i), range: [0, 1.06], tickvals: [0, 0.5, 1] },
        title: { text: "confidence" },
      }])),
      annotations: panels.map(({ heading }, i) => ({
        ...{ text: heading, x: domain(i)[0], y: 1.02, showarrow: false, align: "left" },
        ...{ xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom", font: { size: 12 } },
      })),
    },
  };
}
