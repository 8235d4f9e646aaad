import type { Figure } from "./figure.ts";

/** Okabe and Ito's colours, told apart with any colour vision; the pale yellow comes last. */
export const PALETTE = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#E69F00",
  "#000000",
  "#F0E442",
] as const;

const INK = "#1f2328";
const RULE = "#d0d7de";
const FONT = { family: "DejaVu Sans, Verdana, sans-serif", size: 13, color: INK };

const AXIS = {
  showline: true,
  linecolor: "#57606a",
  gridcolor: "#eaeef2",
  zerolinecolor: RULE,
  ticks: "outside",
  ticklen: 4,
  tickcolor: "#57606a",
  automargin: true,
  title: { standoff: 10 },
};

/** The house template, as plotly's `layout.template`. Whatever a figure sets itself wins. */
const TEMPLATE = {
  layout: {
    font: FONT,
    title: { font: { size: 16 }, x: 0, xref: "paper", xanchor: "left" },
    colorway: PALETTE,
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    xaxis: AXIS,
    yaxis: AXIS,
    legend: { font: { size: 12 }, bgcolor: "rgba(255,255,255,0.8)" },
    annotationdefaults: { font: { size: 12 }, arrowcolor: "#57606a" },
    coloraxis: { colorscale: "Viridis" },
    colorscale: { sequential: "Viridis", sequentialminus: "Viridis", diverging: "RdBu" },
    hovermode: "closest",
  },
};

/** The size of a figure that does not set its own: fits a notebook column, 16 to 10. */
export const SIZE = { width: 720, height: 450 } as const;

/**
 * A figure in the house theme, with its size fixed so that everyone sees the same picture.
 *
 * @example
 * ```ts
 * import { applyTheme } from "@rederive/lib/show";
 * import { equal } from "node:assert/strict";
 *
 * equal(applyTheme({ data: [{ y: [1, 2] }] }).layout["width"], 720);
 * ```
 */
export function applyTheme({ data, layout = {} }: Figure): Required<Figure> {
  return { data, layout: { ...SIZE, template: TEMPLATE, ...layout } };
}
