export { broadcastShapes } from "./broadcast_shapes.ts";
