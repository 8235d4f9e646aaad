import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { orbit, pinhole, unproject } from "@rederive/lib/camera";
import { expRotation, IDENTITY, type Pose, type Vec3 } from "@rederive/lib/geometry";
import { castRays, readViews, type Scene, type Solid } from "@rederive/lib/scene";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { camera, listed, listedAt, lookThrough, poses, scenes } from "./scenes.ts";

/**
 * f32 rounds the direction of a ray by some units of 2^-24, a hundredth of this many pixels. What the
 * exact scene shows within this distance is how far a result may be off, but for its own rounding.
 */
const SHIFT = 2 ** -12;
const SHIFTS = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;

/** On an edge of a solid, a face or a cell of its pattern the result may be that of either side. */
const ON_AN_EDGE = 0.02;

for (const [name, scene] of Object.entries(scenes)) {
  gpuTest(`castRays() sees what the f64 reference sees of ${name}`, async (gpu) => {
    let [edges, hits] = [0, 0];
    for (const view of await readViews(gpu, scene, { camera, poses })) {
      for (let i = 0; i < view.mask.length; i++) {
        const [u, v] = [i % camera.width + 0.5, Math.floor(i / camera.width) + 0.5];
        const hit = lookThrough(scene, view.pose, [u, v]);
        const want = listed(hit);
        const near = SHIFTS.map(([du, dv]) =>
          lookThrough(scene, view.pose, [u + du * SHIFT, v + dv * SHIFT])
        );
        const slack = want.map((x, k) =>
          Math.max(...near.map((one) => Math.abs(listed(one)[k]! - x)))
        );
        const isEdge = near.some((one) => one?.id !== hit?.id) ||
          Math.max(...slack.slice(4)) > ON_AN_EDGE;
        if (isEdge) edges++;
        if (isEdge) continue;
        hits += Number(hit !== null);
        assert.equal(view.ids[i], hit?.id ?? 0);
        assert.equal(view.mask[i], Number(hit !== null));
        const got = listedAt(view, i);
        const size = 1 + Math.abs(want[0]!);
        got.forEach((x, k) => {
          // origin, depth and point each round a few times
          const most = slack[k]! + 32 * 2 ** -24 * size;
          assert(
            Math.abs(x - want[k]!) <= most,
            `${name}, pixel ${i}, part ${k}: ${x}, ${want[k]}`,
          );
        });
      }
    }
    const all = poses.length * camera.width * camera.height;
    assert(edges <= 0.02 * all, `${edges} of ${all} pixels lie on edges`);
    if (scene.solids.length > 0) assert(hits > 100);
  });
}

gpuTest("castRays() gives points that are the pixels' rays at their depths", async (gpu) => {
  for (const view of await readViews(gpu, scenes["a room"]!, { camera, poses })) {
    for (let i = 0; i < view.mask.length; i++) {
      const pixel = [i % camera.width + 0.5, Math.floor(i / camera.width) + 0.5] as const;
      const want = unproject(camera, view.pose, pixel, view.depth[i]!);
      const [x, y, z] = view.points.subarray(3 * i, 3 * i + 3);
      assert(Math.hypot(x! - want[0], y! - want[1], z! - want[2]) < 2e-6 * (1 + view.depth[i]!));
    }
  }
});

/** A camera at the origin that looks along z. */
const still: Pose = { rotation: IDENTITY, translation: [0, 0, 0] };

gpuTest("castRays() meets a sphere, a wall and a room where they are", async (gpu) => {
  const eye = pinhole({ width: 1, height: 1, fieldOfView: 1 });
  const paint = { colour: [1, 1, 1] } as const;
  const at = (z: number) => ({ rotation: IDENTITY, translation: [0, 0, z] }) as const;
  const cases: [Scene["solids"][0]["shape"], Pose, number, number][] = [
    [{ kind: "sphere", radius: 2 }, at(5), 3, -1],
    [{ kind: "sphere", radius: 2 }, at(1), 3, -1], // from inside
    [{ kind: "sphere", radius: 2 }, at(-5), 0, 0], // behind
    [{ kind: "box", size: [1, 1, 6] }, at(5), 2, -1],
    [{ kind: "box", size: [1, 1, 6] }, at(1), 4, -1],
    [{ kind: "plane" }, at(7), 7, -1],
    [{ kind: "plane" }, at(-7), 0, 0],
  ];
  for (const [shape, pose, depth, normal] of cases) {
    using views = await castRays(gpu, { solids: [{ shape, pose, paint }] }, {
      camera: eye,
      poses: [still],
    });
    const [depths, normals] = await gpu.readMany([views.depth, views.normals]);
    assert.deepEqual([...depths, ...normals].map((x) => x + 0), [depth, 0, 0, normal]);
  }
}, { families: BOTH });

