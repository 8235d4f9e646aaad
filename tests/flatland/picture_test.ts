import assert from "node:assert/strict";
import {
  castFlatRay,
  type FlatPose,
  outlineRoom,
  projectFlat,
  sharedView,
  takePicture,
  transformFlat,
} from "@rederive/lib/flatland";
import { stream } from "@rederive/lib/random";
import { colour, PILLARED, poseIn, squareOf } from "./worlds.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const CAMERA = { rays: 21, fieldOfView: 1.7 };
const WALL = { from: [3, -50], to: [3, 50], stripes: [[1, 1, 1]] } as const;

Deno.test("the distance to a wall grows with one over the cosine of the angle to it", () => {
  for (const angle of [-1.3, -0.4, 0, 0.7, 1.4]) {
    const hit = castFlatRay({ walls: [WALL] }, [1, 2], [Math.cos(angle), Math.sin(angle)])!;
    const want = 2 / Math.cos(angle);
    assert(Math.abs(hit.distance - want) < 1e-13 * want);
    assert(Math.abs(hit.along - (52 + 2 * Math.tan(angle)) / 100) < 1e-14);
  }
});

Deno.test("a ray meets the nearest wall, none behind it, none beside its ends, none it runs along", () => {
  const near = { ...WALL, from: [2, 1], to: [2, -1] } as const;
  const room = { walls: [WALL, near] };
  assert.equal(castFlatRay(room, [0, 0], [1, 0])!.wall, 1);
  assert.equal(castFlatRay({ walls: [near, WALL] }, [0, 0], [1, 0])!.wall, 0);
  assert.equal(castFlatRay(room, [0, 1.5], [1, 0])!.wall, 0);
  assert.equal(castFlatRay(room, [0, 0], [-1, 0]), undefined);
  assert.equal(castFlatRay({ walls: [near] }, [2, -3], [0, 1]), undefined);
  assert.deepEqual(castFlatRay(room, [0, 0], [0.5, 0])!.distance, 4);
  assert.throws(() => castFlatRay(room, [0, 0], [0, 0]), {
    name: "RangeError",
    message: "Cannot cast a ray: its direction is (0, 0), wanted some length",
  });
});

Deno.test("walls that a picture sees straight on are as far ahead on every ray", () => {
  const { depths, walls } = takePicture(
    { walls: [WALL] },
    { angle: 0, translation: [-1, 5] },
    CAMERA,
  );
  assert(depths.every((depth) => Math.abs(depth - 4) < 1e-14));
  assert(walls.every((wall) => wall === 0));
});

Deno.test("a square room looks alike from four sides, but for its colours", () => {
  const room = outlineRoom([squareOf(2)], { paint: (wall) => [colour(wall), colour(wall + 4)] });
  for (const seed of SEEDS) {
    const random = stream(seed);
    const pose: FlatPose = {
      angle: random.normal(),
      translation: [2 * random.uniform() - 1, 2 * random.uniform() - 1],
    };
    const first = takePicture(room, pose, CAMERA);
    for (const quarter of [1, 2, 3]) {
      const angle = quarter * Math.PI / 2;
      const turned = takePicture(room, {
        angle: pose.angle + angle,
        translation: transformFlat({ angle, translation: [0, 0] }, pose.translation),
      }, CAMERA);
      turned.local.forEach((x, i) => assert(Math.abs(x - first.local[i]!) < 1e-13));
      turned.walls.forEach((wall, r) => assert.equal(wall, (first.walls[r]! + quarter) % 4));
      turned.codes.forEach((code, r) => assert.equal(code, (first.codes[r]! + 2 * quarter) % 8));
    }
  }
});

