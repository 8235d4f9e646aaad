import type { Fault } from "./fault.ts";

const ALIGN = "tests/alignment/align_points_test.ts";
const HOMOGRAPHY = "tests/alignment/fit_homography_test.ts";
const POINTS = "tests/alignment/point_error_test.ts";
const METRICS = "tests/alignment/pose_metrics_test.ts";

/** Faults of lib/alignment. */
export const alignmentFaults: readonly Fault[] = [
  {
    what: "points are aligned without their weights in the covariance",
    file: "lib/alignment/align_points.ts",
    find: "products[3 * row + column]! += weight(i) *",
    replace: "products[3 * row + column]! +=",
    test: ALIGN,
  },
  {
    what: "the centre of weighted points is that of all",
    file: "lib/alignment/align_points.ts",
    find: "total += weight(i);",
    replace: "total += 1;",
    test: ALIGN,
  },
  {
    what: "rigid alignment changes lengths",
    file: "lib/alignment/align_points.ts",
    find: "scaled ? along / spread : 1",
    replace: "along / spread",
    test: ALIGN,
  },
  {
    what: "points on a line are aligned somehow",
    file: "lib/alignment/align_points.ts",
    find: "const ON_A_LINE = 1e-12;",
    replace: "const ON_A_LINE = -1;",
    test: ALIGN,
  },
  {
    what: "a homography is not moved back from normalized coordinates",
    file: "lib/alignment/fit_homography.ts",
    find: "homographyOf(target.back)",
    replace: "homographyOf(target.there)",
    test: HOMOGRAPHY,
  },
  {
    what: "points of a plane tell a homography",
    file: "lib/alignment/fit_homography.ts",
    find: "if (rank < UNKNOWNS) {",
    replace: "if (rank < 1) {",
    test: HOMOGRAPHY,
  },
  {
    what: "rounding to f32 tells a homography of a plane",
    file: "lib/alignment/fit_homography.ts",
    find: "const NO_EQUATION = 1e-6;",
    replace: "const NO_EQUATION = 1e-12;",
    test: HOMOGRAPHY,
  },
  {
    what: "weights of a homography's pairs count twice",
    file: "lib/alignment/fit_homography.ts",
    find: "const root = Math.sqrt(weight(i));",
    replace: "const root = weight(i);",
    test: HOMOGRAPHY,
  },
  {
    what: "a homography's points are behind infinity",
    file: "lib/alignment/fit_homography.ts",
    find: "(inFront < 0 ? -1 : 1)",
    replace: "(inFront < 0 ? 1 : -1)",
    test: HOMOGRAPHY,
  },
  {
    what: "the pose AUC takes the smaller error",
    file: "lib/alignment/pose_auc.ts",
    find: "Math.max(rotation, translation)",
    replace: "Math.min(rotation, translation)",
    test: METRICS,
  },
  {
    what: "directions of translations depend on their lengths",
    file: "lib/alignment/pose_error.ts",
    find: "scale(estimated.translation, 1 / length)",
    replace: "estimated.translation",
    test: METRICS,
  },
  {
    what: "mean accuracy takes the larger share",
    file: "lib/alignment/pose_accuracy.ts",
    find: "Math.min(rotation, translation)",
    replace: "Math.max(rotation, translation)",
    test: METRICS,
  },
  {
    what: "a trajectory is off by the mean, not the root mean square",
    file: "lib/alignment/trajectory_error.ts",
    find: "sum + distance * distance",
    replace: "sum + distance",
    test: METRICS,
  },
  {
    what: "completeness looks from the estimate",
    file: "lib/alignment/chamfer.ts",
    find: "await meanDistance(gpu, truth, estimated)",
    replace: "await meanDistance(gpu, estimated, truth)",
    test: "tests/alignment/chamfer_test.ts",
  },
  {
    what: "a scale is fitted from the truth to the estimate",
    file: "lib/alignment/point_error.ts",
    find: "square += weight * estimated[i]! ** 2;",
    replace: "square += weight * truth[i]! ** 2;",
    test: POINTS,
  },
  {
    what: "the error of weighted points is the mean of all",
    file: "lib/alignment/point_error.ts",
    find: "total += weight(i);",
    replace: "total += 1;",
    test: POINTS,
  },
  {
    what: "a loop's gap is measured in the world, not from the first camera",
    file: "lib/alignment/loop_gap.ts",
    find: "compose(invert(estimated[0]!), estimated.at(-1)!)",
    replace: "estimated.at(-1)!",
    test: POINTS,
  },
];
