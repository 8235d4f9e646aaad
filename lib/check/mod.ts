/**
 * Comparing numbers under a tolerance that was derived, not fitted.
 *
 * @module
 */
export { assertClose, type Tolerance } from "./close.ts";
export { gamma } from "./gamma.ts";
export { ulps } from "./ulps.ts";
