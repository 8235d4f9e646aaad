/**
 * Drawing classes from the distributions that models put out.
 *
 * @module
 */
export { sampleCategorical, type SampleOptions } from "./categorical.ts";
