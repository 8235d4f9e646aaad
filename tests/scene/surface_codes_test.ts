import assert, { strictEqual as equal } from "node:assert/strict";
import { lookAt, pinhole } from "@rederive/lib/camera";
import { expRotation, type Pose, type Vec3 } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { truePairs } from "@rederive/lib/matching";
import { readViews, type Scene, type SceneView, surfaceCodes } from "@rederive/lib/scene";
import { gpuTest } from "../gpu/with_gpu.ts";
import { camera, poses, scenes } from "./scenes.ts";

const paint = { colour: [1, 1, 1] } as const;
const turned = (w: Vec3, translation: Vec3): Pose => ({ rotation: expRotation(w), translation });

/** A room with one of each kind in it. */
const scene: Scene = {
  solids: [
    { shape: { kind: "box", size: [6, 6, 3] }, pose: turned([0, 0, 0], [0, 0, 1.5]), paint },
    { shape: { kind: "sphere", radius: 0.5 }, pose: turned([0.4, 0, 1], [-1, 0.5, 0.5]), paint },
    {
      shape: { kind: "cylinder", radius: 0.4, height: 1 },
      pose: turned([0, 0, 0], [1, 0.5, 0.5]),
      paint,
    },
    {
      shape: { kind: "box", size: [0.6, 0.6, 1] },
      pose: turned([0, 0, 0.5], [0, -0.8, 0.5]),
      paint,
    },
  ],
};

const codeAt = (codes: Float32Array, i: number, channels: number) =>
  codes.subarray(i * channels, (i + 1) * channels);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
const pointAt = ({ points }: SceneView, i: number) => points.subarray(3 * i, 3 * i + 3);
const apart = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((x, k) => x - b[k]!));

/** Codes of what is seen in the middle of a picture. */
async function middle(gpu: Gpu, seen: Scene, { from, at }: { from: Vec3; at: Vec3 }) {
  const eye = pinhole({ width: 3, height: 3, fieldOfView: 0.1 });
  const [view] = await readViews(gpu, seen, { camera: eye, poses: [lookAt({ from, at })] });
  return { id: view!.ids[4], code: codeAt(surfaceCodes(seen, view!, { channels: 32 }), 4, 32) };
}

gpuTest("surfaceCodes() of a point are the same from wherever it is seen", async (gpu) => {
  const tops: [Vec3, number][] = [[[-1, 0.5, 1], 2], [[1, 0.5, 1], 3], [[0.1, -0.8, 1], 4], [[
    2,
    2,
    0,
  ], 1]];
  for (const [at, id] of tops) {
    const places: Vec3[] = [[0.3, 0.2, 2.5], [-2.5, 2, 2.8], [2.4, -2.6, 2]];
    const codes = await Promise.all(places.map((from) => middle(gpu, scene, { from, at })));
    for (const each of codes) {
      equal(each.id, id);
      // points in f32 are off by some 2^-22, and the steepest of 16 waves turns by 12 a unit
      assert(apart(each.code, codes[0]!.code) < 2e-5);
    }
  }
});

gpuTest("surfaceCodes() move with their solid", async (gpu) => {
  const at: Vec3 = [-1, 0.5, 1];
  const before = await middle(gpu, scene, { from: [0.3, 0.2, 2.5], at });
  const move = turned([0, 0, 1.2], [0.3, -0.2, 0]);
  const [room, ball, ...others] = scene.solids;
  const rotation = expRotation([0, 0, 1.2]);
  const pose = ball!.pose!;
  const product = [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) =>
      [0, 1, 2].reduce((sum, k) => sum + rotation[3 * row + k]! * pose.rotation[3 * k + column]!, 0)
    )
  ) as unknown as Pose["rotation"];
  const there: Vec3 = [
    pose.translation[0] + move.translation[0],
    pose.translation[1] + move.translation[1],
    pose.translation[2],
  ];
  const moved: Scene = {
    solids: [room!, { ...ball!, pose: { rotation: product, translation: there } }, ...others],
  };
  // turned about z: its top stays its top
  const after = await middle(gpu, moved, { from: [0.3, 0.2, 2.5], at: [there[0], there[1], 1] });
  equal(after.id, 2);
  assert(apart(after.code, before.code) < 2e-5);
  const still = await middle(gpu, scene, { from: [0.3, 0.2, 2.5], at: [there[0], there[1], 0] });
  assert(apart(still.code, before.code) > 0.5);
});

