import assert, { strictEqual as equal } from "node:assert/strict";
import {
  composeHomographies,
  type Homography,
  homographyDeterminant,
  homographyOf,
  IDENTITY,
  invertHomography,
  transformByHomography,
  transformBySimilarity,
  withUnitDeterminant,
} from "@rederive/lib/geometry";
import fc from "fast-check";
import { always, homography, pose, vec3 } from "./arbitrary.ts";
import { gap, type Rows, rowsOf, times } from "./naive.ts";

/** The sum over all permutations. */
function leibniz(m: Rows): number {
  if (m.length === 1) return m[0]![0]!;
  return m[0]!.reduce((sum, x, j) => {
    const rest = m.slice(1).map((row) => row.filter((_, k) => k !== j));
    return sum + (j % 2 === 0 ? x : -x) * leibniz(rest);
  }, 0);
}

const size = (map: Homography) => Math.hypot(...map);
const unit = rowsOf(homographyOf({ scale: 1, rotation: IDENTITY, translation: [0, 0, 0] }), 4);

Deno.test("composeHomographies() is the product of the matrices, of none the identity", () => {
  always(homography, homography, homography, (a, b, c) => {
    const want = times(times(rowsOf(a, 4), rowsOf(b, 4)), rowsOf(c, 4));
    assert(gap(composeHomographies(a, b, c), want.flat()) < 1e-13 * size(a) * size(b) * size(c));
  });
  equal(gap(composeHomographies(), unit.flat()), 0);
});

Deno.test("transformByHomography() is the matrix on (X, Y, Z, 1), whatever its factor", () => {
  always(homography, vec3(), fc.constantFrom(-3, 1e-9, 1e9), (map, point, factor) => {
    const [[x], [y], [z], [w]] = times(rowsOf(map, 4), [...point, 1].map((v) => [v])) as [
      [number],
      [number],
      [number],
      [number],
    ];
    const far = Math.hypot(x, y, z, w);
    if (Math.abs(w) < 1e-3 * far) return; // nearly at infinity
    const want = [x / w, y / w, z / w];
    const scaled = map.map((v) => factor * v) as unknown as Homography;
    for (const each of [map, scaled]) {
      const most = 1e-13 * (1 + size(map) / Math.abs(w)) * (1 + Math.hypot(...want)) * 10;
      assert(gap(transformByHomography(each, point), want) < most);
    }
  });
});

Deno.test("homographyOf() does what its similarity does", () => {
  always(pose, vec3(), fc.integer({ min: 1, max: 40 }), (at, point, scale) => {
    const map = { ...at, scale };
    const got = transformByHomography(homographyOf(map), point);
    assert(gap(got, transformBySimilarity(map, point)) < 1e-12);
  });
});

Deno.test("homographyDeterminant() is the sum over all permutations", () => {
  always(homography, (map) => {
    const got = homographyDeterminant(map);
    assert(Math.abs(got - leibniz(rowsOf(map, 4))) < 1e-14 * size(map) ** 4);
  });
});

Deno.test("invertHomography() undoes a homography from both sides", () => {
  always(homography, (map) => {
    const back = invertHomography(map);
    // what a relative error of the entries may grow to
    const most = 1e-14 * (size(map) * size(back)) ** 2;
    assert(gap(composeHomographies(map, back), unit.flat()) < most);
    assert(gap(composeHomographies(back, map), unit.flat()) < most);
  });
});

Deno.test("withUnitDeterminant() keeps the map, and is the same for all its matrices", () => {
  always(homography, vec3(1), fc.constantFrom(-1, 1e-5, 1e5, -7), (map, point, factor) => {
    const positive = homographyDeterminant(map) > 0
      ? map
      : [...map.slice(4, 8), ...map.slice(0, 4), ...map.slice(8)] as unknown as Homography;
    const got = withUnitDeterminant(positive);
    assert(Math.abs(homographyDeterminant(got) - 1) < 1e-14 * size(got) ** 4);
    assert(got[0] + got[5] + got[10] + got[15] >= 0);
    const other = withUnitDeterminant(positive.map((x) => factor * x) as unknown as Homography);
    const trace = got[0] + got[5] + got[10] + got[15];
    // without a trace the sign is anybody's
    if (trace > 1e-9) assert(gap(got, other) < 1e-13 * size(got) ** 2);
    const [p, q] = [transformByHomography(got, point), transformByHomography(positive, point)];
    assert(gap(p, q) <= 1e-9 * (1 + Math.hypot(...q) ** 2));
  });
});

Deno.test("maps that flatten or mirror space are refused", () => {
  const flat = homographyOf({
    scale: 1,
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, 0],
    translation: [0, 0, 1],
  });
  assert.throws(() => invertHomography(flat), {
    name: "RangeError",
    message:
      "Cannot undo a homography: its determinant is 0, wanted a map that does not flatten space",
  });
  const nearly = [1, 1, 0, 0, 1, 1 + 1e-16, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] as const;
  assert.throws(() => withUnitDeterminant(nearly), /does not flatten space/);
  const mirror = homographyOf({
    scale: 1,
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, -1],
    translation: [0, 0, 0],
  });
  assert.throws(() => withUnitDeterminant(mirror), {
    name: "RangeError",
    message:
      "Cannot give a homography determinant 1: its determinant is -1, wanted one above 0, which does not mirror",
  });
});
