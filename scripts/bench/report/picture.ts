import type { Figure } from "@rederive/lib/show";
import { COLUMNS, othersBest } from "./columns.ts";
import type { Report } from "./report.ts";

const ROW_PIXELS = 22;
const SYMBOLS = ["circle", "diamond", "square", "x"];

/** How many times as long others take, a line for each case that one of them can do. */
export function drawReport({ rows }: Report): Figure {
  const shown = rows.filter((row) => COLUMNS.some(({ words }) => othersBest(row, words)));
  const label = ({ name, size }: Report["rows"][number]) => `${name}, ${size}`;
  const data = COLUMNS.flatMap(({ title, words }, i) => {
    const points = shown.flatMap((row) => {
      const best = othersBest(row, words);
      return best ? [{ x: best.ratio, y: label(row) }] : [];
    });
    if (points.length === 0) return [];
    return [{
      name: title,
      mode: "markers",
      marker: { symbol: SYMBOLS[i], size: 9 },
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => y),
    }];
  });
  return {
    data,
    layout: {
      width: 960,
      height: 130 + ROW_PIXELS * shown.length,
      xaxis: { type: "log", title: { text: "time over ours: right of 1, rederive is faster" } },
      yaxis: {
        type: "category",
        range: [shown.length - 0.5, -0.5], // the first on top, no room above it
        categoryarray: shown.map(label),
        tickfont: { size: 11 },
      },
      legend: { orientation: "h", y: 1, yanchor: "bottom", x: 0 },
      shapes: [{
        type: "line",
        xref: "x",
        yref: "paper",
        x0: 1,
        x1: 1,
        y0: 0,
        y1: 1,
        line: { color: "#57606a", width: 1, dash: "dot" },
      }],
    },
  };
}
