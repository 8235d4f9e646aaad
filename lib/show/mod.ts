/**
 * What a cell displays: figures, tables, images, text.
 *
 * @module
 */
export { environment, timing } from "./classed.ts";
export { type Bundle, display, type DisplaySink, setDisplaySink } from "./display.ts";
export { type Axis, type Curve, type CurvePanel, drawCurves } from "./draw_curves.ts";
export { checkFigure, type Figure, type Trace } from "./figure.ts";
export { image, type ImageOptions } from "./image.ts";
export { markdown } from "./markdown.ts";
export { plot, PLOTLY_MIME } from "./plot.ts";
export { type Pixels } from "./png.ts";
export { roundNumbers } from "./round_numbers.ts";
export { type Cell, table, type TableOptions } from "./table.ts";
export { applyTheme, DIVERGING, PALETTE, SIZE } from "./theme.ts";
export { timed } from "./timed.ts";
