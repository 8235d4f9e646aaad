import assert from "node:assert/strict";
import { alignPoints } from "@rederive/lib/alignment";
import { alignFlat, type FlatPose, transformFlat, wrapAngle } from "@rederive/lib/flatland";
import { stream } from "@rederive/lib/random";

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);
const move = (pose: FlatPose, points: readonly number[]) =>
  points.flatMap((_, i) => i % 2 ? [] : [...transformFlat(pose, [points[i]!, points[i + 1]!])]);

Deno.test("alignFlat() finds the pose that moved points, on a line too", () => {
  for (const seed of SEEDS) {
    const random = stream(seed);
    const pose: FlatPose = {
      angle: Math.PI * (2 * random.uniform() - 1),
      translation: [random.normal(), random.normal()],
    };
    const points = Array.from({ length: 2 * (2 + seed) }, () => random.normal());
    const line = points.map((x, i) => i % 2 ? 0.3 : x);
    for (const each of [points, line]) {
      const found = alignFlat(each, move(pose, each));
      assert(Math.abs(wrapAngle(found.angle - pose.angle)) < 1e-12, `seed ${seed}`);
      const [x, y] = pose.translation;
      assert(Math.hypot(found.translation[0] - x, found.translation[1] - y) < 1e-12);
    }
  }
});

Deno.test("alignFlat() of noisy, weighted points is alignPoints() of the same points in space", () => {
  for (const seed of SEEDS) {
    const random = stream(100 + seed);
    const numbers = () => Array.from({ length: 20 }, () => random.normal());
    const [from, noise] = [numbers(), numbers()];
    const to = move({ angle: 1, translation: [1, 2] }, from).map((x, i) => x + 0.3 * noise[i]!);
    const weights = Array.from({ length: 10 }, () => random.uniform());
    const inSpace = (points: readonly number[]) => points.flatMap((x, i) => i % 2 ? [x, 0] : [x]);
    const { rotation, translation } = alignPoints(inSpace(from), inSpace(to), {
      weights,
      scale: false,
    });
    const flat = alignFlat(from, to, { weights });
    assert(Math.abs(wrapAngle(flat.angle - Math.atan2(rotation[3], rotation[0]))) < 1e-12);
    assert(
      Math.hypot(flat.translation[0] - translation[0], flat.translation[1] - translation[1]) <
        1e-12,
    );
  }
});

Deno.test("alignFlat() refuses what leaves it open, or does not fit", () => {
  assert.throws(() => alignFlat([1, 2, 1, 2], [0, 0, 1, 0]), {
    name: "RangeError",
    message: "Cannot align points: 2 pairs leave the rotation open, wanted some that are apart",
  });
  assert.throws(() => alignFlat([1, 2], [0, 0, 1, 0]), {
    name: "RangeError",
    message: "Cannot align points: 2 and 4 numbers with no weights, " +
      "wanted (N, 2) twice, and N weights >= 0, one above",
  });
  assert.throws(() => alignFlat([1, 2, 3, 4], [0, 0, 1, 0], { weights: [1, -1] }), {
    message: "Cannot align points: 4 and 4 numbers with weights 1, -1, " +
      "wanted (N, 2) twice, and N weights >= 0, one above",
  });
  assert.throws(() => alignFlat([1, 2, 3, 4], [0, 0, 1, 0], { weights: [0, 0] }), RangeError);
});
