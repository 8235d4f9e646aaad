import { ok, strictEqual as equal } from "node:assert/strict";
import { pinhole } from "@rederive/lib/camera";
import { IDENTITY, type Vec3 } from "@rederive/lib/geometry";
import { drawInfluence } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/draw_influence.ts";
import { drawParts } from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/draw_parts.ts";
import * as losses from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/losses.ts";
import {
  listed,
  normalise,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/normalise.ts";
import {
  byTheWhole,
  decode,
  encode,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/pose_encoding.ts";

Deno.test("lowest() finds the lowest place of a parabola of the logarithm", () => {
  const at = losses.lowest((x) => (Math.log(x) - 2) ** 2);
  ok(Math.abs(Math.log(at) - 2) < 1e-7);
});

Deno.test("losses at the best confidence are pixelLoss() at its lowest", () => {
  const loss = (l: number) =>
    losses.pixelLoss(losses.lowest((s) => losses.pixelLoss(s, l, 0, 0.2)), l, 0, 0.2);
  const error = [3, 0, 4];
  ok(Math.abs(losses.oneAPixel(error, 0.2) - loss(5)) < 1e-12);
  ok(Math.abs(losses.oneOnTheSum(error, 0.2) - loss(7)) < 1e-12);
  ok(Math.abs(losses.oneACoordinate([3, 1, 4], 0.2) - loss(3) - loss(1) - loss(4)) < 1e-12);
});

Deno.test("dividedLoss() is lowest where the spread is the error over alpha", () => {
  ok(Math.abs(losses.lowest((s) => losses.dividedLoss(s, 3, 1, 0.5)) - 8) < 1e-5);
});

Deno.test("normalise() goes to the first camera and to a mean distance of 1", () => {
  const points: Vec3[] = [[3, 0, 0], [1, 4, 0]];
  const poses = [
    { rotation: IDENTITY, translation: [1, 0, 0] as Vec3 },
    { rotation: IDENTITY, translation: [1, 3, 0] as Vec3 },
  ];
  const got = normalise({ points, depths: [6, 3], poses });
  equal(
    got.points.flat().map((x) => x.toFixed(4)).join(" "),
    "0.6667 0.0000 0.0000 0.0000 1.3333 0.0000",
  );
  equal(got.depths.join(" "), "2 1");
  equal(got.poses[1]!.translation.join(" "), "0 1 0");
  equal(listed(got).length, 6 + 2 + 24);
  const fromWorld = normalise({ points, depths: [6, 3], poses }, "origin of the world");
  ok(Math.abs(fromWorld.depths[1]! - 6 / (3 + Math.sqrt(17))) < 1e-15);
});

Deno.test("encode() and decode() are each other's inverse for centred cameras", () => {
  const camera = pinhole({ width: 40, height: 30, fieldOfView: 1.1 });
  const pose = { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [1, 2, 3] } as const;
  const numbers = encode(camera, pose);
  equal(numbers.length, 9);
  ok(Math.abs(numbers[7]! - 1.1) < 1e-15);
  const again = decode(numbers, camera);
  ok(Math.abs(again.camera.fy - camera.fy) < 1e-12 && again.camera.cy === 15);
  again.pose.translation.forEach((x, i) => ok(Math.abs(x - pose.translation[i]!) < 1e-15));
  ok(Math.abs(decode(numbers, camera, byTheWhole).camera.fx - camera.fx) > 1);
});

Deno.test("drawings have a bar for each part and a number for each pair of frames", () => {
  const bars = drawParts({ a: 2e6, b: 3e6 });
  equal(JSON.stringify(bars.data[0]!["x"]), "[3,2]");
  const [panel] = drawInfluence([{ title: "t", moves: [[1, 0], [0.5, 2]] }]).data;
  equal(JSON.stringify(panel!["text"]), '[["1.00","0"],["0.50","2.00"]]');
});
