/**
 * Static pictures of figures.
 *
 * @module
 */
import type { Figure } from "../figure.ts";

/** Draws a figure as a PNG. */
export function renderFigure(_figure: Figure): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array());
}
