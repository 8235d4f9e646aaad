import assert, { deepStrictEqual as deepEqual } from "node:assert/strict";
import { lookAt, project } from "@rederive/lib/camera";
import { norm, subtract, type Vec3 } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import { castRay } from "@rederive/lib/reference";
import {
  findMatches,
  randomRoom,
  readViews,
  type SceneView,
  type Shape,
} from "@rederive/lib/scene";
import { gpuTest } from "../gpu/with_gpu.ts";
import { camera, poses, scenes } from "./scenes.ts";

const pointAt = ({ points }: SceneView, i: number): Vec3 => [
  points[3 * i]!,
  points[3 * i + 1]!,
  points[3 * i + 2]!,
];

gpuTest("findMatches() of a view and itself is every pixel that sees something", async (gpu) => {
  const [view] = await readViews(gpu, scenes["a turned checkered box"]!, { camera, poses });
  const { visible, pixels, overlap } = findMatches(view!, view!);
  assert.equal(overlap, 1);
  for (let i = 0; i < visible.length; i++) {
    assert.equal(visible[i], view!.mask[i]);
    if (visible[i] === 0) continue;
    assert(Math.abs(pixels[2 * i]! - (i % camera.width + 0.5)) < 1e-4);
    assert(Math.abs(pixels[2 * i + 1]! - (Math.floor(i / camera.width) + 0.5)) < 1e-4);
  }
});

gpuTest("findMatches() is what a ray from the other camera to the point says", async (gpu) => {
  const scene = scenes["a room"]!;
  const views = await readViews(gpu, scene, { camera, poses });
  let [agree, all, hidden] = [0, 0, 0];
  for (const from of views) {
    for (const to of views) {
      const { visible, pixels } = findMatches(from, to);
      for (let i = 0; i < visible.length; i++) {
        const point = pointAt(from, i);
        const { pixel: [u, v], depth } = project(camera, to.pose, point);
        const isInside = depth > 0 && u >= 0 && u < camera.width && v >= 0 && v < camera.height;
        if (!isInside) assert.equal(visible[i], 0);
        if (!isInside) continue;
        const direction = subtract(point, to.pose.translation);
        const hit = castRay(scene.solids, { origin: to.pose.translation, direction })!;
        const isFree = Math.abs(hit.t - 1) * norm(direction) < 1e-3;
        all++;
        if (!isFree) hidden++;
        if (isFree === (visible[i] === 1)) agree++;
        if (visible[i] === 1) {
          assert(Math.hypot(pixels[2 * i]! - u, pixels[2 * i + 1]! - v) < 1e-12);
        }
      }
    }
  }
  // pixels on the edge of a solid show one side of it, and points may fall on the other
  assert(hidden > 100, `${hidden} of ${all} pixels are hidden`);
  assert(agree > 0.99 * all, `${agree} of ${all} agree`);
});

gpuTest("findMatches() sees nothing behind the camera, and no overlap of nothing", async (gpu) => {
  const ball = { shape: { kind: "sphere", radius: 1 }, paint: { colour: [1, 1, 1] } } as const;
  const away = lookAt({ from: [4, 0, 0], at: [9, 0, 0] });
  const facing = lookAt({ from: [4, 0, 0], at: [0, 0, 0] });
  const [one, other] = await readViews(gpu, { solids: [ball] }, { camera, poses: [facing, away] });
  assert.equal(findMatches(one!, other!).overlap, 0);
  assert.equal(findMatches(other!, one!).overlap, 0);
});

function halfHeight(shape: Shape): number {
  if (shape.kind === "sphere") return shape.radius;
  if (shape.kind === "cylinder") return shape.height / 2;
  return shape.kind === "box" ? shape.size[2] / 2 : NaN;
}

Deno.test("randomRoom() stands on its floor and refuses to be filled with less than nothing", () => {
  const kinds = ["cylinder", "sphere", "box"] as const;
  const { solids: [room, ...things] } = randomRoom(stream(3), {
    size: [4, 5, 2],
    solids: 12,
    kinds,
  });
  assert.deepEqual(room!.shape, { kind: "box", size: [4, 5, 2] });
  assert.equal(room!.pose!.translation[2], 1);
  deepEqual(things.map(({ shape }) => shape.kind), [...kinds, ...kinds, ...kinds, ...kinds]);
  for (const { shape, pose } of things) {
    const half = halfHeight(shape);
    assert.equal(pose!.translation[2], half);
    assert(half >= 2 / 6 && half <= 2 / 3);
  }
  assert.throws(() => randomRoom(stream(1), { solids: -1 }), {
    name: "RangeError",
    message: "Cannot fill a room: -1 solids, wanted an integer >= 0",
  });
  assert.throws(
    () => randomRoom(stream(1), { kinds: [] }),
    /Cannot fill a room: 0 kinds, wanted at least one/,
  );
});
