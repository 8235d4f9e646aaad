import assert from "node:assert/strict";
import {
  determinant,
  expRotation,
  type Mat3,
  multiply,
  quaternionOf,
  rotationAngle,
} from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { anyRotation } from "../../../notebooks/3d-reconstruction/motion-averaging/candidates.ts";
import {
  eulerOf,
  quaternionAsInScipy,
} from "../../../notebooks/3d-reconstruction/motion-averaging/descriptions.ts";
import { drawHeatmap } from "../../../notebooks/3d-reconstruction/motion-averaging/draw_heatmap.ts";
import { nearestByQuaternion } from "../../../notebooks/3d-reconstruction/motion-averaging/nearest_by_quaternion.ts";
import { recallArea } from "../../../notebooks/3d-reconstruction/motion-averaging/recall_area.ts";

Deno.test("nearestByQuaternion() has more in common with nine numbers than rotations about it", () => {
  for (let seed = 0; seed < 30; seed++) {
    const random = stream(seed);
    const m = Array.from({ length: 9 }, () => random.normal()) as unknown as Mat3;
    const nearest = nearestByQuaternion(m);
    const common = (r: Mat3) => r.reduce((sum, x, i) => sum + x * m[i]!, 0);
    assert(Math.abs(determinant(nearest) - 1) < 1e-12);
    for (let other = 0; other < 200; other++) {
      const turn = expRotation(
        [0, 0, 0].map(() => 0.3 * random.normal()) as [number, number, number],
      );
      assert(common(multiply(nearest, turn)) <= common(nearest));
      assert(common(anyRotation(random)) <= common(nearest));
    }
  }
});

Deno.test("nearestByQuaternion() of a rotation, stretched, is the rotation", () => {
  const rotation = expRotation([0.4, -1, 2]);
  const stretched = multiply(rotation, [3, 0, 0, 0, 2, 0, 0, 0, 1]);
  assert(rotationAngle(nearestByQuaternion(stretched), rotation) < 1e-12);
});

Deno.test("eulerOf() gives back the turns about z, y and x", () => {
  const random = stream(3);
  for (let i = 0; i < 50; i++) {
    const [yaw, pitch, roll] = [3, 1.5, 3].map((most) => most * (2 * random.uniform() - 1));
    const turned = multiply(
      expRotation([0, 0, yaw!]),
      expRotation([0, pitch!, 0]),
      expRotation([roll!, 0, 0]),
    );
    const found = eulerOf(turned);
    assert([yaw!, pitch!, roll!].every((angle, k) => Math.abs(angle - found[k]!) < 1e-12));
  }
});

Deno.test("quaternionAsInScipy() is the quaternion, its largest component positive", () => {
  const random = stream(4);
  let turned = 0;
  for (let i = 0; i < 200; i++) {
    const rotation = anyRotation(random);
    const [q, plain] = [quaternionAsInScipy(rotation), quaternionOf(rotation)];
    const along = q.reduce((sum, x, k) => sum + x * plain[k]!, 0);
    assert(Math.abs(Math.abs(along) - 1) < 1e-14);
    assert.equal(Math.max(...q), Math.max(...q.map(Math.abs)));
    turned += Number(along < 0);
  }
  assert(turned > 20);
});

Deno.test("recallArea() of hand-made errors, between and beyond", () => {
  assert.equal(recallArea([20, 30], 10), 0);
  assert.equal(recallArea([0, 0], 10), 1); // two points at 0: the curve rises at once
  // up to 1/2 at 4, level to 10: (4 * 1/2 / 2 + 6 * 1/2) / 10
  assert(Math.abs(recallArea([4, 12], 10) - 0.4) < 1e-15);
});

Deno.test("drawHeatmap() writes each number into its cell", () => {
  const axis = (title: string, values: number[]) => ({ title, values });
  const { data, layout } = drawHeatmap({
    x: axis("width", [0, 1]),
    y: axis("noise", [2, 4, 8]),
    rows: [[0.01, 1], [0.1, 10], [0.5, 25]],
    title: "off by",
  });
  assert.deepEqual(data[0]!["z"], [[-2, 0], [-1, 1], [Math.log10(0.5), Math.log10(25)]]);
  const notes = (layout as { annotations: { x: number; y: number; text: string }[] }).annotations;
  assert.equal(notes.find(({ x, y }) => x === 1 && y === 2)?.text, "25");
  assert.equal(notes.find(({ x, y }) => x === 0 && y === 0)?.text, "0.010");
  assert.equal(notes.length, 6);
});
