import assert from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  compose,
  IDENTITY,
  invert,
  norm,
  rotationAngle,
  subtract,
  transformPoint,
} from "@rederive/lib/geometry";
import { noGrad, openScope, read, tensor } from "@rederive/lib/tensor";
import { stream } from "@rederive/lib/random";
import {
  errorsOf,
  inDegrees,
  predict,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/evaluate.ts";
import { PairNetwork } from "../../../notebooks/3d-reconstruction/relative-pose-network/network.ts";
import { LOGGED, train } from "../../../notebooks/3d-reconstruction/relative-pose-network/train.ts";
import {
  CAMERA,
  drawPairs,
  packPoses,
  patchesOf,
  roomOf,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/views.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest(
  "pairs are what their cameras see, patch by patch, and their poses are inverse",
  async (gpu) => {
    const pairs = await drawPairs(gpu, roomOf(7), { count: 24, seed: 3 });
    assert.deepEqual(pairs.patches.map(({ length }) => length), [24 * 768, 24 * 768]);
    for (const [i, [inA, inB]] of pairs.relative.entries()) {
      const [a, b] = pairs.cameras[i]!;
      const centre = transformPoint(invert(a), b.translation);
      assert(norm(subtract(inA.translation, centre)) < 1e-12);
      const round = compose(inA, inB);
      assert(norm(round.translation) < 1e-12 && rotationAngle(round.rotation, IDENTITY) < 1e-12);
    }
    // headings within 40 degrees to either side, tilts of some degrees: two of them differ by some 30
    const { rotation } = inDegrees(errorsOf(
      pairs.relative.map(([, { translation }]) => {
        const still = { rotation: IDENTITY, translation };
        return [still, still];
      }),
      pairs,
    ));
    assert(rotation > 20 && rotation < 40, `${rotation}`);
  },
);

gpuTest("a patch holds the colours of its own 4 x 4 pixels", async (gpu) => {
  const pose = { rotation: IDENTITY, translation: [0, 0, 0] } as const;
  // a ball that covers the lower right corner alone
  const ball = {
    solids: [{
      shape: { kind: "sphere", radius: 1 },
      pose: { rotation: IDENTITY, translation: [3, 3, 4] },
      paint: { colour: [1, 0, 0] },
    }],
    ambient: 1,
  } as const;
  const patches = await patchesOf(gpu, ball, [pose]);
  const bright = Array.from({ length: 16 }, (_, patch) => {
    const own = patches.subarray(48 * patch, 48 * patch + 48);
    return own.reduce((count, v, i) => count + Number(i % 3 === 0 && v > 1), 0);
  });
  assert.equal(CAMERA.width, 16);
  assert(bright[15]! > 3);
  for (const patch of [0, 1, 2, 3, 4, 8, 12]) assert.equal(bright[patch], 0);
});

gpuTest(
  "with shared branches swapped pictures swap what is said; with own ones they do not",
  async (gpu) => {
    using _scope = openScope(gpu);
    const { patches, count } = await drawPairs(gpu, roomOf(7), { count: 5, seed: 4 });
    const [a, b] = patches.map((each) =>
      tensor(gpu, Float32Array.from(each), { shape: [count, 16, 48] })
    );
    for (const isShared of [true, false]) {
      using network = new PairNetwork(gpu, { random: stream(1), isShared });
      const there = await read(noGrad(() => network.forward(a!, b!)));
      const back = await read(noGrad(() => network.forward(b!, a!)));
      const swapped = [...back.subarray(12 * count), ...back.subarray(0, 12 * count)];
      const off = Math.max(...swapped.map((v, i) => Math.abs(v - there[i]!)));
      assert(isShared ? off < 1e-6 : off > 0.01, `${isShared}: ${off}`);
    }
  },
);

gpuTest("a blind network does not see the other picture; one that is not does", async (gpu) => {
  const pairs = await drawPairs(gpu, roomOf(7), { count: 4, seed: 5 });
  const others = await drawPairs(gpu, roomOf(8), { count: 4, seed: 6 });
  using network = new PairNetwork(gpu, { random: stream(2) });
  const mixed = { ...pairs, patches: [pairs.patches[0], others.patches[1]] as const };
  for (const isBlind of [true, false]) {
    const [plain, changed] = [
      await predict(gpu, network, pairs, { isBlind }),
      await predict(gpu, network, mixed, { isBlind }),
    ];
    const off = Math.max(
      ...plain.map(([ofA], i) => norm(subtract(ofA.translation, changed[i]![0].translation))),
    );
    assert(isBlind ? off < 1e-6 : off > 1e-4, `${isBlind}: ${off}`);
  }
});

gpuTest("training on few pairs lowers their error, the same way each time", async (gpu) => {
  const pairs = await drawPairs(gpu, roomOf(7), { count: 16, seed: 7 });
  const runs = [];
  for (let run = 0; run < 2; run++) {
    using network = new PairNetwork(gpu, { random: stream(3) });
    const before = inDegrees(errorsOf(await predict(gpu, network, pairs), pairs));
    const options = { seed: 1, steps: 60, learningRate: 0.005 };
    const losses = await train(gpu, network, pairs, options);
    const after = inDegrees(errorsOf(await predict(gpu, network, pairs), pairs));
    assert.equal(losses.length, LOGGED);
    assert(after.direction < 0.7 * before.direction, `${before.direction} ${after.direction}`);
    runs.push(losses);
  }
  assert.deepEqual(runs[0], runs[1]);
});

Deno.test("poses are packed rows first", () => {
  const pose = { rotation: IDENTITY, translation: [1, 2, 3] } as const;
  const { rotations, translations } = packPoses([pose, { ...pose, translation: [4, 5, 6] }]);
  assertClose(rotations, [...IDENTITY, ...IDENTITY], { abs: 0, rel: 0 });
  assertClose(translations, [1, 2, 3, 4, 5, 6], { abs: 0, rel: 0 });
});
