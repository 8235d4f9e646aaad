/**
 * Clouds of points and lines in space as pictures: nearer hides farther, edges are smooth. Plotly
 * draws three dimensions with WebGL only, so what a notebook stores of them is drawn here.
 *
 * Frames are those of `lib/camera`: poses are poses in the world, z of a camera points forward.
 *
 * @module
 */
export type { Colour } from "../scene/mod.ts";
export type { Cloud, Segment } from "./cloud.ts";
export { drawCloud, type DrawCloudOptions } from "./draw_cloud.ts";
export { frustum, type FrustumOptions } from "./frustum.ts";
export { showCloud, type ShowCloudOptions } from "./show_cloud.ts";
