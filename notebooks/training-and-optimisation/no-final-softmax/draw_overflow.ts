import type { Figure } from "@rederive/lib/show";

/** What is computed for rising logits: one line a way of computing; where it ends is a cross. */
export interface Way {
  readonly label: string;
  readonly color: string;
  readonly x: readonly number[];
  /** null where the result is not finite. */
  readonly y: readonly (number | null)[];
}

/** Two panels: log-sum-exp as the largest logit grows, log-probability of a loser as the gap grows. */
export function drawOverflow(sums: readonly Way[], losers: readonly Way[]): Figure {
  const lines = (ways: readonly Way[], axis: string) =>
    ways.flatMap(({ label, color, x, y }, i) => {
      const last = y.findLastIndex((value) => value !== null);
      const isCut = last < y.length - 1;
      const common = { xaxis: `x${axis}`, yaxis: `y${axis}`, showlegend: false };
      const line = { color, width: isCut ? 4 : 2, dash: isCut ? "solid" : "dash" };
      const text = isCut ? ` ${label}` : "";
      const end = { x: [x[last]], y: [y[last]], text: [text], mode: "markers+text" };
      return [
        { ...common, x, y, mode: "lines", name: label, line },
        ...(isCut
          ? [{
            ...common,
            ...end,
            name: label,
            marker: { symbol: "x", size: 11, color },
            textposition: i % 2 === 0 ? "top left" : "bottom right",
            textfont: { color, size: 12 },
          }]
          : []),
      ];
    });
  const powers = [1, 10, 100, 1000];
  const heading = (text: string, x: number) => ({
    ...{ text, x, y: 1.04, xref: "paper", yref: "paper", showarrow: false },
    ...{ xanchor: "left", yanchor: "bottom", font: { size: 13 } },
  });
  return {
    data: [...lines(sums, ""), ...lines(losers, "2")],
    layout: {
      height: 400,
      width: 860,
      xaxis: {
        domain: [0, 0.44],
        type: "log",
        tickvals: powers,
        title: { text: "largest logit" },
      },
      yaxis: { type: "log", tickvals: powers, title: { text: "computed log-sum-exp" } },
      xaxis2: { domain: [0.58, 1], title: { text: "gap between the two logits" }, anchor: "y2" },
      yaxis2: { title: { text: "computed log p of the smaller" }, anchor: "x2" },
      annotations: [
        heading("Too large: exp overflows. Dashed: with the trick", 0),
        heading("Too small: p becomes 0. Dashed: fused", 0.58),
      ],
    },
  };
}
