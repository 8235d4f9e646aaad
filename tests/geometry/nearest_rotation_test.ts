import assert from "node:assert/strict";
import {
  determinant,
  expRotation,
  IDENTITY,
  type Mat3,
  multiply,
  nearestRotation,
  norm,
  rotationAngle,
  scale,
  transpose,
  type Vec3,
} from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { always, turn } from "./arbitrary.ts";
import { gap } from "./naive.ts";

const distance = (a: Mat3, b: Mat3) => Math.hypot(...a.map((x, i) => x - b[i]!));
const axis: Vec3 = [2 / 7, -3 / 7, 6 / 7];

function nine(from: { normal(): number }): Mat3 {
  return Array.from({ length: 9 }, () => from.normal()) as unknown as Mat3;
}

Deno.test("nearestRotation() leaves a rotation alone and ignores its size", () => {
  always(turn, (w) => {
    const r = expRotation(w);
    assert(gap(nearestRotation(r), r) < 1e-14);
    assert(gap(nearestRotation(r.map((x) => 3 * x) as unknown as Mat3), r) < 1e-14);
  });
});

Deno.test("nearestRotation() gives proper rotations, of mirrors and of rank 1 too", () => {
  const from = stream(3);
  const some = Array.from({ length: 50 }, () => nine(from));
  for (
    const m of [...some, [1, 2, 3, 2, 4, 6, 3, 6, 9], scale9(IDENTITY, -1), scale9(IDENTITY, 0)]
  ) {
    const r = nearestRotation(m as Mat3);
    assert(gap(multiply(r, transpose(r)), IDENTITY) < 1e-14);
    assert(Math.abs(determinant(r) - 1) < 1e-14);
  }
});

Deno.test("nearestRotation() is a rotation that no small turn brings nearer", () => {
  const from = stream(4);
  for (let i = 0; i < 50; i++) {
    const m = nine(from);
    const r = nearestRotation(m);
    // and none of 20 others, from anywhere, is nearer
    const others = Array.from({ length: 20 }, () => [from.normal(), from.normal(), from.normal()]);
    for (const w of others as unknown as Vec3[]) {
      for (const size of [1e-3, 0.1, 1]) {
        const other = multiply(r, expRotation(scale(w, size / norm(w))));
        assert(distance(m, r) < distance(m, other));
      }
    }
  }
});

Deno.test("nearestRotation() refuses what is not finite", () => {
  const m: Mat3 = [1, 0, 0, 0, Infinity, 0, 0, 0, 1];
  assert.throws(() => nearestRotation(m), /an element is Infinity, wanted finite ones/);
});

for (const angle of [0, 1e-200, 1e-9, 0.3, 2, Math.PI - 1e-9, Math.PI]) {
  Deno.test(`rotationAngle() is ${angle} rad, seen from anywhere`, () => {
    const [from, by] = [expRotation([0.3, 1, -2]), expRotation(scale(axis, angle))];
    assert(Math.abs(rotationAngle(IDENTITY, by) - angle) <= 2e-15 * angle);
    // the product with another rotation rounds
    assert(Math.abs(rotationAngle(from, multiply(from, by)) - angle) < 2e-15);
    assert(Math.abs(rotationAngle(multiply(from, by), from) - angle) < 2e-15);
  });
}

function scale9(m: Mat3, factor: number): Mat3 {
  return m.map((x) => factor * x) as unknown as Mat3;
}
