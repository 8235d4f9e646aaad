/**
 * Many estimates of one rotation or one point made into one, some of them wild: means, medians, and
 * the point where lines meet; in f64 on the CPU.
 *
 * @module
 */
export { chordalMean } from "./chordal_mean.ts";
export { geometricMedian, type MedianOptions } from "./geometric_median.ts";
export { medianQuaternion } from "./median_quaternion.ts";
export { medianRotation } from "./median_rotation.ts";
export { medoidRotation } from "./medoid_rotation.ts";
export { type Line, type Meeting, meetLines, type MeetOptions } from "./meet_lines.ts";
