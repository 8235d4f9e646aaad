import assert from "node:assert/strict";
import {
  decomposeEssential,
  essentialMatrix,
  estimateEssential,
  normalizePixels,
  type Pixel,
  relativePose,
  sampsonDistance,
} from "@rederive/lib/camera";
import { type Mat3, norm, type Pose, scale, svd, type Vec3 } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { between, camera, flat, gap, points, seen, view } from "./scenes.ts";

/** Two views, and matches in normalized coordinates. */
function pair(seed: number, count: number, noise = 0) {
  const random = stream(seed);
  const [first, second, list] = [view(random), view(random), points(random, count)];
  const [a, b] = [first, second].map((pose) =>
    normalizePixels(camera, seen(pose, list, { noise, random }))
  ) as [Float64Array, Float64Array];
  const { rotation, translation } = between(first, second);
  const truth: Pose = { rotation, translation: scale(translation, 1 / norm(translation)) };
  return { a, b, truth, list, random };
}

/** b^T E a, summed as it reads. */
function product(e: Mat3, a: ArrayLike<number>, b: ArrayLike<number>, i: number): number {
  const [p, q] = [[a[2 * i]!, a[2 * i + 1]!, 1], [b[2 * i]!, b[2 * i + 1]!, 1]];
  return q.reduce((sum, y, r) => sum + p.reduce((s, x, c) => s + y * e[3 * r + c]! * x, 0), 0);
}

Deno.test("essentialMatrix() is fulfilled by what two cameras see", () => {
  for (let seed = 0; seed < 10; seed++) {
    const { a, b, truth } = pair(seed, 20);
    const e = essentialMatrix({ ...truth, translation: scale(truth.translation, 7) });
    for (let i = 0; i < 20; i++) assert(Math.abs(product(e, a, b, i)) < 1e-14);
    const { s } = svd([e.slice(0, 3), e.slice(3, 6), e.slice(6)]);
    assert(gap(s, [1, 1, 0]) < 1e-14);
  }
  const still = { rotation: pair(1, 1).truth.rotation, translation: [0, 0, 0] } as const;
  assert.throws(() => essentialMatrix(still), {
    name: "RangeError",
    message: "Cannot make an essential matrix: the translation is 0 long, wanted one above 0",
  });
});

for (const count of [8, 9, 200]) {
  Deno.test(`estimateEssential() finds the matrix from ${count} exact matches`, () => {
    for (let seed = 0; seed < 10; seed++) {
      const { a, b, truth } = pair(100 + seed, count);
      const [got, want] = [estimateEssential(a, b), essentialMatrix(truth)];
      const side = Math.sign(got.reduce((sum, x, i) => sum + x * want[i]!, 0));
      // eight matches may be badly conditioned
      assert(gap(got.map((x) => side * x), want) < 1e-9);
    }
  });
}

Deno.test("decomposeEssential() gives four poses of the same matrix, and the true one among them", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { truth } = pair(200 + seed, 1);
    const e = essentialMatrix(truth);
    const poses = decomposeEssential(e);
    for (const pose of poses) {
      assert(Math.abs(norm(pose.translation) - 1) < 1e-14);
      const again = essentialMatrix(pose);
      assert(Math.min(gap(again, e), gap(again.map((x) => -x), e)) < 1e-14);
    }
    assert(Math.min(...poses.map((pose) => gap(flat(pose), flat(truth)))) < 1e-13);
    for (const [i, j] of [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]] as const) {
      assert(gap(flat(poses[i]), flat(poses[j])) > 0.1);
    }
  }
});

Deno.test("relativePose() is the true pose, with all points in front, of either sign of the matrix", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { a, b, truth } = pair(300 + seed, 30);
    for (const sign of [1, -1]) {
      const e = essentialMatrix(truth).map((x) => sign * x) as unknown as Mat3;
      const { pose, inFront } = relativePose(e, a, b);
      assert.equal(inFront, 30);
      assert(gap(flat(pose), flat(truth)) < 1e-13);
    }
  }
});

Deno.test("relativePose() of estimated matrices gets better as noise falls", () => {
  const errorAt = (noise: number) => {
    const { a, b, truth } = pair(400, 100, noise);
    return gap(flat(relativePose(estimateEssential(a, b), a, b).pose), flat(truth));
  };
  const [coarse, fine] = [errorAt(1e-2), errorAt(1e-4)];
  assert(coarse < 0.1);
  assert(fine < coarse / 50 && fine > coarse / 200); // linear in the noise
});

Deno.test("sampsonDistance() is the least move that fulfils the matrix, to first order", () => {
  const { truth, a, b } = pair(500, 10);
  const e = essentialMatrix(truth);
  for (let i = 0; i < 10; i++) {
    const p: Pixel = [a[2 * i]! + 1e-4, a[2 * i + 1]! - 2e-4];
    const q: Pixel = [b[2 * i]!, b[2 * i + 1]! + 1e-4];
    // Newton's steps along the gradient, by differences, end on the nearest point near by
    let x = [...p, ...q];
    const value = (at: readonly number[]) => product(e, at.slice(0, 2), at.slice(2), 0);
    for (let step = 0; step < 5; step++) {
      const slope = x.map((_, k) =>
        (value(x.with(k, x[k]! + 1)) - value(x.with(k, x[k]! - 1))) / 2
      );
      const size = slope.reduce((sum, g) => sum + g * g, 0);
      x = x.map((each, k) => each - value(x) * slope[k]! / size);
    }
    assert(Math.abs(value(x)) < 1e-15);
    const moved = Math.hypot(...[...p, ...q].map((each, k) => each - x[k]!));
    assert(Math.abs(sampsonDistance(e, p, q) - moved) < 1e-2 * moved);
  }
});

Deno.test("two-view geometry refuses too few matches, a plane, and one place", () => {
  const { a, b, truth, list, random } = pair(600, 20);
  assert.throws(() => estimateEssential(a.slice(0, 14), b.slice(0, 14)), {
    name: "RangeError",
    message: "Cannot find an essential matrix: 14 and 14 numbers, " +
      "wanted (N, 2) both, with N >= 8",
  });
  assert.throws(() => estimateEssential(a, a), /20 matches fit more than one/);
  const plane = list.map(([x, y]): Vec3 => [x, y, 0.3 * y]);
  const [first, second] = [view(random), view(random)];
  const flatPair = [first, second].map((pose) =>
    normalizePixels(camera, seen(pose, plane, { random }))
  );
  assert.throws(
    () => estimateEssential(flatPair[0]!, flatPair[1]!),
    /20 matches fit more than one/,
  );
  const [f, g] = flatPair.map((list) => Float32Array.from(list));
  assert.throws(() => estimateEssential(f!, g!), /20 matches fit more than one/);
  assert.throws(() => relativePose(essentialMatrix(truth), [], []), /wanted \(N, 2\) both/);
});
