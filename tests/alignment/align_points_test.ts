import assert from "node:assert/strict";
import { alignPoints } from "@rederive/lib/alignment";
import {
  expRotation,
  type Similarity,
  transformBySimilarity,
  type Vec3,
} from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";
import { horn } from "./horn.ts";

const flat = (map: Similarity) => [map.scale, ...map.rotation, ...map.translation];
const gap = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

const vector = (from: Stream): Vec3 => [from.normal(), from.normal(), from.normal()];
const some = (from: Stream, count: number) => Array.from({ length: count }, () => vector(from));
const map = (from: Stream): Similarity => ({
  scale: Math.exp(from.normal()),
  rotation: expRotation(vector(from)),
  translation: vector(from),
});

/** The sum that is to be least. */
function cost(found: Similarity, from: Vec3[], to: Vec3[], weights: number[]): number {
  return from.reduce((sum, p, i) => {
    const at = transformBySimilarity(found, p);
    return sum + weights[i]! * at.reduce((square, x, k) => square + (x - to[i]![k]!) ** 2, 0);
  }, 0);
}

for (const count of [3, 4, 7, 1000]) {
  Deno.test(`alignPoints() recovers the similarity that moved ${count} points`, () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = stream(seed);
      const [moved, from] = [map(random), some(random, count)];
      const to = from.map((p) => transformBySimilarity(moved, p));
      // three points may lie nearly on a line: 1e-12 leaves room for a condition of 1000
      assert(gap(flat(alignPoints(from.flat(), to.flat())), flat(moved)) < 1e-12);
    }
  });
}

Deno.test("alignPoints() agrees with Horn's quaternions on noisy points with weights", () => {
  for (let seed = 0; seed < 20; seed++) {
    const random = stream(100 + seed);
    const [moved, from] = [map(random), some(random, 50)];
    const to = from.map((p) =>
      transformBySimilarity(moved, p).map((x) => x + 0.1 * random.normal())
    );
    const weights = from.map(() => random.uniform());
    const want = horn(from.map((p) => [...p]), to, weights);
    const got = alignPoints(from.flat(), to.flat(), { weights });
    assert(gap(flat(got), [want.scale, ...want.rotation.flat(), ...want.translation]) < 1e-12);
  }
});

Deno.test("alignPoints() without scale is the best rigid motion near it", () => {
  const random = stream(7);
  const [moved, from] = [map(random), some(random, 30)];
  const to = from.map((p) => {
    const [x, y, z] = transformBySimilarity(moved, p);
    return [x + 0.2 * random.normal(), y, z] as const;
  });
  const weights = from.map(() => random.uniform());
  const best = alignPoints(from.flat(), to.flat(), { weights, scale: false });
  assert.equal(best.scale, 1);
  const least = cost(best, from, to, weights);
  for (let i = 0; i < 100; i++) {
    const step = { ...map(random), scale: 1 };
    const rotation = expRotation(vector(random).map((x) => 1e-3 * x) as unknown as Vec3);
    const translation = step.translation.map((x, k) => 1e-3 * x + best.translation[k]!);
    const turned = [0, 1, 2].flatMap((r) =>
      [0, 1, 2].map((c) =>
        rotation.slice(3 * r, 3 * r + 3).reduce((s, x, k) => s + x * best.rotation[3 * k + c]!, 0)
      )
    );
    const other = { scale: 1, rotation: turned, translation } as unknown as Similarity;
    assert(cost(other, from, to, weights) > least);
  }
});

Deno.test("alignPoints() does not look at pairs of weight 0", () => {
  const random = stream(8);
  const [moved, from] = [map(random), some(random, 12)];
  const to = from.map((p, i) => i % 3 ? transformBySimilarity(moved, p) : [1e6, -1e6, 1e6]);
  const weights = from.map((_, i) => i % 3);
  assert(gap(flat(alignPoints(from.flat(), to.flat(), { weights })), flat(moved)) < 1e-12);
});

Deno.test("alignPoints() turns a mirrored cloud, and never mirrors it", () => {
  const from = [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3];
  const to = from.map((x, i) => i % 3 === 2 ? -x : x);
  const { rotation: r } = alignPoints(from, to);
  const determinant = r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) +
    r[2] * (r[3] * r[7] - r[4] * r[6]);
  assert(Math.abs(determinant - 1) < 1e-14);
});

Deno.test("alignPoints() refuses what has no best rotation", () => {
  const line = [0, 0, 0, 1, 2, 3, 2, 4, 6, 0.3, 0.6, 0.9];
  const refused = { name: "RangeError", message: /on a line, wanted three that are not/ };
  assert.throws(() => alignPoints(line, line), refused);
  assert.throws(() => alignPoints(Float32Array.from(line), Float32Array.from(line)), refused);
  assert.throws(() => alignPoints([1, 2, 3], [1, 2, 3]), refused);
});

Deno.test("alignPoints() refuses lists that do not fit", () => {
  const three = [0, 0, 0, 1, 0, 0, 0, 1, 0];
  assert.throws(() => alignPoints(three, [0, 0, 0]), {
    name: "RangeError",
    message: "Cannot align points: from has 9 numbers, to has 3 numbers, " +
      "wanted (N, 3) each with the same N, at least 1",
  });
  assert.throws(
    () => alignPoints(three, three, { weights: [1, 1] }),
    /Cannot align points: 2 weights for 3 pairs, wanted one each/,
  );
  assert.throws(
    () => alignPoints(three, three, { weights: [1, -1, 1] }),
    /weight 1 is -1, wanted a finite one >= 0/,
  );
  assert.throws(
    () => alignPoints(three, three, { weights: [0, 0, 0] }),
    /all weights are 0, wanted some above/,
  );
});
