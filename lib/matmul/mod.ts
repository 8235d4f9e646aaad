/**
 * Products of matrices of any size, batched, with bias and activation.
 *
 * @module
 */
export { type Activation } from "../rows/activations.ts";
export { matmul, type MatmulOptions } from "./matmul.ts";
