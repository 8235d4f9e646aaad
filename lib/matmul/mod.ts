/**
 * Products of matrices of any size, batched, with bias and activation.
 *
 * @module
 */
export { type Activation } from "./activations.ts";
export { matmul, type MatmulOptions } from "./matmul.ts";
