import type { Fault } from "./fault.ts";

const SVD = "tests/geometry/svd_test.ts";
const SIMILARITY = "tests/geometry/similarity_test.ts";
const HOMOGRAPHY = "tests/geometry/homography_test.ts";
const ROTATION = "tests/geometry/nearest_rotation_test.ts";

/** Faults of lib/geometry. */
export const geometryFaults: readonly Fault[] = [
  {
    what: "singular vectors of columns turned once only",
    file: "lib/geometry/svd.ts",
    find: "const SWEEPS = 60;",
    replace: "const SWEEPS = 1;",
    test: SVD,
  },
  {
    what: "singular values come as columns stand",
    file: "lib/geometry/svd.ts",
    find: ".sort((i, j) => lengths[j]! - lengths[i]!)",
    replace: "",
    test: SVD,
  },
  {
    what: "directions of rounding are taken for singular vectors",
    file: "lib/geometry/svd.ts",
    find: "if (length > floor) found",
    replace: "if (length > 0) found",
    test: SVD,
  },
  {
    what: "least squares divide by singular values that are rounding",
    file: "lib/geometry/least_squares.ts",
    find: "value > floor ?",
    replace: "value > 0 ?",
    test: SVD,
  },
  {
    what: "the nearest rotation may mirror",
    file: "lib/geometry/nearest_rotation.ts",
    find: "< 0 ? -1 : 1",
    replace: "< 0 ? 1 : 1",
    test: ROTATION,
  },
  {
    what: "similarities compose without the outer scale on the translation",
    file: "lib/geometry/similarity.ts",
    find: "translation: transformBySimilarity(a, b.translation)",
    replace: "translation: transformBySimilarity({ ...a, scale: 1 }, b.translation)",
    test: SIMILARITY,
  },
  {
    what: "the way of a growing body is that of one that only grows along the axis",
    file: "lib/geometry/similarity_coefficients.ts",
    find: "c += size * part.b * at * at;",
    replace: "c += weight * part.b * at * at;",
    test: SIMILARITY,
  },
  {
    what: "the logarithm of a similarity forgets the growth across the axis",
    file: "lib/geometry/similarity_log.ts",
    find: "const across = a - c * square;",
    replace: "const across = a;",
    test: SIMILARITY,
  },
  {
    what: "homographies compose in the other order",
    file: "lib/geometry/homography.ts",
    find: "return maps.reduce((a, b) => {",
    replace: "return maps.reduce((b, a) => {",
    test: HOMOGRAPHY,
  },
  {
    what: "a homography's points are not divided by w",
    file: "lib/geometry/homography.ts",
    find: "const w = row(12);",
    replace: "const w = 1;",
    test: HOMOGRAPHY,
  },
  {
    what: "a cofactor of a homography has the wrong sign",
    file: "lib/geometry/homography_inverse.ts",
    find: "-a * m[5] + c * m[2] - d * m[1]",
    replace: "-a * m[5] + c * m[2] + d * m[1]",
    test: HOMOGRAPHY,
  },
  {
    what: "determinant 1 is reached by the square root",
    file: "lib/geometry/homography_inverse.ts",
    find: "Math.sqrt(Math.sqrt(determinant))",
    replace: "Math.sqrt(determinant)",
    test: HOMOGRAPHY,
  },
];
