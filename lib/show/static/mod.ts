/**
 * Static pictures of figures: plotly in jsdom, measured with the font it is drawn in, to SVG, to PNG.
 *
 * @module
 */
import { checkFigure, type Figure } from "../figure.ts";
import { applyTheme } from "../theme.ts";
import { renderPng } from "./render_png.ts";
import { renderSvg } from "./render_svg.ts";

/** Pixels a CSS pixel: pictures stay sharp on dense screens. */
const SCALE = 2;

/**
 * Draws a figure as a PNG: the same bytes for the same figure.
 *
 * @example
 * ```ts
 * import { renderFigure } from "@rederive/lib/show/static";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * const png = await renderFigure({ data: [{ y: [1, 4, 9] }] });
 * equal(String.fromCharCode(...png.subarray(1, 4)), "PNG");
 * ```
 */
export async function renderFigure(figure: Figure): Promise<Uint8Array> {
  checkFigure(figure);
  return await renderPng(await renderSvg(applyTheme(figure)), { scale: SCALE });
}
