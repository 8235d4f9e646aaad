import { ok, strictEqual as equal } from "node:assert/strict";
import { norm, rotationAngle, subtract } from "@rederive/lib/geometry";
import { leastSquares } from "@rederive/lib/geometry";
import { bundleAdjust } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/bundle_adjust.ts";
import { Counted } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/counted.ts";
import { bundleProblem } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/views.ts";

Deno.test("bundleAdjust() finds exact cameras again, in eight steps", () => {
  const { camera, truth, guess, sightings } = bundleProblem(1, { views: 4, points: 30 });
  const after = bundleAdjust(camera, guess, { sightings, steps: 8 });
  ok(after.pixelErrors[0]! > 1, "the guess is wrong by pixels");
  ok(after.pixelErrors.at(-1)! < 1e-8);
  const unit = norm(subtract(after.poses[1]!.translation, after.poses[0]!.translation)) /
    norm(subtract(truth.poses[1]!.translation, truth.poses[0]!.translation));
  truth.poses.forEach((pose, i) => {
    ok(rotationAngle(after.poses[i]!.rotation, pose.rotation) < 1e-9, `turn of camera ${i}`);
    const [way, wanted] = [after.poses[i]!, pose].map((each) =>
      subtract(each.translation, truth.poses[0]!.translation)
    );
    const off = norm(
      subtract(way!, wanted!.map((x) => x * unit) as unknown as typeof wanted & object),
    );
    ok(off < 1e-8, `place of camera ${i} is off by ${off}`);
  });
});

Deno.test("bundleAdjust() leaves the first camera alone, and what is right already", () => {
  const { camera, truth, guess, sightings } = bundleProblem(2, { views: 3, points: 20 });
  equal(bundleAdjust(camera, guess, { sightings, steps: 2 }).poses[0], guess.poses[0]);
  const after = bundleAdjust(camera, truth, { sightings, steps: 1 });
  after.points.forEach((point, i) => ok(norm(subtract(point, truth.points[i]!)) < 1e-10));
});

Deno.test("the least error with noise is no more than that of the truth", () => {
  const { camera, truth, guess, sightings } = bundleProblem(3, { views: 4, points: 30, noise: 1 });
  const after = bundleAdjust(camera, guess, { sightings, steps: 8 }).pixelErrors.at(-1)!;
  const ofTruth = bundleAdjust(camera, truth, { sightings, steps: 0 }).pixelErrors[0]!;
  ok(after < ofTruth, `${after} and ${ofTruth}`);
  ok(Math.abs(ofTruth - Math.SQRT2) < 0.2, "a pixel of noise in each of two coordinates");
});

Deno.test("Counted.solve() agrees with least squares and counts n³/6 and more", () => {
  const rows = [[4, 1, 0.5], [1, 3, -1], [0.5, -1, 5]];
  const counted = new Counted();
  const x = counted.solve(Float64Array.from(rows.flat()), Float64Array.of(1, 2, 3));
  leastSquares(rows, [1, 2, 3]).forEach((want, i) => ok(Math.abs(x[i]! - want) < 1e-14));
  const large = new Counted();
  const n = 60;
  large.solve(
    Float64Array.from({ length: n * n }, (_, i) => i % (n + 1) === 0 ? 2 : 0),
    new Float64Array(n),
  );
  const rest = large.multiplyAdds - n ** 3 / 6;
  ok(rest > 0 && rest < 2 * n * n, `${rest} beside n³/6`);
});

Deno.test("Counted.add() adds a b^T into a part of a matrix and counts", () => {
  const counted = new Counted();
  const c = new Float64Array(9);
  const [a, b] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8)];
  counted.add(c, a, b, { k: 2, at: 4, stride: 3, factor: -1 });
  equal(c.join(" "), "0 0 0 0 -17 -23 0 -39 -53");
  equal(counted.multiplyAdds, 8);
});
