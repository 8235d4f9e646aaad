import assert from "node:assert/strict";
import { differentiate } from "@rederive/lib/calculus";
import {
  adjoint,
  compose,
  expPose,
  invert,
  type Pose,
  power,
  scale,
  transformPoint,
  transformTwist,
  transformWrench,
  type Twist,
  type Vec3,
} from "@rederive/lib/geometry";
import fc from "fast-check";
import { always, pose, twist, vec3 } from "./arbitrary.ts";
import { gap, rowsOf, times } from "./naive.ts";

const flat = ({ linear, angular }: Twist) => [...linear, ...angular];

Deno.test("adjoint() of a product is the product of the adjoints", () => {
  always(pose, pose, (x, y) => {
    const product = times(rowsOf(adjoint(x), 6), rowsOf(adjoint(y), 6));
    assert(gap(adjoint(compose(x, y)), product) < 1e-13);
  });
});

Deno.test("adjoint() is the matrix of transformTwist()", () => {
  always(pose, twist, (p, t) => {
    const column = flat(t).map((x) => [x]);
    assert(gap(flat(transformTwist(p, t)), times(rowsOf(adjoint(p), 6), column)) < 1e-13);
  });
});

Deno.test("transformTwist() carries a motion along: X exp(t) X^-1 = exp(Ad t)", () => {
  always(pose, twist, vec3(), (x, t, point) => {
    const carried = compose(x, expPose(t), invert(x));
    const direct = expPose(transformTwist(x, t));
    assert(gap(transformPoint(carried, point), transformPoint(direct, point)) < 1e-12);
  });
});

Deno.test("transformTwist() gives the velocity of the body's point at the new origin", () => {
  always(pose, twist, (o, t) => {
    // body at rest in P; follow its point that is now at O's origin, in O's coordinates
    const path = (time: number) => {
      const flow = expPose({ linear: scale(t.linear, time), angular: scale(t.angular, time) });
      return transformPoint(o, transformPoint(flow, transformPoint(invert(o), [0, 0, 0])));
    };
    assert(gap(transformTwist(o, t).linear, differentiate(path, 0)) < 1e-9);
  });
});

Deno.test("transformWrench() is the sum of the moments of the forces behind it", () => {
  const pushes = fc.array(fc.record({ at: vec3(), force: vec3() }), { minLength: 1, maxLength: 5 });
  const moments = (list: { at: Vec3; force: Vec3 }[]) =>
    list.reduce((sum, { at: [x, y, z], force: [a, b, c] }) => [
      sum[0]! + a,
      sum[1]! + b,
      sum[2]! + c,
      sum[3]! + y * c - z * b,
      sum[4]! + z * a - x * c,
      sum[5]! + x * b - y * a,
    ], [0, 0, 0, 0, 0, 0]);
  always(pose, pushes, (p: Pose, list) => {
    const turned: Pose = { rotation: p.rotation, translation: [0, 0, 0] };
    const moved = list.map(({ at, force }) => ({
      at: transformPoint(p, at),
      force: transformPoint(turned, force),
    }));
    const [a, b, c, x, y, z] = moments(list) as [number, number, number, number, number, number];
    const { force, torque } = transformWrench(p, { force: [a, b, c], torque: [x, y, z] });
    assert(gap([...force, ...torque], moments(moved)) < 1e-12);
  });
});

Deno.test("power() is the same in every frame", () => {
  always(pose, twist, vec3(), vec3(), (p, t, force, torque) => {
    const w = { force, torque };
    assert(Math.abs(power(transformWrench(p, w), transformTwist(p, t)) - power(w, t)) < 1e-12);
  });
});
