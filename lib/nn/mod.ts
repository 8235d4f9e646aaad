/**
 * Layers of networks as functions of arrays: forward, and backward where it is wanted.
 *
 * @module
 */
export { type Activation } from "./activations.ts";
