/**
 * Picking elements of arrays: shapes, strides, index arrays.
 *
 * @module
 */
export { broadcastShapes, formatShape } from "./broadcast_shapes.ts";
export { gather } from "./gather.ts";
export type { Gather, IndexArray } from "./plan.ts";
export { broadcastStrides, rowMajorStrides } from "./strides.ts";
