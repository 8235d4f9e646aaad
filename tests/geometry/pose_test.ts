import assert from "node:assert/strict";
import { integrate } from "@rederive/lib/calculus";
import {
  compose,
  expPose,
  IDENTITY,
  interpolatePose,
  invert,
  logPose,
  type Mat3,
  type Pose,
  quaternionOf,
  rotate,
  scale,
  transformPoint,
  type Vec3,
} from "@rederive/lib/geometry";
import { always, near, pose, twist, vec3 } from "./arbitrary.ts";
import { expSeries, gap } from "./naive.ts";

const flat = ({ rotation, translation }: Pose) => [...rotation, ...translation];

Deno.test("compose() does what its poses do one after the other", () => {
  always(pose, pose, pose, vec3(), (a, b, c, x) => {
    const step = (p: Pose, v: Vec3) =>
      rotate(quaternionOf(p.rotation), v).map((u, i) => u + p.translation[i]!) as unknown as Vec3;
    assert(gap(transformPoint(compose(a, b, c), x), step(a, step(b, step(c, x)))) < 1e-13);
  });
});

Deno.test("invert() undoes a pose from both sides", () => {
  const unit = [...IDENTITY, 0, 0, 0];
  always(pose, (p) => {
    assert(gap(flat(compose(p, invert(p))), unit) < 1e-14);
    assert(gap(flat(compose(invert(p), p)), unit) < 1e-14);
  });
});

Deno.test("expPose() matches the exponential series of the 4x4 matrix", () => {
  always(twist, ({ linear, angular: [x, y, z] }) => {
    const generator = [[0, -z, y], [z, 0, -x], [-y, x, 0]]
      .map((row, i) => [...row, linear[i]!]).concat([[0, 0, 0, 0]]);
    const [r0, r1, r2] = expSeries(generator, 40);
    const want = [r0!, r1!, r2!].map((row) => row.slice(0, 3)).flat()
      .concat([r0![3]!, r1![3]!, r2![3]!]);
    assert(gap(flat(expPose({ linear, angular: [x, y, z] })), want) < 1e-13);
  });
});

Deno.test("expPose() is where the differential equation of a constant twist leads", () => {
  const [v, w]: [Vec3, Vec3] = [[0.3, -1, 2], [1, 0.4, -0.7]];
  // a point carried by the flow obeys dx/dt = w x x + v
  const rate = (_t: number, [x, y, z]: readonly number[]) => [
    w[1] * z! - w[2] * y! + v[0],
    w[2] * x! - w[0] * z! + v[1],
    w[0] * y! - w[1] * x! + v[2],
  ];
  const end = integrate(rate, [1, 2, 3], { to: 1, steps: 400 }).at(-1)!;
  const got = transformPoint(expPose({ linear: v, angular: w }), [1, 2, 3]);
  assert(gap(got, end) < 1e-10); // (1/400)^4 times a fifth derivative of about 10
});

Deno.test("logPose() undoes expPose()", () => {
  always(twist, ({ linear, angular }) => {
    const back = logPose(expPose({ linear, angular }));
    // near a half turn the rotation's own rounding is what is lost
    assert(gap([...back.linear, ...back.angular], [...linear, ...angular]) < 1e-13);
  });
});

for (const angle of [0, 1e-160, 1e-9, 1e-4, 0.9999, 1.0001, 3, Math.PI - 1e-6, Math.PI]) {
  Deno.test(`expPose() undoes logPose() at ${angle} rad`, () => {
    const angular = scale([2 / 7, -3 / 7, 6 / 7], angle);
    const there = expPose({ linear: [3, 1, -2], angular });
    assert(gap(flat(expPose(logPose(there))), flat(there)) < 1e-14);
  });
}

Deno.test("interpolatePose() meets its ends and moves at constant twist", () => {
  always(pose, near, (from, step) => {
    const to = compose(from, step);
    const at = (fraction: number) => interpolatePose(from, to, { fraction });
    assert(gap(flat(at(0)), flat(from)) < 1e-14);
    assert(gap(flat(at(1)), flat(to)) < 1e-13);
    const [first, second] = [compose(invert(at(0)), at(0.5)), compose(invert(at(0.5)), at(1))];
    assert(gap(flat(first), flat(second)) < 1e-13);
  });
});

Deno.test("compose() of nothing is the identity", () => {
  const rotation: Mat3 = IDENTITY;
  assert.deepEqual(compose(), { rotation, translation: [0, 0, 0] });
});
