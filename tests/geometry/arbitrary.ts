/** What the property tests of `lib/geometry` draw from, always with the same seed. */
import fc from "fast-check";
import {
  expPose,
  expRotation,
  type Homography,
  homographyDeterminant,
  type Pose,
  type Twist,
  type Vec3,
} from "@rederive/lib/geometry";

// fc.double alone is nearly always tiny: it is uniform over exponents
const number = (bound: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -997, max: 997 }).map((n) => (bound * n) / 997) },
    { weight: 1, arbitrary: fc.double({ min: -bound, max: bound, noNaN: true }) },
  );

export const vec3 = (bound = 3): fc.Arbitrary<Vec3> =>
  fc.tuple(number(bound), number(bound), number(bound));

/** Rotation vectors of any length below pi. */
export const turn: fc.Arbitrary<Vec3> = vec3(1.8);

export const pose: fc.Arbitrary<Pose> = fc.record({
  rotation: turn.map(expRotation),
  translation: vec3(),
});

export const twist: fc.Arbitrary<Twist> = fc.record({ linear: vec3(), angular: turn });

/** Poses reached by a twist whose turn stays clear of pi, so that the logarithm is unique. */
export const near: fc.Arbitrary<Pose> = twist.map(expPose);

/** Projective maps of entries from -3 to 3 that are far enough from flattening space. */
export const homography: fc.Arbitrary<Homography> = fc
  .array(fc.integer({ min: -300, max: 300 }).map((n) => n / 100), { minLength: 16, maxLength: 16 })
  .map((entries) => entries as unknown as Homography)
  .filter((map) => Math.abs(homographyDeterminant(map)) > 1e-2 * Math.hypot(...map) ** 4 / 16);

/** Checks a law on 300 draws; the law is the last argument and asserts for itself. */
export function always<T extends unknown[]>(
  ...args: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => void]
): void {
  const law = args.pop() as (...values: T) => void;
  const draws = fc.tuple(...args as unknown as fc.Arbitrary<unknown>[]);
  const property = fc.property(draws, (values) => law(...values as T));
  fc.assert(property, { seed: 0, numRuns: 300 });
}
