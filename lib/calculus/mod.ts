/**
 * Derivatives and integrals of motions, in f64 on the CPU.
 *
 * @module
 */
export * from "./differentiate.ts";
export * from "./integrate.ts";
