import assert from "node:assert/strict";
import {
  apply,
  conjugate,
  determinant,
  expRotation,
  hat,
  IDENTITY,
  logRotation,
  matrixOf,
  multiply,
  multiplyQuaternions,
  norm,
  type Quaternion,
  quaternionOf,
  randomRotation,
  rotate,
  scale,
  subtract,
  transpose,
  type Vec3,
  vee,
} from "@rederive/lib/geometry";
import { always, turn, vec3 } from "./arbitrary.ts";
import { expSeries, gap, rowsOf } from "./naive.ts";

const axis: Vec3 = [2 / 7, -3 / 7, 6 / 7];

Deno.test("expRotation() matches 12 terms of the exponential series at 0.3 rad", () => {
  const w = scale(axis, 0.3); // 0.3^12 / 12! is 1e-15
  assert(gap(expRotation(w), expSeries(rowsOf(hat(w), 3), 12)) < 2e-15);
});

for (const angle of [0, 1e-200, 1e-9, 0.499, 0.501, 2, Math.PI, 6]) {
  Deno.test(`expRotation() matches the exponential series at ${angle} rad`, () => {
    const w = scale(axis, angle);
    // the series itself loses e^angle roundings to cancellation
    const tolerance = 1e-15 * Math.exp(angle);
    assert(gap(expRotation(w), expSeries(rowsOf(hat(w), 3), 40)) < tolerance);
  });
}

for (const angle of [1e-300, 1e-160, 1e-12, 1e-8, 1e-4, 0.1, 1, 3, Math.PI - 1e-4]) {
  Deno.test(`logRotation() undoes expRotation() at ${angle} rad`, () => {
    const w = scale(axis, angle);
    assert(norm(subtract(logRotation(expRotation(w)), w)) < 3e-15 * angle);
  });
}

for (const short of [1e-8, 1e-12, 0]) {
  Deno.test(`logRotation() finds the axis ${short} rad short of a half turn`, () => {
    const angle = Math.PI - short;
    const found = logRotation(expRotation(scale(axis, angle)));
    assert(Math.abs(norm(found) - angle) < 2e-15);
    const aligned = Math.abs(found[0] * axis[0] + found[1] * axis[1] + found[2] * axis[2]);
    assert(Math.abs(aligned - angle) < 2e-15); // at the half turn itself both signs are right
  });
}

Deno.test("logRotation() of the identity is zero", () => {
  assert.deepEqual(logRotation(IDENTITY).map(Math.abs), [0, 0, 0]);
});

Deno.test("expRotation() makes proper rotations", () => {
  always(turn, (w) => {
    const r = expRotation(w);
    assert(gap(multiply(r, transpose(r)), IDENTITY) < 4e-15);
    assert(Math.abs(determinant(r) - 1) < 4e-15);
  });
});

Deno.test("hat() is the cross product as a matrix, right-handed, and vee() undoes it", () => {
  always(vec3(), vec3(), ([a, b, c], [x, y, z]) => {
    const product = [b * z - c * y, c * x - a * z, a * y - b * x];
    assert(gap(apply(hat([a, b, c]), [x, y, z]), product) < 1e-14);
    assert.deepEqual(vee(hat([a, b, c])), [a, b, c]);
  });
});

Deno.test("vee() ignores what is symmetric", () => {
  const skewed = hat([1, 2, 3]).map((x, i) => x + [9, 4, 5, 4, 8, 6, 5, 6, 7][i]!);
  assert.deepEqual(vee(skewed as unknown as typeof IDENTITY), [1, 2, 3]);
});

Deno.test("multiply() is the matrix product, left to right", () => {
  always(turn, turn, (v, w) => {
    const [p, q] = [expRotation(v), expRotation(w)];
    const columnByColumn = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) =>
        p[3 * i]! * q[j]! + p[3 * i + 1]! * q[3 + j]! + p[3 * i + 2]! * q[6 + j]!
      )
    );
    assert(gap(multiply(p, q), columnByColumn) < 1e-15);
    assert.deepEqual(multiply(p), p);
    assert.deepEqual(multiply(), IDENTITY);
  });
});

Deno.test("quaternions and matrices turn vectors alike and compose alike", () => {
  always(turn, turn, vec3(), (v, w, x) => {
    const [p, q] = [quaternionOf(expRotation(v)), quaternionOf(expRotation(w))];
    const both = multiplyQuaternions(p, q);
    const turned = apply(expRotation(v), apply(expRotation(w), x));
    assert(gap(rotate(both, x), turned) < 2e-14);
    assert(gap(apply(matrixOf(both), x), turned) < 2e-14);
    assert(gap(rotate(conjugate(p), rotate(p, x)), x) < 1e-14);
  });
});

// each makes another of the four components the largest, with both signs of the others
const halves: Quaternion[] = [
  [0.8, 0.2, -0.4, 0.4],
  [0.2, -0.8, 0.4, 0.4],
  [0.4, 0.2, -0.8, 0.4],
  [0.4, 0.4, 0.2, -0.8],
  [0, 0.6, 0, -0.8],
];
for (const q of halves) {
  Deno.test(`quaternionOf() undoes matrixOf() at ${q}`, () => {
    const back = quaternionOf(matrixOf(q));
    assert(back[0] >= 0);
    assert(gap(matrixOf(back), matrixOf(q)) < 1e-15);
    assert(Math.min(gap(back, q), gap(back.map((x) => -x), q)) < 1e-15);
  });
}

Deno.test("randomRotation() is uniform: turned axes average to 0, their squares to 1/3", () => {
  const n = 24; // midpoints of a cube of n^3 cells
  const at = (i: number) => (i + 0.5) / n;
  const first = new Float64Array(9);
  const second = new Float64Array(9);
  for (let k = 0; k < n ** 3; k++) {
    const r = randomRotation(at(k % n), at(Math.floor(k / n) % n), at(Math.floor(k / n ** 2)));
    assert(Math.abs(determinant(r) - 1) < 1e-14);
    r.forEach((x, i) => {
      first[i]! += x / n ** 3;
      second[i]! += x * x / n ** 3;
    });
  }
  // the midpoint rule is exact in both angles and off by 1/(12 n^2) in u
  assert(Math.max(...first.map(Math.abs)) < 1 / (3 * n ** 2));
  assert(Math.max(...second.map((x) => Math.abs(x - 1 / 3))) < 1 / (3 * n ** 2));
});
