import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { lookAt, normalizePixel, pinhole } from "@rederive/lib/camera";
import { compose, IDENTITY, invert, type Pose, type Vec3 } from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";
import {
  drawOverlapping,
  overlapMatrix,
  pointmap,
  randomRoom,
  readViews,
} from "@rederive/lib/scene";
import { gpuTest } from "../gpu/with_gpu.ts";
import { camera, poses, scenes } from "./scenes.ts";

const wall = { shape: { kind: "plane" }, paint: { colour: [1, 1, 1] } } as const;

gpuTest("pointmap() in a view's own frame is its rays at its depths", async (gpu) => {
  const [view] = await readViews(gpu, scenes["a turned checkered box"]!, { camera, poses });
  const own = pointmap(view!, view!.pose);
  for (const [i, depth] of view!.depth.entries()) {
    const pixel = [i % camera.width + 0.5, Math.floor(i / camera.width) + 0.5] as const;
    const [x, y] = normalizePixel(camera, pixel);
    [x * depth, y * depth, depth].forEach((want, k) => {
      assert(Math.abs(own[3 * i + k]! - want) < 2e-6 * (1 + depth));
    });
  }
});

gpuTest(
  "pointmap() in the frame of another camera is moved by the pose between them",
  async (gpu) => {
    const [first, second] = await readViews(gpu, scenes["a room"]!, { camera, poses });
    const [own, other] = [pointmap(second!, second!.pose), pointmap(second!, first!.pose)];
    const { rotation: r, translation: t } = compose(invert(first!.pose), second!.pose);
    for (let i = 0; i < own.length; i += 3) {
      [0, 1, 2].forEach((k) => {
        const want = r[3 * k]! * own[i]! + r[3 * k + 1]! * own[i + 1]! +
          r[3 * k + 2]! * own[i + 2]! + t[k]!;
        assert(Math.abs(other[i + k]! - want) < 4e-6);
      });
    }
  },
);

/** Cameras that face a wall, `x` to the right and `far` away. */
const facing = (x: number, far: number): Pose => ({
  rotation: IDENTITY,
  translation: [x, 0, -far],
});

gpuTest(
  "overlapMatrix() of views of a wall is the share of pixels that stay in the picture",
  async (gpu) => {
    // pixels are 1 / 20 wide on the wall at 1: the second camera is 4 pixels to the right, the third
    // twice as far away
    const eye = pinhole({ width: 20, height: 16, fieldOfView: 2 * Math.atan(1 / 2) });
    const cameras = [facing(0, 1), facing(4 / 20, 1), facing(0, 2)];
    const views = await readViews(gpu, { solids: [wall] }, { camera: eye, poses: cameras });
    deepEqual(overlapMatrix(views), [
      [1, 16 / 20, 1],
      [16 / 20, 1, 1],
      // half of its columns and of its rows
      [1 / 4, 1 / 4, 1],
    ]);
  },
);

gpuTest("overlapMatrix() of a view of nothing is 0", async (gpu) => {
  const away = lookAt({ from: [0, 0, -1], at: [0, 1, -2] });
  const views = await readViews(gpu, { solids: [wall] }, {
    camera: pinhole({ width: 4, height: 4, fieldOfView: 0.3 }),
    poses: [facing(0, 1), away],
  });
  deepEqual(overlapMatrix(views), [[1, 0], [0, 0]]);
});

/** From anywhere in the middle of a room, to anywhere. */
function anyPose(random: Stream): Pose {
  const spread = (size: number) => size * (random.uniform() - 0.5);
  const from: Vec3 = [spread(3), spread(3), 1.5 + spread(0.6)];
  return lookAt({ from, at: [from[0] + spread(2), from[1] + spread(2), 1.3] });
}

for (const [least, most] of [[0.3, 0.7], [0.5, 0.6], [0, 0.2]] as const) {
  gpuTest(
    `drawOverlapping() gives views that share ${least} to ${most}, all linked`,
    async (gpu) => {
      const options = {
        camera: pinhole({ width: 20, height: 16, fieldOfView: 1.3 }),
        views: 6,
        propose: anyPose,
        overlap: [least, most],
      } as const;
      const scene = randomRoom(stream(1), { solids: 4 });
      const views = await drawOverlapping(gpu, scene, { ...options, random: stream(3) });
      equal(views.length, 6);
      const matrix = overlapMatrix(views);
      const share = (i: number, j: number) => Math.min(matrix[i]![j]!, matrix[j]![i]!);
      const linked = new Set([0]);
      for (let round = 0; round < 6; round++) {
        for (const i of [...linked]) {
          matrix.forEach((_, j) => {
            if (i !== j) assert(share(i, j) <= most);
            if (share(i, j) >= least) linked.add(j);
          });
        }
      }
      equal(linked.size, 6);
      const again = await drawOverlapping(gpu, scene, { ...options, random: stream(3) });
      deepEqual(again.map(({ pose }) => pose), views.map(({ pose }) => pose));
    },
  );
}

gpuTest("drawOverlapping() gives its views in any order", async (gpu) => {
  // places come in order from left to right, seen side by side
  const drawn = await drawOverlapping(gpu, { solids: [wall] }, {
    camera: pinhole({ width: 20, height: 16, fieldOfView: 2 * Math.atan(1 / 2) }),
    views: 12,
    random: stream(5),
    propose: (() => {
      let i = 0;
      return () => facing(i++ / 2, 1);
    })(),
    overlap: [0.4, 0.6],
  });
  const places = drawn.map(({ pose }) => 2 * pose.translation[0]);
  deepEqual(places.toSorted((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert(places.some((x, i) => x !== i));
});

gpuTest("drawOverlapping() gives up where no pose will do", async (gpu) => {
  const options = {
    camera: pinhole({ width: 4, height: 4, fieldOfView: 0.5 }),
    views: 2,
    random: stream(1),
    propose: () => facing(0, 1),
  };
  await assert.rejects(drawOverlapping(gpu, { solids: [wall] }, options), {
    name: "RangeError",
    message: "Cannot draw views: of 2048 poses 1 overlap by 0.3 to 0.7, wanted 2\n" +
      "Try: a wider range, or poses that look at the same more or less often",
  });
  await assert.rejects(
    drawOverlapping(gpu, { solids: [wall] }, { ...options, overlap: [0.5, 0.2] }),
    {
      message: "Cannot draw views: overlaps from 0.5 to 0.2, wanted shares from 0 to 1 that rise",
    },
  );
});
