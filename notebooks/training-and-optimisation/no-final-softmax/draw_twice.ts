import type { Figure } from "@rederive/lib/show";

/** Loss and slope of one example as the right logit moves past its equal rivals. */
export interface Landscape {
  readonly label: string;
  readonly color: string;
  readonly loss: readonly number[];
  readonly slope: readonly number[];
}

/** Loss on the left, size of the slope on a logarithmic axis on the right. */
export function drawTwice(
  margins: readonly number[],
  landscapes: readonly Landscape[],
  { floor }: { floor: number },
): Figure {
  const line = (axis: string, y: readonly number[], { label, color }: Landscape) => ({
    ...{ x: margins, y, mode: "lines", name: label, line: { color, width: 3 } },
    ...{ xaxis: `x${axis}`, yaxis: `y${axis}`, legendgroup: label, showlegend: axis === "" },
  });
  const margin = { text: "how far the right logit is ahead" };
  return {
    data: landscapes.flatMap((each) => [line("", each.loss, each), line("2", each.slope, each)]),
    layout: {
      width: 860,
      height: 380,
      legend: { orientation: "h", y: 1.14, x: 0 },
      xaxis: { domain: [0, 0.44], title: margin },
      yaxis: { title: { text: "loss" }, range: [0, 8] },
      xaxis2: { domain: [0.58, 1], title: margin, anchor: "y2" },
      yaxis2: {
        title: { text: "size of the slope" },
        type: "log",
        range: [-9, 0.6],
        tickvals: [1e-9, 1e-6, 1e-3, 1],
        ticktext: ["10<sup>-9</sup>", "10<sup>-6</sup>", "10<sup>-3</sup>", "1"],
        anchor: "x2",
      },
      shapes: [{
        ...{ type: "line", x0: margins[0], x1: margins.at(-1), y0: floor, y1: floor },
        line: { color: "#57606a", width: 1, dash: "dot" },
      }],
      annotations: [{
        ...{ x: margins[0], y: floor, text: `floor ${floor.toFixed(3)}`, showarrow: false },
        ...{ xanchor: "left", yanchor: "bottom" },
      }],
    },
  };
}
