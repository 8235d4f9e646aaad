import type { Fault } from "./fault.ts";

const ROTATIONS = "tests/averaging/rotations_test.ts";
const POINTS = "tests/averaging/points_test.ts";

/** Faults of lib/averaging. */
export const averagingFaults: readonly Fault[] = [
  {
    what: "quaternions keep the signs they come with",
    file: "lib/averaging/median_quaternion.ts",
    find: "along(q, middle) < 0 ?",
    replace: "along(q, middle) < -1 ?",
    test: ROTATIONS,
  },
  {
    what: "rotations that cancel have a mean all the same",
    file: "lib/averaging/chordal_mean.ts",
    find: "along - s[0]! >",
    replace: "along >",
    test: ROTATIONS,
  },
  {
    what: "the medoid is nearest by the sum of squares",
    file: "lib/averaging/medoid.ts",
    find: "sum + distance(a, b)",
    replace: "sum + distance(a, b) ** 2",
    test: ROTATIONS,
  },
  {
    what: "the median of rotations turns on the wrong side",
    file: "lib/averaging/median_rotation.ts",
    find: "multiply(place, expRotation(step))",
    replace: "multiply(expRotation(step), place)",
    test: ROTATIONS,
  },
  {
    what: "a median leaves a point that holds it",
    file: "lib/averaging/weiszfeld_step.ts",
    find: "force > held ? scale(pull, (1 - held / force) / stiffness)",
    replace: "force > 0 ? scale(pull, 1 / stiffness)",
    test: POINTS,
  },
  {
    what: "lines weigh by their squared distance",
    file: "lib/averaging/meet_lines.ts",
    find: "1 / Math.max(norm(away(line, before)), 1e-12 * size)",
    replace: "1 / Math.max(norm(away(line, before)), 1e-12 * size) ** 2",
    test: POINTS,
  },
  {
    what: "directions count with their lengths",
    file: "lib/averaging/meet_lines.ts",
    find: "direction: scale(direction, 1 / length) }",
    replace: "direction }",
    test: POINTS,
  },
];