gpuTest(
  "surfaceCodes() are unit, 0 where nothing is seen, and drawn from the seed",
  async (gpu) => {
    const [view] = await readViews(gpu, scenes["a sphere in stripes"]!, { camera, poses });
    const codes = surfaceCodes(scenes["a sphere in stripes"]!, view!, { channels: 10 });
    equal(codes.length, 10 * view!.ids.length);
    for (const [i, id] of view!.ids.entries()) {
      const code = codeAt(codes, i, 10);
      assert(Math.abs(dot(code, code) - Number(id > 0)) < 1e-6);
    }
    const same = surfaceCodes(scenes["a sphere in stripes"]!, view!, { channels: 10 });
    equal(same.findIndex((x, i) => x !== codes[i]), -1);
    const other = surfaceCodes(scenes["a sphere in stripes"]!, view!, { channels: 10, seed: 1 });
    const i = view!.ids.indexOf(1);
    assert(apart(codeAt(codes, i, 10), codeAt(other, i, 10)) > 0.1);
  },
);

gpuTest(
  "surfaceCodes() fall off as a Gaussian on a solid, and from solid to solid are strangers",
  async (gpu) => {
    const [channels, width] = [4096, 0.4];
    const [view] = await readViews(gpu, scene, {
      camera: pinhole({ width: 19, height: 17, fieldOfView: 1.4 }),
      poses: [lookAt({ from: [0.3, -2.8, 2.4], at: [0, 0.4, 0.4] })],
    });
    const codes = surfaceCodes(scene, view!, { channels, width });
    equal(new Set(view!.ids).size, 4);
    let worst = 0;
    for (let i = 0; i < view!.ids.length; i += 3) {
      for (let j = 0; j < i; j += 2) {
        const isOne = view!.ids[i] === view!.ids[j];
        const d = apart(pointAt(view!, i), pointAt(view!, j));
        const want = isOne ? Math.exp(-d * d / (2 * width * width)) : 0;
        const got = dot(codeAt(codes, i, channels), codeAt(codes, j, channels));
        worst = Math.max(worst, Math.abs(got - want));
      }
    }
    // the largest of some 8000 normal errors is under 4.5 deviations but once in a hundred thousand times
    assert(worst < 5.5 / Math.sqrt(channels), `${worst}`);
  },
);

gpuTest(
  "surfaceCodes() are nobody else's: the nearest code in another view is the true partner",
  async (gpu) => {
    const eye = pinhole({ width: 32, height: 32, fieldOfView: 1.2 });
    const [first, second] = await readViews(gpu, scene, {
      camera: eye,
      poses: [
        lookAt({ from: [0.3, -2.8, 2], at: [0, 0.4, 0.4] }),
        lookAt({ from: [0.8, -2.6, 2.1], at: [0, 0.4, 0.5] }),
      ],
    }) as [SceneView, SceneView];
    const [a, b] = [first, second].map((view) => surfaceCodes(scene, view)) as [
      Float32Array,
      Float32Array,
    ];
    const pairs = truePairs(first, second);
    assert(pairs.length > 400, `${pairs.length} pairs`);
    let right = 0;
    for (const [i, j] of pairs) {
      const code = codeAt(a, i, 64);
      let [best, at] = [-Infinity, -1];
      for (let k = 0; k < 32 * 32; k++) {
        const product = dot(code, codeAt(b, k, 64));
        if (product > best) [best, at] = [product, k];
      }
      const off = Math.hypot(at % 32 - j % 32, Math.floor(at / 32) - Math.floor(j / 32));
      if (off < 1.5) right++;
      assert(off < 4, `${i}: ${off}`);
    }
    // a partner is the pixel that the point falls into, whose middle shows what is up to half a pixel off
    assert(right > 0.97 * pairs.length, `${right} of ${pairs.length}`);
  },
);

gpuTest("surfaceCodes() refuse odd channels and no width", async (gpu) => {
  const [view] = await readViews(gpu, scene, { camera, poses });
  assert.throws(() => surfaceCodes(scene, view!, { channels: 7 }), {
    name: "RangeError",
    message: "Cannot code surfaces: 7 channels, wanted an even number above 0",
  });
  assert.throws(() => surfaceCodes(scene, view!, { width: 0 }), {
    name: "RangeError",
    message: "Cannot code surfaces: the width is 0, wanted one above 0",
  });
});
