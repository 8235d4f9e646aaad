import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { loopGap, meanDistance, pointError, type PointErrorOptions } from "@rederive/lib/alignment";
import { corridorLoop } from "@rederive/lib/camera";
import {
  compose,
  expPose,
  expRotation,
  invert,
  type Pose,
  transformBySimilarity,
  type Vec3,
} from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";

const points = (from: Stream, count: number): Vec3[] =>
  Array.from({ length: count }, (): Vec3 => [from.normal(), from.normal(), from.normal()]);

Deno.test("pointError() is 0 after what its alignment allows, and not after less", () => {
  const from = stream(1);
  const truth = points(from, 30);
  const [still, turn] = [expRotation([0, 0, 0]), expRotation([1, -0.4, 0.3])];
  const moves = {
    none: { scale: 1, rotation: still, translation: [0, 0, 0] },
    scale: { scale: 2.5, rotation: still, translation: [0, 0, 0] },
    rigid: { scale: 1, rotation: turn, translation: [1, 2, -3] },
    similarity: { scale: 0.4, rotation: turn, translation: [1, 2, -3] },
  } as const;
  const allowed = {
    none: ["none"],
    scale: ["none", "scale"],
    rigid: ["none", "rigid"],
    similarity: ["none", "scale", "rigid", "similarity"],
  };
  for (const [move, map] of Object.entries(moves)) {
    const estimated = truth.flatMap((p) => transformBySimilarity(map, p));
    for (const align of ["none", "scale", "rigid", "similarity"] as const) {
      const { rmse, distances } = pointError(estimated, truth.flat(), { align });
      const isExact = allowed[align].includes(move);
      assert(isExact ? rmse < 1e-14 : rmse > 0.1, `${move}, ${align}: ${rmse}`);
      equal(distances.length, 30);
    }
  }
});

Deno.test("pointError() by scale is the least there is, with weights too", () => {
  const from = stream(2);
  const [estimated, truth] = [points(from, 12), points(from, 12)];
  const weights = estimated.map((_, i) => i % 4);
  const total = weights.reduce((a, b) => a + b);
  const cost = (scale: number) =>
    Math.sqrt(
      estimated.reduce(
        (sum, p, i) =>
          sum + weights[i]! * p.reduce((s, x, k) => s + (scale * x - truth[i]![k]!) ** 2, 0),
        0,
      ) / total,
    );
  const options: PointErrorOptions = { align: "scale", weights };
  const { rmse, alignment } = pointError(estimated.flat(), truth.flat(), options);
  assert(Math.abs(rmse - cost(alignment.scale)) < 1e-14);
  for (const off of [-1e-3, 1e-3]) assert(cost(alignment.scale + off) > rmse);
});

Deno.test("pointError() weighs the mean, not the distances", () => {
  const { rmse, distances } = pointError([0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 4, 0], {
    align: "none",
    weights: [3, 1],
  });
  deepEqual(distances, [3, 4]);
  assert(Math.abs(rmse - Math.sqrt((3 * 9 + 16) / 4)) < 1e-15);
  assert.throws(() => pointError([0, 0, 0], [1, 2, 3], { align: "scale" }), {
    name: "RangeError",
    message:
      "Cannot measure points: all that count are estimated at the origin, wanted some away from it",
  });
  assert.throws(
    () => pointError([0, 0, 0], [1, 2]),
    /Cannot measure points: estimated has 3 numbers/,
  );
});

Deno.test("meanDistance() is the mean of lengths, and grows with the unit", () => {
  equal(meanDistance([3, 0, 4, 0, -12, 5]), 9);
  const list = points(stream(3), 50).flat();
  const grown = meanDistance(list.map((x) => 8 * x));
  assert(Math.abs(grown - 8 * meanDistance(list)) < 1e-14 * grown);
  assert.throws(() => meanDistance([]), {
    name: "RangeError",
    message: "Cannot measure a mean distance: points has 0 numbers, " +
      "wanted (N, 3) each with the same N, at least 1",
  });
});

/** A way around corridors that comes back to its start. */
const truth = corridorLoop({ size: [6, 4], corner: 1, views: 40 });
const closed = [...truth, truth[0]!];

Deno.test("loopGap() is what was put in, whatever the world's frame", () => {
  const twist = { linear: [0.3, -0.2, 0.1], angular: [0.02, 0.05, -0.01] } as const;
  const end = compose(closed[0]!, { ...expPose(twist), translation: [0.3, -0.4, 0] });
  const open = [...truth, end];
  const moved: Pose = { rotation: expRotation([1, 2, 3]), translation: [7, -5, 2] };
  for (const poses of [open, open.map((pose) => compose(moved, pose))]) {
    const gap = loopGap(poses);
    assert(Math.abs(gap.distance - 0.5) < 1e-13);
    assert(Math.abs(gap.rotation - Math.hypot(0.02, 0.05, 0.01)) < 1e-9);
  }
  const none = loopGap(closed);
  assert(none.distance < 1e-13 && none.rotation < 1e-7 && none.share < 1e-14);
});

Deno.test("loopGap() of a way that is not a loop takes the pose it should end in", () => {
  const half = truth.slice(0, 20);
  assert(loopGap(half).distance > 3);
  const closing = compose(invert(half[0]!), half.at(-1)!);
  assert(loopGap(half, { closing }).distance < 1e-13);
});

Deno.test("loopGap() says which share of the way is missing", () => {
  // one side of a square 4 % too short
  const steps = [0, 1, 2, 3].flatMap((side) => new Array<number>(10).fill(side));
  const [x, y] = [[1, 0, -1, 0], [0, 1, 0, -1]];
  let at: Vec3 = [0, 0, 0];
  const rotation = expRotation([0, 0, 0]);
  const way: Pose[] = [{ rotation, translation: at }];
  for (const side of steps) {
    const short = side === 2 ? 0.96 : 1;
    at = [at[0] + short * x[side]!, at[1] + short * y[side]!, 0];
    way.push({ rotation, translation: at });
  }
  assert(Math.abs(loopGap(way).share - 0.4 / 39.6) < 1e-15);
  assert.throws(() => loopGap(way.slice(0, 1)), {
    name: "RangeError",
    message:
      "Cannot measure a loop: 1 poses along a way of 0, wanted two or more and a way above 0",
  });
});