gpuTest("castRays() meets a cylinder's side and ends where they are", async (gpu) => {
  const eye = pinhole({ width: 1, height: 1, fieldOfView: 1 });
  const lying = expRotation([0, Math.PI / 2, 0]); // its axis along x
  const drum = { kind: "cylinder", radius: 2, height: 6 } as const;
  const cases: [rotation: Pose["rotation"], at: Vec3, depth: number, normal: Vec3][] = [
    [IDENTITY, [0, 0, 5], 2, [0, 0, -1]], // along the axis: to the end
    [IDENTITY, [0, 0, 1], 4, [0, 0, -1]], // from within
    [IDENTITY, [0, 0, -4], 0, [0, 0, 0]], // behind
    [IDENTITY, [1.9, 0, 5], 2, [0, 0, -1]],
    [IDENTITY, [2.1, 0, 5], 0, [0, 0, 0]], // along the side, and past it
    [lying, [0, 0, 5], 3, [0, 0, -1]], // across the axis: to the side
    [lying, [0, 0, 1], 3, [0, 0, -1]],
    [lying, [2.9, 0, 5], 3, [0, 0, -1]],
    [lying, [3.1, 0, 5], 0, [0, 0, 0]], // past the end
    [lying, [0, -1.2, 5], 5 - 1.6, [0, 0.6, -0.8]], // 3 : 4 : 5
    [lying, [0, 2 - 2 ** -20, 5], 5 - 2 ** -9, [0, -1 + 2 ** -21, -(2 ** -10)]], // nearly a tangent
    [lying, [0, 2 + 2 ** -20, 5], 0, [0, 0, 0]],
  ];
  for (const [i, [rotation, translation, depth, normal]] of cases.entries()) {
    const paint = { colour: [1, 1, 1] } as const;
    const solids = [{ shape: drum, pose: { rotation, translation }, paint }];
    using views = await castRays(gpu, { solids }, { camera: eye, poses: [still] });
    const got = (await gpu.readMany([views.depth, views.normals])).flatMap((part) => [...part]);
    [depth, ...normal].forEach((want, k) => {
      // a radius squared is rounded by 2^-23, and 2^-18 of it are left beside the tangent
      const most = i < 10 ? 1e-6 : 2e-4;
      assert(Math.abs(got[k]! - want) <= most, `case ${i}, part ${k}: ${got[k]}, wanted ${want}`);
    });
  }
}, { families: BOTH });

gpuTest("castRays() sees a slim far cylinder as wide as it is", async (gpu) => {
  // 1000 away and 1 thick: o o - r r would have lost it
  const eye = pinhole({ width: 65, height: 1, fieldOfView: 2 * Math.atan(65 / 16e3) });
  const pole: Solid = {
    shape: { kind: "cylinder", radius: 1, height: 10 },
    pose: { rotation: expRotation([Math.PI / 2, 0, 0]), translation: [0, 0, 1000] },
    paint: { colour: [1, 1, 1] },
  };
  const [view] = await readViews(gpu, { solids: [pole] }, { camera: eye, poses: [still] });
  // at 999 or so a pixel is 1/8 wide: 16 pixels, the middle one counted
  equal([...view!.mask].reduce((sum, one) => sum + one), 15 + 2 * Number(view!.mask[24]));
  deepEqual([...view!.mask], [...view!.mask].reverse());
  for (let i = 26; i < 39; i++) {
    const u = (i - 32) / 8000;
    const depth = (1000 - Math.sqrt(1e6 - (1 + u * u) * (1e6 - 1))) / (1 + u * u);
    assert(Math.abs(view!.depth[i]! - depth) < 1e-3, `${i}: ${view!.depth[i]}, ${depth}`);
  }
}, { families: BOTH });

gpuTest("castRays() sees a long tube from within, close to its side", async (gpu) => {
  const eye = pinhole({ width: 3, height: 1, fieldOfView: 2 * Math.atan(1.5 / 1000) });
  const middle = Math.fround(-0.999);
  const tube: Solid = {
    shape: { kind: "cylinder", radius: 1, height: 8192 },
    pose: { rotation: IDENTITY, translation: [middle, 0, 0] },
    paint: { colour: [1, 1, 1] },
  };
  const [view] = await readViews(gpu, { solids: [tube] }, { camera: eye, poses: [still] });
  // rays climb by 1 / 1000: across the tube, to its end, and to the side 1 / 1000 away
  for (const [i, want] of [1000 * (1 - middle), 4096, 1000 * (1 + middle)].entries()) {
    const got = view!.depth[i]!;
    assert(Math.abs(got - want) < 2e-6 * want, `${i}: ${got}, wanted ${want}`);
  }
}, { families: BOTH });

