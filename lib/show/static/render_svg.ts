import type { Figure } from "../figure.ts";
import { openPlotly } from "./plotly.ts";

const LIMIT_MS = 60_000;

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

async function draw(figure: Figure): Promise<string> {
  const { data, layout = {} } = structuredClone(figure); // plotly writes its defaults into what it draws
  const { plotly, reseed, place, takeWarnings } = await openPlotly();
  reseed();
  takeWarnings();
  const at = place();
  try {
    await inTime(plotly.newPlot(at, data, layout, { staticPlot: true }));
    const svg = plotly.Snapshot.toSVG(at, "svg");
    // plotly draws a blank and says why; that it laid out margins in many rounds does no harm
    const warning = takeWarnings().find((words) => !words.includes("auto-margin"));
    if (warning !== undefined) throw new Error(warning);
    // one pixel a heatmap cell: resvg keeps cells apart under the older of the two names only
    return svg.replaceAll("image-rendering: pixelated", "image-rendering: optimizeSpeed");
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`Cannot draw figure: plotly says "${message}"`, { cause: error });
  } finally {
    plotly.purge(at);
    at.remove();
  }
}

// plotly waits for ever for what jsdom does not have: pictures that load
async function inTime(drawing: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  try {
    await Promise.race([drawing, late]);
  } finally {
    clearTimeout(timer);
  }
}
