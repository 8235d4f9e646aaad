/**
 * Reductions of whole arrays and of any of their axes.
 *
 * @module
 */
export { reducedShape, type ReduceOptions } from "./axes.ts";
export { argmax, argmin, logSumExp, max, mean, min, sum, variance } from "./reductions.ts";
