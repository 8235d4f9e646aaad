import type { Fault } from "./fault.ts";

const CAMERA = "tests/camera/camera_test.ts";
const LOOPS = "tests/camera/loops_test.ts";
const POINTS = "tests/camera/points_test.ts";
const VIEWS = "tests/camera/two_views_test.ts";

/** Faults of lib/camera. */
export const cameraFaults: readonly Fault[] = [
  {
    what: "points are projected with the pose, not its inverse",
    file: "lib/camera/project.ts",
    find: "transformPoint(invert(pose), point)",
    replace: "transformPoint(pose, point)",
    test: CAMERA,
  },
  {
    what: "a camera's up is its y",
    file: "lib/camera/look_at.ts",
    find: "const right = cross(forward, up);",
    replace: "const right = cross(up, forward);",
    test: CAMERA,
  },
  {
    what: "an arc leaves its end out",
    file: "lib/camera/trajectories.ts",
    find: "turn / (options.views - 1)",
    replace: "turn / options.views",
    test: CAMERA,
  },
  {
    what: "a walk goes through walls",
    file: "lib/camera/trajectories.ts",
    find: "return x < low || x > high;",
    replace: "return x < low && x > high;",
    test: CAMERA,
  },
  {
    what: "triangulation forgets where the cameras are",
    file: "lib/camera/triangulate.ts",
    find: "at * t[2] - t[i],",
    replace: "at * t[2],",
    test: POINTS,
  },
  {
    what: "rays that never meet are triangulated",
    file: "lib/camera/triangulate.ts",
    find: "if (!(s[2]! > 1e-12 * s[0]!) || Math.abs(w) <= 1e-12 * size) {",
    replace: "if (size < 0) {",
    test: POINTS,
  },
  {
    what: "a pose from points keeps the mirrored solution",
    file: "lib/camera/solve_pnp.ts",
    find: "const side = determinant(part) < 0 ? -1 : 1;",
    replace: "const side = 1;",
    test: POINTS,
  },
  {
    what: "Gauss-Newton steps turn the wrong way",
    file: "lib/camera/solve_pnp.ts",
    find: "-slope.reduce(",
    replace: "slope.reduce(",
    test: POINTS,
  },
  {
    what: "the eight-point matrix keeps its third singular value",
    file: "lib/camera/estimate_essential.ts",
    find: "left[0]! * right[0]! + left[1]! * right[1]!",
    replace: "left[0]! * right[0]! + left[1]! * right[1]! + left[2]! * right[2]!",
    test: VIEWS,
  },
  {
    what: "the eight-point matrix is not moved back",
    file: "lib/camera/estimate_essential.ts",
    find: "multiply(transpose(right.matrix), found, left.matrix)",
    replace: "found",
    test: VIEWS,
  },
  {
    what: "rounding to f32 tells an essential matrix of a plane",
    file: "lib/camera/estimate_essential.ts",
    find: "const IN_A_PLANE = 1e-6;",
    replace: "const IN_A_PLANE = 1e-12;",
    test: VIEWS,
  },
  {
    what: "the four poses have one rotation",
    file: "lib/camera/relative_pose.ts",
    find: "const back = transpose(QUARTER);",
    replace: "const back = QUARTER;",
    test: VIEWS,
  },
  {
    what: "cheirality looks at one camera only",
    file: "lib/camera/relative_pose.ts",
    find: "if (depthOfA > 0 && depthOfB > 0) count++;",
    replace: "if (depthOfA > 0) count++;",
    test: VIEWS,
  },
  {
    what: "Sampson's distance leaves out one picture",
    file: "lib/camera/sampson.ts",
    find: "Math.hypot(line[0], line[1], back[0], back[1])",
    replace: "Math.hypot(line[0], line[1])",
    test: VIEWS,
  },
  {
    what: "the second circle of an eight is the first again",
    file: "lib/camera/loops.ts",
    find: "{ length, bend: -1 / radius }",
    replace: "{ length, bend: 1 / radius }",
    test: LOOPS,
  },
  {
    what: "cameras of a loop do not turn with the way",
    file: "lib/camera/loops.ts",
    find: "const turned = heading + bend * way;",
    replace: "const turned = heading;",
    test: LOOPS,
  },
  {
    what: "a loop's last pose is its first",
    file: "lib/camera/loops.ts",
    find: "place(total * poses.length / views - before)",
    replace: "place(total * poses.length / (views - 1) - before)",
    test: LOOPS,
  },
];