Deno.test("a point of a picture projects to its own ray and depth, and lies on its wall", () => {
  for (const seed of SEEDS) {
    const pose = poseIn(stream(seed));
    const picture = takePicture(PILLARED, pose, CAMERA);
    for (let r = 0; r < CAMERA.rays; r++) {
      assert.equal(picture.valid[r], 1);
      const [x, y] = [picture.world[2 * r]!, picture.world[2 * r + 1]!];
      const { ray, depth } = projectFlat(CAMERA, pose, [x, y]);
      assert(Math.abs(ray - r) < 1e-11, `seed ${seed}: ray ${r} is at ${ray}`);
      assert(Math.abs(depth - picture.depths[r]!) < 1e-13);
      const half = picture.walls[r]! < 4 ? 4 : 1;
      assert(Math.abs(Math.max(Math.abs(x), Math.abs(y)) - half) < 1e-13);
      const { from: [fromX, fromY], stripes } = PILLARED.walls[picture.walls[r]!]!;
      const stripe = Math.floor(3 * Math.hypot(x - fromX, y - fromY) / (2 * half));
      assert.equal(picture.codes[r], 3 * picture.walls[r]! + stripe);
      assert.deepEqual([...picture.colours.subarray(3 * r, 3 * r + 3)], [...stripes[stripe]!]);
    }
  }
});

Deno.test("rays that meet nothing are marked, and black", () => {
  const picture = takePicture(
    { walls: [{ ...WALL, from: [3, 0] }] },
    { angle: 0, translation: [0, 0] },
    { rays: 4, fieldOfView: 1 },
  );
  assert.deepEqual([...picture.valid], [1, 1, 0, 0]);
  assert.deepEqual([...picture.codes], [0, 0, -1, -1]);
  assert.deepEqual([...picture.colours.subarray(6)], [0, 0, 0, 0, 0, 0]);
  for (const camera of [{ rays: 0, fieldOfView: 1 }, { rays: 4, fieldOfView: Math.PI }]) {
    assert.throws(() => takePicture({ walls: [] }, { angle: 0, translation: [0, 0] }, camera), {
      name: "RangeError",
      message: `Cannot take a picture: ${camera.rays} rays over ${camera.fieldOfView} radians, ` +
        "wanted at least one ray and an angle between 0 and pi",
    });
  }
});

Deno.test("a picture shares all of itself with itself, and nothing with one of the other side", () => {
  for (const seed of SEEDS) {
    const pose = poseIn(stream(seed));
    assert.equal(sharedView(PILLARED, { camera: CAMERA, from: pose, to: pose }), 1);
  }
  const [left, right] = [-3, 3].map((x): FlatPose => ({ angle: 0, translation: [x, 0] }));
  const camera = { rays: 9, fieldOfView: 0.2 };
  // from the left the pillar is in the way, on both sides of it
  assert.equal(sharedView(PILLARED, { camera, from: left!, to: right! }), 0);
  assert.equal(sharedView(PILLARED, { camera, from: right!, to: left! }), 0);
  const empty = { walls: [] };
  assert.equal(sharedView(empty, { camera, from: left!, to: right! }), 0);
});

Deno.test("a camera that steps aside loses the share of a wall that it steps over", () => {
  const from: FlatPose = { angle: 0, translation: [0, 0] };
  const camera = { rays: 300, fieldOfView: Math.PI / 2 }; // 6 of the wall at distance 3
  for (const step of [-2, 0.5, 3]) {
    const to: FlatPose = { angle: 0, translation: [0, step] };
    const shared = sharedView({ walls: [WALL] }, { camera, from, to });
    assert(Math.abs(shared - (1 - Math.abs(step) / 6)) <= 1 / 300);
  }
});

Deno.test("outlineRoom() says what is wrong with an outline", () => {
  const paint = () => [colour(1)];
  assert.throws(() => outlineRoom([[[0, 0], [1, 0]]], { paint }), {
    name: "RangeError",
    message: "Cannot build a room: outline 0 has 2 corners, wanted at least 3",
  });
  assert.throws(() => outlineRoom([[[0, 0], [1, 0], [1, 0]]], { paint }), {
    name: "RangeError",
    message: "Cannot build a room: wall 1 of outline 0 is 0 long and has 1 stripes, " +
      "wanted a length above 0 and at least one stripe",
  });
});
