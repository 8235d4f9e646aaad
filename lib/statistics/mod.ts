/**
 * Counting what came out.
 *
 * @module
 */
export { binEdges, histogram, type HistogramOptions } from "./histogram.ts";
