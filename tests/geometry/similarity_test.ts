import assert from "node:assert/strict";
import {
  composeSimilarities,
  expPose,
  expRotation,
  expSimilarity,
  invertSimilarity,
  logSimilarity,
  scale,
  type Similarity,
  transformBySimilarity,
  type Vec3,
} from "@rederive/lib/geometry";
import fc from "fast-check";
import { always, pose, twist, vec3 } from "./arbitrary.ts";
import { expSeries, gap } from "./naive.ts";

const growth = fc.integer({ min: -200, max: 200 }).map((n) => n / 100);
const similarity: fc.Arbitrary<Similarity> = fc.tuple(pose, growth)
  .map(([{ rotation, translation }, rate]) => ({ scale: 2 ** rate, rotation, translation }));

const flat = (map: Similarity) => [map.scale, ...map.rotation, ...map.translation];

/** The 4x4 matrix of the rates: rotation and growth above, nothing below. */
const generator = ([x, y, z]: Vec3, rate: number, linear: Vec3) =>
  [[rate, -z, y], [z, rate, -x], [-y, x, rate]].map((row, i) => [...row, linear[i]!])
    .concat([[0, 0, 0, 0]]);

Deno.test("composeSimilarities() does what its maps do one after the other", () => {
  always(similarity, similarity, similarity, vec3(), (a, b, c, x) => {
    const one = transformBySimilarity(composeSimilarities(a, b, c), x);
    const each = [c, b, a].reduce<Vec3>((point, map) => transformBySimilarity(map, point), x);
    assert(gap(one, each) < 3e-12); // coordinates of up to 1000, twenty roundings
  });
});

Deno.test("invertSimilarity() undoes a similarity from both sides", () => {
  always(similarity, vec3(), (map, x) => {
    const back = invertSimilarity(map);
    assert(gap(transformBySimilarity(back, transformBySimilarity(map, x)), x) < 1e-13);
    assert(gap(transformBySimilarity(map, transformBySimilarity(back, x)), x) < 1e-13);
  });
});

Deno.test("expSimilarity() matches the exponential series of the 4x4 matrix", () => {
  always(twist, growth, ({ linear, angular }, rate) => {
    const [r0, r1, r2] = expSeries(generator(angular, rate, linear), 60);
    const map = expSimilarity({ linear, angular, growth: rate });
    const block = map.rotation.map((x) => map.scale * x);
    assert(gap(block, [r0!, r1!, r2!].flatMap((row) => row.slice(0, 3))) < 1e-12);
    assert(gap(map.translation, [r0![3]!, r1![3]!, r2![3]!]) < 1e-12);
  });
});

Deno.test("expSimilarity() without growth is expPose()", () => {
  always(twist, (rates) => {
    const [map, want] = [expSimilarity({ ...rates, growth: 0 }), expPose(rates)];
    assert.equal(map.scale, 1);
    assert(
      gap([...map.rotation, ...map.translation], [...want.rotation, ...want.translation]) < 1e-14,
    );
  });
});

Deno.test("logSimilarity() undoes expSimilarity()", () => {
  always(twist, growth, ({ linear, angular }, rate) => {
    const back = logSimilarity(expSimilarity({ linear, angular, growth: rate }));
    assert(
      gap([...back.linear, ...back.angular, back.growth], [...linear, ...angular, rate]) < 3e-13,
    );
  });
});

const axis: Vec3 = [2 / 7, -3 / 7, 6 / 7];
for (const angle of [0, 1e-160, 1e-9, 1e-4, 1, 3, Math.PI - 1e-6, Math.PI]) {
  for (const rate of [-8, -1e-9, 0, 1e-160, 1e-5, 1, 8]) {
    Deno.test(`expSimilarity() undoes logSimilarity() at ${angle} rad, growth ${rate}`, () => {
      const rotation = expRotation(scale(axis, angle));
      const there = { scale: Math.exp(rate), rotation, translation: [3, 1, -2] } as const;
      const back = expSimilarity(logSimilarity(there));
      assert(gap(flat(back), flat(there)) < 2e-14 * Math.max(1, there.scale));
    });
  }
}

Deno.test("logSimilarity() refuses a scale that is no size", () => {
  const map = { scale: -1, rotation: expRotation([0, 0, 0]), translation: [0, 0, 0] } as const;
  assert.throws(() => logSimilarity(map), {
    name: "RangeError",
    message: "Cannot take a logarithm: the scale is -1, wanted one above 0",
  });
});
