import assert, { strictEqual as equal } from "node:assert/strict";
import { corridorLoop, figureEight } from "@rederive/lib/camera";
import { norm, type Pose, subtract } from "@rederive/lib/geometry";
import { gap } from "./scenes.ts";

const centre = [3, -1, 1.5] as const;

/** Where it stands, from the centre, and the direction it looks in. */
const seen = ({ translation: [x, y, z], rotation: r }: Pose) => ({
  at: [x - centre[0], y - centre[1]] as const,
  height: z,
  ahead: [r[2], r[5], r[8]],
  down: [r[1], r[4], r[7]],
});

/** Each camera looks along the chord to its next and from its last, but for what the way bends. */
function checkWay(poses: readonly Pose[], step: number, most: number): void {
  poses.forEach((pose, i) => {
    const { height, ahead, down } = seen(pose);
    equal(height, 1.5);
    assert(gap(down, [0, 0, -1]) < 1e-15);
    const [next, last] = [poses[(i + 1) % poses.length]!, poses.at(i - 1)!];
    const [there, here] = [next, last].map((other) =>
      subtract(other.translation, pose.translation)
    );
    // a chord is shorter than its arc by its bend squared / 24, less at the end of a bend
    assert(norm(there!) <= step + 1e-12 && norm(there!) >= step * (1 - most ** 2 / 24) - 1e-12);
    const way = subtract(there!, here!);
    const cosine = (way[0] * ahead[0]! + way[1] * ahead[1]!) / norm(way);
    assert(cosine >= Math.cos(most / 2) - 1e-12, `${i}: ${cosine}`);
  });
}

Deno.test("corridorLoop() goes around in equal steps, looks ahead and closes", () => {
  const [views, corner] = [97, 0.8];
  const poses = corridorLoop({ centre, size: [6, 4], corner, views });
  equal(poses.length, views);
  const length = 2 * (6 + 4) - 8 * corner + 2 * Math.PI * corner;
  checkWay(poses, length / views, length / views / corner);
  for (const pose of poses) {
    const { at: [x, y], ahead } = seen(pose);
    // on the rounded rectangle: this far from the one that its corners' centres span
    const [dx, dy] = [Math.abs(x) - (3 - corner), Math.abs(y) - (2 - corner)].map((d) =>
      Math.max(0, d)
    );
    assert(Math.abs(Math.hypot(dx!, dy!) - corner) < 1e-12);
    // counter-clockwise
    assert(x * ahead[1]! - y * ahead[0]! > 0);
  }
  assert(gap(seen(poses[0]!).at, [0, -2]) < 1e-15 && gap(seen(poses[0]!).ahead, [1, 0, 0]) < 1e-15);
});

Deno.test("corridorLoop() of corners alone is a circle", () => {
  const poses = corridorLoop({ centre, size: [2, 2], corner: 1, views: 8 });
  poses.forEach((pose, i) => {
    const angle = Math.PI * (i / 4 - 1 / 2);
    assert(gap(seen(pose).at, [Math.cos(angle), Math.sin(angle)]) < 1e-14);
  });
});

Deno.test("figureEight() goes around one circle, then the other the other way", () => {
  const poses = figureEight({ centre, radius: 1.3, views: 50 });
  checkWay(poses, 4 * Math.PI * 1.3 / 50, 4 * Math.PI / 50);
  poses.forEach((pose, i) => {
    const angle = 4 * Math.PI * i / 50;
    const side = i < 25 ? 1 : -1;
    const want = [side * 1.3 * (1 - Math.cos(angle)), -1.3 * Math.sin(angle)];
    assert(gap(seen(pose).at, want) < 1e-13, `${i}: ${seen(pose).at}, ${want}`);
  });
  // it comes through the centre twice, both times heading along -y
  assert(gap(seen(poses[25]!).ahead, [0, -1, 0]) < 1e-13);
});

Deno.test("loops of one view are one pose, and of none refused", () => {
  equal(corridorLoop({ size: [4, 4], corner: 1, views: 1 }).length, 1);
  equal(figureEight({ radius: 1, views: 1 }).length, 1);
  assert.throws(() => corridorLoop({ size: [4, 3], corner: 2, views: 5 }), {
    name: "RangeError",
    message: "Cannot go around corridors: corners of radius 2 in 4 x 3, " +
      "wanted one above 0 that fits twice",
  });
  assert.throws(() => figureEight({ radius: 0, views: 5 }), {
    name: "RangeError",
    message: "Cannot go along an eight: the radius is 0, wanted one above 0",
  });
  assert.throws(() => figureEight({ radius: 1, views: 0 }), /0 views, wanted an integer above 0/);
});
