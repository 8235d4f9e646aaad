import assert from "node:assert/strict";
import fc from "fast-check";
import {
  composeFlat,
  type FlatPose,
  invertFlat,
  loopPoses,
  transformFlat,
  wrapAngle,
} from "@rederive/lib/flatland";
import { compose, expRotation, invert, type Pose, transformPoint } from "@rederive/lib/geometry";

const pose: fc.Arbitrary<FlatPose> = fc.record({
  angle: fc.integer({ min: -99, max: 99 }).map((n) => n / 33),
  translation: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
});
const inSpace = ({ angle, translation: [x, y] }: FlatPose): Pose => ({
  rotation: expRotation([0, 0, angle]),
  translation: [x, y, 0],
});
const apart = (p: readonly number[], q: readonly number[]) =>
  Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!);

Deno.test("poses in the plane are poses in space that turn about z", () => {
  fc.assert(fc.property(pose, pose, pose, (a, b, c) => {
    const flat = transformFlat(composeFlat(a, invertFlat(b), c), [2, -3]);
    const inThree = compose(inSpace(a), invert(inSpace(b)), inSpace(c));
    // lengths up to some 60, a dozen roundings
    assert(apart(flat, transformPoint(inThree, [2, -3, 0])) < 1e-12);
  }));
});

Deno.test("a pose and its inverse cancel, angles too", () => {
  fc.assert(fc.property(pose, (a) => {
    const { angle, translation } = composeFlat(invertFlat(a), a);
    assert(Math.abs(angle) < 1e-14 && apart(translation, [0, 0]) < 1e-13);
  }));
});

Deno.test("wrapAngle() turns as far, within half a turn to either side", () => {
  fc.assert(fc.property(fc.integer({ min: -999, max: 999 }), (n) => {
    const angle = wrapAngle(n / 7);
    assert(angle > -Math.PI && angle <= Math.PI);
    assert(apart([Math.cos(n / 7), Math.sin(n / 7)], [Math.cos(angle), Math.sin(angle)]) < 1e-12);
  }));
});

Deno.test("a loop comes back, and looks along the chord of its neighbours", () => {
  const poses = loopPoses({ frames: 60, radii: [3, 2], centre: [1, -1], laps: 2 });
  assert(apart(poses[0]!.translation, poses[30]!.translation) < 1e-14);
  assert(Math.abs(wrapAngle(poses[0]!.angle - poses[30]!.angle)) < 1e-14);
  for (let i = 1; i < 59; i++) {
    const [before, after] = [poses[i - 1]!.translation, poses[i + 1]!.translation];
    const chord = Math.atan2(after[1] - before[1], after[0] - before[0]);
    // equal steps of the ellipse's angle: the chord is parallel to the tangent between them
    assert(Math.abs(wrapAngle(chord - poses[i]!.angle)) < 1e-12, `frame ${i}`);
  }
  const turned = loopPoses({ frames: 60, radii: [3, 2], centre: [1, -1], laps: 2, turn: 0.5 });
  assert(
    turned.every(({ angle }, i) => Math.abs(wrapAngle(angle - poses[i]!.angle) - 0.5) < 1e-14),
  );
  assert.throws(() => loopPoses({ frames: 0, radii: [1, 1] }), {
    name: "RangeError",
    message: "Cannot go around: 0 frames, 1 laps, radii 1 and 1, wanted all above 0",
  });
});
