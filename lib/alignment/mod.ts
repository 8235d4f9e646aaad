/**
 * Points, poses and trajectories laid on one another, and how far they are apart then.
 *
 * Angles are radians; lengths are in the unit of the second argument, the truth.
 *
 * @module
 */
export { type AlignOptions, alignPoints } from "./align_points.ts";
export { type Chamfer, chamferDistance } from "./chamfer.ts";
export { fitHomography, homographyEquations, type HomographyOptions } from "./fit_homography.ts";
export { type LoopGap, loopGap } from "./loop_gap.ts";
export { meanDistance } from "./mean_distance.ts";
export { type PointError, pointError, type PointErrorOptions } from "./point_error.ts";
export { meanPoseAccuracy, type PoseAccuracy, poseAccuracy } from "./pose_accuracy.ts";
export { poseAuc } from "./pose_auc.ts";
export { type PoseError, poseError } from "./pose_error.ts";
export { type TrajectoryError, trajectoryError } from "./trajectory_error.ts";
