import { type Bundle, display } from "./display.ts";
import { checkFigure, type Figure } from "./figure.ts";
import { roundNumbers } from "./round_numbers.ts";
import { applyTheme } from "./theme.ts";

/** MIME type of an interactive figure. */
export const PLOTLY_MIME = "application/vnd.plotly.v1+json";

/**
 * Shows a plotly figure, interactive where the reader's program can and as a picture elsewhere.
 * `alt` says in words what the figure shows.
 *
 * @example
 * ```ts
 * import { plot } from "@rederive/lib/show";
 *
 * await plot({
 *   data: [{ x: [1, 2, 3], y: [1, 4, 9], mode: "lines+markers" }],
 *   layout: { xaxis: { title: { text: "n" } }, yaxis: { title: { text: "n²" } } },
 * }, { alt: "n squared grows faster than n." });
 * ```
 */
export async function plot(figure: Figure, { alt }: { alt: string }): Promise<void> {
  checkFigure(figure);
  if (typeof alt !== "string" || alt.trim() === "") {
    throw new TypeError("Cannot plot figure: it has no alt, want one sentence on what it shows");
  }
  const { data, layout } = roundNumbers(applyTheme(figure)) as Required<Figure>;
  const bundle: Bundle = { [PLOTLY_MIME]: { data, layout }, "text/plain": alt };
  const { width, height } = layout;
  // the picture has more pixels than that; shown at this size it is sharp
  const metadata = { "image/png": { width, height, alt } };
  const shown = needsPicture()
    ? { ...bundle, "image/png": await picture({ data, layout }) }
    : bundle;
  display(shown, { metadata });
}

// the runner draws all figures of a run in one process; a page draws its own
function needsPicture(): boolean {
  if (Reflect.get(globalThis, Symbol.for("rederive.runner")) !== undefined) return false;
  return "Deno" in globalThis;
}

async function picture(figure: Required<Figure>): Promise<string> {
  // a variable, so that bundlers for pages leave plotly and jsdom out
  const renderer = "./static/mod.ts";
  const { renderFigure } = await import(renderer) as typeof import("./static/mod.ts");
  return (await renderFigure(figure)).toBase64();
}
