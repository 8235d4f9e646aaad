import assert, { strictEqual as equal } from "node:assert/strict";
import { alignPoints, fitHomography, homographyEquations } from "@rederive/lib/alignment";
import {
  expRotation,
  type Homography,
  homographyDeterminant,
  homographyOf,
  svd,
  transformByHomography,
  transformBySimilarity,
  type Vec3,
} from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";
import fc from "fast-check";
import { always, homography } from "../geometry/arbitrary.ts";

const points = (from: Stream, count: number): Vec3[] =>
  Array.from({ length: count }, (): Vec3 => [from.normal(), from.normal(), from.normal()]);
const apart = (a: Vec3, b: Vec3) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const cubeCorners = Array.from({ length: 8 }, (_, i): Vec3 => [i & 1, (i >> 1) & 1, i >> 2]);

/** How far two maps are apart: the largest difference of entries, for length 1 and the better sign. */
function gap(a: Homography, b: Homography): number {
  const [p, q] = [a, b].map((map) => map.map((x) => x / Math.hypot(...map)));
  return Math.min(
    ...[1, -1].map((side) => Math.max(...p!.map((x, i) => Math.abs(x - side * q![i]!)))),
  );
}

/** How much nearer to infinity than the origin a map takes points. */
const depthOf = (map: Homography, [x, y, z]: Vec3) =>
  (map[12] * x + map[13] * y + map[14] * z + map[15]) / Math.hypot(...map);

Deno.test("fitHomography() finds random homographies from their exact points", () => {
  let tried = 0;
  always(homography, fc.integer({ min: 6, max: 30 }), fc.nat(), (map, count, seed) => {
    const list = points(stream(seed), count).filter((p) => Math.abs(depthOf(map, p)) > 0.2);
    if (list.length < 6) return;
    tried++;
    const images = list.map((p) => transformByHomography(map, p));
    const rows = homographyEquations(list.flat(), images.flat());
    const { s } = svd(rows);
    if (s[14]! < 1e-4 * s[0]!) return; // nearly of one plane
    const off = gap(fitHomography(list.flat(), images.flat()), map);
    // rounding by 1e-16 over the gap, and what normalizing does to the entries
    assert(off < 1e-10, `${off}`);
  });
  assert(tried > 100, `${tried}`);
});

Deno.test("fitHomography() is exact from five points of which no four lie in a plane", () => {
  const from: Vec3[] = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]];
  const map = [1, 0.2, 0, 1, 0.1, 2, 0.3, 0, 0, 0.4, 1, -1, 0.2, 0.1, 0.3, 1] as const;
  const found = fitHomography(from.flat(), from.flatMap((p) => transformByHomography(map, p)));
  assert(gap(found, map) < 1e-13);
});

Deno.test("fitHomography() gives a matrix of length 1 or determinant 1, and w above 0 at the points", () => {
  const random = stream(3);
  const list = points(random, 20).map((p): Vec3 => [p[0] + 5, p[1] - 4, 2e3 * p[2]]);
  const map = homographyOf({
    scale: 2,
    rotation: expRotation([1, 0.2, 0.5]),
    translation: [1, 2, 3],
  });
  const images = list.flatMap((p) => transformByHomography(map, p));
  const found = fitHomography(list.flat(), images);
  assert(Math.abs(Math.hypot(...found) - 1) < 1e-14);
  assert(list.every((p) => depthOf(found, p) > 0));
  const even = fitHomography(list.flat(), images, { unitDeterminant: true });
  assert(Math.abs(homographyDeterminant(even) - 1) < 1e-9);
  const factor = 8 ** (-1 / 4); // the determinant is 2^3
  even.forEach((x, i) => assert(Math.abs(x - factor * map[i]!) < 1e-8, `${x} ${factor * map[i]!}`));
});

Deno.test("fitHomography() undoes a projective distortion, which no similarity does", () => {
  const list = points(stream(4), 60);
  const bent = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0.05, 0, 0.05, 1] as const;
  const to = list.map((p) => transformByHomography(bent, p));
  const found = fitHomography(list.flat(), to.flat());
  const similar = alignPoints(list.flat(), to.flat());
  const worst = (at: (p: Vec3) => Vec3) => Math.max(...list.map((p, i) => apart(at(p), to[i]!)));
  assert(worst((p) => transformByHomography(found, p)) < 1e-12);
  assert(worst((p) => transformBySimilarity(similar, p)) > 0.1);
});

