/**
 * Rotations, poses, similarities, projective maps, twists and wrenches in three dimensions, and small
 * least squares, in f64 on the CPU.
 *
 * A pose or similarity of B in A takes coordinates in B to coordinates in A. Six-component
 * quantities put the linear part first. Angles are radians; angular velocities are vectors along
 * the axis.
 *
 * @module
 */
export * from "./adjoint.ts";
export * from "./angle_coefficients.ts";
export * from "./homography.ts";
export * from "./homography_inverse.ts";
export * from "./interpolate_pose.ts";
export * from "./least_squares.ts";
export * from "./matrix.ts";
export * from "./nearest_rotation.ts";
export * from "./pose.ts";
export * from "./pose_exp.ts";
export * from "./pose_log.ts";
export * from "./quaternion.ts";
export * from "./quaternion_of.ts";
export * from "./random_rotation.ts";
export * from "./rotation_angle.ts";
export * from "./rotation_exp.ts";
export * from "./rotation_log.ts";
export * from "./similarity.ts";
export * from "./similarity_coefficients.ts";
export * from "./similarity_exp.ts";
export * from "./similarity_log.ts";
export * from "./skew.ts";
export * from "./svd.ts";
export * from "./twist.ts";
export * from "./vector.ts";
