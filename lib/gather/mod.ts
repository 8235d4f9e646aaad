/**
 * Reading elements from computed positions: broadcasting, strided views, index arrays.
 *
 * @module
 */
export { broadcastShapes } from "./broadcast_shapes.ts";
export { gather, type GatherPlan } from "./gather.ts";
