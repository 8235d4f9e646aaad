import assert from "node:assert/strict";
import {
  meanPoseAccuracy,
  poseAccuracy,
  poseAuc,
  type PoseError,
  poseError,
  trajectoryError,
} from "@rederive/lib/alignment";
import {
  apply,
  expRotation,
  IDENTITY,
  multiply,
  type Pose,
  scale,
  type Vec3,
} from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";

const vector = (from: Stream): Vec3 => [from.normal(), from.normal(), from.normal()];
const pose = (from: Stream): Pose => ({
  rotation: expRotation(vector(from)),
  translation: vector(from),
});
const errorsOf = (count: number): PoseError[] => {
  const from = stream(1);
  return Array.from({ length: count }, () => ({
    rotation: from.uniform(),
    translation: from.uniform() ** 2,
  }));
};

Deno.test("poseError() measures the angles that were put in, whatever the lengths", () => {
  const from = stream(2);
  for (const angle of [0, 1e-9, 0.4, 3]) {
    const truth = { rotation: pose(from).rotation, translation: [0, 0, 2] } as const;
    const tilted = apply(expRotation([angle, 0, 0]), [0, 0, 7]);
    const rotation = multiply(truth.rotation, expRotation([0, 0, angle / 2]));
    const error = poseError({ rotation, translation: tilted }, truth);
    assert(Math.abs(error.rotation - angle / 2) < 3e-15);
    assert(Math.abs(error.translation - angle) < 3e-15);
    const either = poseError({ rotation, translation: scale(tilted, -1) }, truth, {
      eitherSign: true,
    });
    assert(Math.abs(either.translation - Math.min(angle, Math.PI - angle)) < 3e-15);
  }
});

Deno.test("poseError() of no direction is pi, and against none is refused", () => {
  const [still, moving] = [[0, 0, 0], [1, 0, 0]].map((translation) => ({
    rotation: IDENTITY,
    translation: translation as unknown as Vec3,
  })) as [Pose, Pose];
  assert.equal(poseError(still, moving).translation, Math.PI);
  assert.throws(() => poseError(moving, still), {
    name: "RangeError",
    message: "Cannot measure a pose: the true translation is 0 long, wanted one with a direction",
  });
});

Deno.test("poseAuc() is the area under the curve of recall of the larger error", () => {
  const errors = errorsOf(40);
  for (const threshold of [0.05, 0.3, 1, 2]) {
    const steps = 200_000; // each of 40 jumps is off by at most one step
    let area = 0;
    const larger = errors.map((error) => Math.max(error.rotation, error.translation)).sort();
    let below = 0;
    for (let i = 0; i < steps; i++) {
      while (larger[below]! <= ((i + 0.5) / steps) * threshold) below++;
      area += below / errors.length / steps;
    }
    assert(Math.abs(poseAuc(errors, { threshold }) - area) < 1 / steps);
  }
});

Deno.test("poseAuc() is at most 1 / (2 N) below the trapezoids of SuperGlue", () => {
  const errors = errorsOf(25);
  for (const threshold of [0.4, 0.6, 0.9]) {
    const larger = errors.map((error) => Math.max(error.rotation, error.translation))
      .sort((a, b) => a - b).filter((error) => error < threshold);
    const x = [0, ...larger, threshold];
    const y = [0, ...larger.map((_, i) => (i + 1) / 25), larger.length / 25];
    const area = x.slice(1).reduce((sum, to, i) => sum + (to - x[i]!) * (y[i]! + y[i + 1]!) / 2, 0);
    const more = area / threshold - poseAuc(errors, { threshold });
    assert(more > 0 && more <= 1 / 50);
  }
});

Deno.test("poseAccuracy() and its mean count what is below", () => {
  const degrees = (rotation: number, translation: number): PoseError => ({
    rotation: (rotation * Math.PI) / 180,
    translation: (translation * Math.PI) / 180,
  });
  const errors = [degrees(0.5, 2.5), degrees(1.5, 0.5), degrees(50, 9.5), degrees(2.5, 80)];
  assert.deepEqual(poseAccuracy(errors, { threshold: Math.PI / 90 }), {
    rotation: 2 / 4,
    translation: 1 / 4,
  });
  // quarters at 1, 2, 3 and 10 degrees: by rotation 1, 2, 3, 3, by translation 1, 1, 2, 3
  assert(Math.abs(meanPoseAccuracy(errors, { degrees: 4 }) - (1 + 1 + 2 + 2) / 16) < 1e-15);
  assert(Math.abs(meanPoseAccuracy(errors) - (2 * 1 + 7 * 2 + 21 * 3) / 120) < 1e-15);
});

Deno.test("pose metrics refuse no poses and no threshold", () => {
  assert.throws(() => poseAuc([], { threshold: 1 }), {
    name: "RangeError",
    message: "Cannot measure an AUC: 0 poses, wanted at least one",
  });
  assert.throws(
    () => poseAccuracy(errorsOf(1), { threshold: 0 }),
    /Cannot measure accuracy: the threshold is 0 rad, wanted one above 0/,
  );
});

Deno.test("trajectoryError() is 0 after what moved the world, and sees the unit only if asked", () => {
  const from = stream(3);
  const truth = Array.from({ length: 9 }, () => pose(from));
  const turn = expRotation([1, 2, -0.5]);
  const moved = truth.map(({ rotation, translation }): Pose => ({
    rotation: multiply(turn, rotation),
    translation: apply(turn, scale(translation, 3)).map((x, k) => x + k) as unknown as Vec3,
  }));
  const { rmse, alignment } = trajectoryError(moved, truth);
  assert(rmse < 1e-14);
  assert(Math.abs(alignment.scale - 1 / 3) < 1e-14);
  assert(trajectoryError(moved, truth, { align: "rigid" }).rmse > 0.5);
});

Deno.test("trajectoryError() unaligned is the root mean square of the distances", () => {
  const at = (x: number, y: number): Pose => ({ rotation: IDENTITY, translation: [x, y, 0] });
  const [estimated, truth] = [[at(0, 0), at(3, 4), at(0, 0)], [at(0, 0), at(0, 0), at(0, 1)]];
  const { rmse, distances } = trajectoryError(estimated, truth, { align: "none" });
  assert.deepEqual(distances, [0, 5, 1]);
  assert(Math.abs(rmse - Math.sqrt(26 / 3)) < 1e-15);
  assert.throws(() => trajectoryError(estimated, []), {
    name: "RangeError",
    message: "Cannot measure a trajectory: 3 poses and 0 true ones, wanted as many, at least one",
  });
});