Deno.test("fitHomography() passes on noise as 15 numbers do, a similarity as 7", () => {
  // of N points with noise s in three coordinates, P fitted numbers keep s^2 P / N of its square
  const [count, trials, noise] = [40, 300, 1e-3];
  const random = stream(5);
  const truth = {
    scale: 1.5,
    rotation: expRotation([0.3, -0.5, 1]),
    translation: [1, -2, 0.5],
  } as const;
  let [projective, similar] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const list = points(random, count);
    const exact = list.map((p) => transformBySimilarity(truth, p));
    const noisy = exact.flatMap((p) => p.map((x) => x + noise * random.normal()));
    const map = fitHomography(list.flat(), noisy);
    const other = alignPoints(list.flat(), noisy);
    list.forEach((p, i) => {
      projective += apart(transformByHomography(map, p), exact[i]!) ** 2 / (count * trials);
      similar += apart(transformBySimilarity(other, p), exact[i]!) ** 2 / (count * trials);
    });
  }
  // sums of 300 times 15 or 7 squared normals: within 8 and 11 % at three deviations and half again
  const share = (square: number) => square * count / noise ** 2;
  assert(Math.abs(share(projective) - 15) < 15 * 0.1, `${share(projective)}`);
  assert(Math.abs(share(similar) - 7) < 7 * 0.14, `${share(similar)}`);
});

Deno.test("fitHomography() does not look at pairs of weight 0, and weights are repetitions", () => {
  const random = stream(6);
  const list = points(random, 12);
  const images = list.map((p): Vec3 => [p[0] + 0.1 * random.normal(), p[1], p[2] * 2]);
  const weights = list.map((_, i) => i % 3);
  const repeated = weights.flatMap((count, i) => new Array<number>(count).fill(i));
  const want = fitHomography(
    repeated.flatMap((i) => list[i]!),
    repeated.flatMap((i) => images[i]!),
  );
  const got = fitHomography(list.flat(), images.flat(), { weights });
  assert(got.every((x, i) => Math.abs(x - want[i]!) < 1e-12));
});

Deno.test("fitHomography() refuses points of a plane, exact ones and ones rounded to f32", () => {
  const random = stream(7);
  const plane = points(random, 50).map(([x, y]): Vec3 => [x, y, 0.3 * x - 0.2 * y + 1]);
  const refused = {
    name: "RangeError",
    message: "Cannot fit a homography: the equations of 50 pairs have rank 11, wanted 15\n" +
      "Try: points that do not lie in one plane, five of them no four in one",
  };
  assert.throws(() => fitHomography(plane.flat(), plane.flat()), refused);
  const rounded = Float32Array.from(plane.flat());
  assert.throws(() => fitHomography(rounded, rounded), refused);
  // one point beside a plane is too few
  assert.throws(
    () => fitHomography([...plane.flat(), 0, 0, 5], [...plane.flat(), 0, 0, 5]),
    /rank 14, wanted 15/,
  );
  const face = cubeCorners.filter(([, , z]) => z === 0);
  assert.throws(
    () => fitHomography([...face.flat(), 0, 0, 1], [...face.flat(), 0, 0, 1]),
    /have rank 14, wanted 15/,
  );
});

Deno.test("homographyEquations() hold for the map, and five maps fit a plane", () => {
  const list = points(stream(8), 9);
  const { s } = svd(homographyEquations(list.flat(), list.flat()));
  equal(s.filter((value) => value < 1e-13 * s[0]!).length, 1);
  const plane = list.flatMap(([x, y]) => [x, y, 0]);
  const { s: ofPlane } = svd(homographyEquations(plane, plane));
  equal(ofPlane.filter((value) => value < 1e-13 * ofPlane[0]!).length, 5);
});

Deno.test("fitHomography() refuses too few pairs, and determinant 1 of a mirror", () => {
  assert.throws(() => fitHomography(new Float64Array(12), new Float64Array(12)), {
    name: "RangeError",
    message: "Cannot fit a homography: 4 pairs, wanted at least 5",
  });
  assert.throws(
    () => fitHomography(new Float64Array(15), new Float64Array(18)),
    /from has 15 numbers, to has 18 numbers/,
  );
  const mirrored = cubeCorners.flatMap(([x, y, z]) => [x, y, -z]);
  assert.throws(
    () => fitHomography(cubeCorners.flat(), mirrored, { unitDeterminant: true }),
    /wanted one above 0, which does not mirror/,
  );
});
