import type { Figure } from "@rederive/lib/show";

/** What a model is taught to say, against the truth: one line a loss, and the diagonal. */
export function drawWanted(
  truth: readonly number[],
  lines: readonly { label: string; color: string; said: readonly number[] }[],
): Figure {
  return {
    data: lines.map(({ label, color, said }) => ({
      ...{ x: truth, y: said, mode: "lines", name: label, line: { color, width: 3 } },
    })),
    layout: {
      width: 520,
      height: 440,
      legend: { x: 0.03, y: 0.98 },
      xaxis: { title: { text: "true probability of class A" }, range: [0, 1] },
      yaxis: { title: { text: "probability the model ends up giving A" }, range: [-0.02, 1.02] },
    },
  };
}
