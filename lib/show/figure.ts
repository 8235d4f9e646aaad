/** A trace as plotly takes it; `type` defaults to `scatter`. */
export interface Trace {
  /** `scatter` when absent. */
  readonly type?: string;
  /** Any attribute of plotly's. */
  readonly [attribute: string]: unknown;
}

/** A plotly figure: its traces and its layout. */
export interface Figure {
  /** What is drawn. */
  readonly data: readonly Trace[];
  /** Axes, title, size, annotations. */
  readonly layout?: { readonly [attribute: string]: unknown };
}

// drawn without WebGL, and looked at
const FLAT = new Set([
  "scatter",
  "bar",
  "heatmap",
  "contour",
  "histogram",
  "box",
  "violin",
  "histogram2d",
  "histogram2dcontour",
  "image",
  "pie",
  "sunburst",
  "treemap",
  "icicle",
  "sankey",
  "scatterpolar",
  "barpolar",
  "scatterternary",
  "waterfall",
  "funnel",
]);

/**
 * Refuses a figure that could not be drawn as a static picture: no traces, 3-D or WebGL traces.
 *
 * @example
 * ```ts
 * import { checkFigure } from "@rederive/lib/show";
 * import { throws } from "node:assert/strict";
 *
 * checkFigure({ data: [{ type: "bar", y: [1, 2] }] });
 * throws(() => checkFigure({ data: [{ type: "surface" }] }), /"surface"/);
 * ```
 */
export function checkFigure({ data, layout }: Figure): void {
  if (!Array.isArray(data) || data.length === 0) {
    throw new TypeError("Cannot plot figure: it has no traces, want at least one in `data`");
  }
  checkPictures(data, layout?.["images"]);
  for (const [i, { type = "scatter" }] of data.entries()) {
    if (FLAT.has(type)) continue;
    throw new RangeError(
      `Cannot plot figure: trace ${i} is of type "${type}", want a 2-D trace drawn without WebGL\n` +
        `Try: ${instead(type)}`,
    );
  }
}

// a figure loads nothing: neither in the reader's page nor where its picture is drawn
function checkPictures(data: readonly Trace[], images: unknown): void {
  const trace = data.findIndex(({ type, source }) => type === "image" && source !== undefined);
  if (trace >= 0) {
    throw new RangeError(
      `Cannot plot figure: trace ${trace} has a source, want its pixels\nTry: z: rows of [r, g, b]`,
    );
  }
  if (!Array.isArray(images)) return;
  const image = images.findIndex(({ source }) => !String(source).startsWith("data:image/png"));
  if (image >= 0) {
    throw new RangeError(
      `Cannot plot figure: layout image ${image} is to be loaded, want it in the figure\n` +
        'Try: source: "data:image/png;base64,…"',
    );
  }
}

function instead(type: string): string {
  if (type.endsWith("gl")) return `type: "${type.slice(0, -2)}"`;
  if (["surface", "mesh3d", "scatter3d", "volume"].includes(type)) {
    return 'a projection: type: "scatter", "heatmap" or "contour"';
  }
  return `one of ${[...FLAT].join(", ")}`;
}
