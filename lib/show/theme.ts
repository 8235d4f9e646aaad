import type { Figure, Trace } from "./figure.ts";
import { labelRoom } from "./label_room.ts";

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

const SCALE = {
  colorscale: "Viridis",
  colorbar: { outlinewidth: 0, ticks: "outside", ticklen: 4 },
};

/** The house template, as plotly's `layout.template`. Whatever a figure sets itself wins. */
const TEMPLATE = {
  layout: {
    font: FONT,
    title: {
      font: { size: 16 },
      x: 0,
      xref: "paper",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 14 },
    },
    colorway: PALETTE,
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    xaxis: AXIS,
    yaxis: AXIS,
    polar: {
      radialaxis: { gridcolor: "#eaeef2", linecolor: "#57606a", tickangle: 0, angle: 45 },
      angularaxis: { gridcolor: "#eaeef2", linecolor: "#57606a" },
    },
    grid: { xgap: 0.26, ygap: 0.32 },
    legend: { font: { size: 12 }, bgcolor: "rgba(255,255,255,0.8)" },
    annotationdefaults: { font: { size: 12 }, arrowcolor: "#57606a", arrowwidth: 1 },
    coloraxis: SCALE,
    hovermode: "closest",
  },
  data: {
    heatmap: [SCALE],
    contour: [SCALE],
    histogram2d: [SCALE],
    histogram2dcontour: [SCALE],
    bar: [{ error_y: { color: INK, thickness: 1.5 } }],
    waterfall: [{
      increasing: { marker: { color: PALETTE[0] } },
      decreasing: { marker: { color: PALETTE[1] } },
      totals: { marker: { color: "#57606a" } },
    }],
  },
};

/** A colour scale for values with a meaningful middle; set `zmid`. Blue below, red above. */
export const DIVERGING = [
  [0, "#2166ac"],
  [0.25, "#92c5de"],
  [0.5, "#f7f7f7"],
  [0.75, "#f4a582"],
  [1, "#b2182b"],
] as const;

/** The size of a figure that does not set its own: fits a notebook column, 16 to 10. */
export const SIZE = { width: 720, height: 450 } as const;

/**
 * A figure in the house theme, with its size fixed so that everyone sees the same picture.
 *
 * @example
 * ```ts
 * import { applyTheme } from "@rederive/lib/show";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * equal(applyTheme({ data: [{ y: [1, 2] }] }).layout["width"], 720);
 * ```
 */
export function applyTheme({ data, layout = {} }: Figure): Required<Figure> {
  return {
    data: data.map(showWholeLabels),
    layout: { ...SIZE, margin: marginFor(data, layout), template: TEMPLATE, ...layout },
  };
}

// text at a point near the frame would be cut by it
function showWholeLabels(trace: Trace): Trace {
  const { type = "scatter", mode } = trace;
  const isLabelled = type === "scatter" && typeof mode === "string" && mode.includes("text");
  return isLabelled ? { cliponaxis: false, ...trace } : trace;
}

// axes and legends make their own room; titles and panel headings above the frame do not
function marginFor(data: Figure["data"], layout: Required<Figure>["layout"]) {
  const { title, annotations } = layout;
  const isAbove = (item: unknown) => {
    const { y, yref } = item as { y?: unknown; yref?: unknown };
    return typeof y === "number" && y >= 1 && /paper|domain/.test(String(yref));
  };
  const heading = Array.isArray(annotations) && annotations.some(isAbove) ? 26 : 0;
  const isRound = data.some(({ type = "" }) => /polar|ternary/.test(type));
  const labels = Math.min(160, Math.max(...data.map(labelRoom)));
  return { l: 56, r: 24 + labels, t: (title ? 56 : 24) + heading + (isRound ? 20 : 0), b: 48 };
}
