import type { Figure } from "../figure.ts";
import { openPlotly } from "./plotly.ts";

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a figure, its theme already applied, as SVG text: the same text every time. One at a time,
 * for figures that are drawn together share the window's random numbers.
 */
export function renderSvg(figure: Figure): Promise<string> {
  const next = last.then(() => draw(figure));
  last = next.catch(() => {});
  return next;
}

async function draw({ data, layout = {} }: Figure): Promise<string> {
  const { plotly, reseed, place } = await openPlotly();
  reseed();
  const at = place();
  try {
    await plotly.newPlot(at, data, layout, { staticPlot: true });
    const svg = plotly.Snapshot.toSVG(at, "svg");
    // one pixel a heatmap cell: resvg keeps cells apart under the older of the two names only
    return svg.replaceAll("image-rendering: pixelated", "image-rendering: optimizeSpeed");
  } finally {
    plotly.purge(at);
    at.remove();
  }
}