gpuTest("castRays() sees the solid that comes first where two are in one place", async (gpu) => {
  const eye = pinhole({ width: 1, height: 1, fieldOfView: 1 });
  const at = (z: number) => ({ rotation: IDENTITY, translation: [0, 0, z] }) as const;
  const paint = { colour: [1, 1, 1] } as const;
  const solids: Solid[] = [
    { shape: { kind: "sphere", radius: 2 }, pose: at(5), paint },
    { shape: { kind: "plane" }, pose: at(3), paint },
    { shape: { kind: "box", size: [1, 1, 4] }, pose: at(5), paint },
    { shape: { kind: "cylinder", radius: 1, height: 4 }, pose: at(5), paint },
  ];
  for (const first of solids) {
    const others = solids.filter((each) => each !== first);
    const orders = [[first, ...others], [...others, first], [
      others[0]!,
      first,
      ...others.slice(1),
    ]];
    for (const order of orders) {
      const [view] = await readViews(gpu, { solids: order }, { camera: eye, poses: [still] });
      assert.deepEqual([view!.ids[0], view!.depth[0]], [1, 3]);
    }
  }
  const behind: Solid = { shape: { kind: "box", size: [1, 1, 4] }, pose: at(9), paint };
  const [view] = await readViews(gpu, { solids: [behind, solids[1]!, solids[0]!] }, {
    camera: eye,
    poses: [still],
  });
  assert.equal(view!.ids[0], 2);
}, { families: BOTH });

gpuTest("castRays() lights by the cosine, and mixes in what comes from everywhere", async (gpu) => {
  const eye = pinhole({ width: 1, height: 1, fieldOfView: 1 });
  const wall = {
    shape: { kind: "plane" },
    pose: { rotation: IDENTITY, translation: [0, 0, 2] },
    paint: { colour: [1, 0.5, 0] },
  } as const;
  // the wall's normal is -z: 60 degrees from this light; the other is behind it
  for (
    const [light, share] of [[[Math.sqrt(3), 0, -1], 0.25 + 0.75 / 2], [[0, 0, 1], 0.25]] as const
  ) {
    const [view] = await readViews(gpu, { solids: [wall], light, ambient: 0.25 }, {
      camera: eye,
      poses: [still],
    });
    assert(Math.abs(view!.rgb[0]! - share) < 1e-6 && Math.abs(view!.rgb[1]! - share / 2) < 1e-6);
    assert.equal(view!.rgb[2], 0);
  }
});

for (
  const [width, height, views] of [[1, 1, 1], [63, 1, 1], [8, 8, 1], [13, 5, 1], [
    31,
    29,
    7,
  ]] as const
) {
  gpuTest(
    `castRays() sees ${views} views of ${width} x ${height} one by one and together`,
    async (gpu) => {
      const eye = pinhole({ width, height, fieldOfView: 1 });
      const scene = scenes["a room"]!;
      const around = orbit({ radius: 2, height: 1, views });
      const together = await readViews(gpu, scene, { camera: eye, poses: around });
      for (const [i, pose] of around.entries()) {
        const [alone] = await readViews(gpu, scene, { camera: eye, poses: [pose] });
        const same = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          a.length === b.length && Array.from(a).every((x, k) => x === b[k]);
        assert(same(together[i]!.rgb, alone!.rgb) && same(together[i]!.depth, alone!.depth));
        assert(same(together[i]!.ids, alone!.ids) && same(together[i]!.points, alone!.points));
      }
    },
  );
}

gpuTest("castRays() refuses what is no scene, and gives nothing for no view", async (gpu) => {
  const paint = { colour: [1, 1, 1] } as const;
  const refused = async (scene: Scene, message: string | RegExp) =>
    await assert.rejects(castRays(gpu, scene, { camera, poses: [still] }), {
      name: "RangeError",
      message,
    });
  await refused(
    { solids: [{ shape: { kind: "sphere", radius: 0 }, paint }] },
    "Cannot cast rays: the radius of solid 0 is 0, wanted one above 0",
  );
  await refused(
    { solids: [{ shape: { kind: "cylinder", radius: NaN, height: 1 }, paint }] },
    /the radius of solid 0 is NaN, wanted one above 0/,
  );
  await refused(
    { solids: [{ shape: { kind: "cylinder", radius: 1, height: -2 }, paint }] },
    "Cannot cast rays: the height of solid 0 is -2, wanted one above 0",
  );
  await refused(
    { solids: [{ shape: { kind: "box", size: [1, -1, 1] }, paint }] },
    /the size of solid 0 is \[1,-1,1\], wanted edges above 0/,
  );
  await refused(
    { solids: [{ shape: { kind: "plane" }, paint: { ...paint, cell: 0 } }] },
    /the cell of solid 0 is 0, wanted one above 0/,
  );
  const plane = { shape: { kind: "plane" }, paint } as const;
  await refused({ solids: new Array(1025).fill(plane) }, /1025 solids, wanted at most 1024/);
  await refused({ solids: [], light: [0, 0, 0] }, /light is \[0,0,0\], wanted a direction/);
  await refused({ solids: [], ambient: 2 }, /ambient is 2, wanted a share from 0 to 1/);
  const large = pinhole({ width: 8192, height: 8192, fieldOfView: 1 });
  await assert.rejects(
    castRays(gpu, { solids: [] }, { camera: large, poses: [still] }),
    /1 views of 8192 x 8192 pixels takes 805306368 bytes/,
  );
  assert.deepEqual(await readViews(gpu, { solids: [plane] }, { camera, poses: [] }), []);
});
