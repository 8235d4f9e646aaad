import assert from "node:assert/strict";
import { compose, expRotation, invert, norm, type Pose, subtract } from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import {
  crossAttention,
  shareRight,
  strongest,
  truePatches,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/attention_hits.ts";
import {
  apart,
  localise,
  retrieve,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/localise.ts";
import { PairNetwork } from "../../../notebooks/3d-reconstruction/relative-pose-network/network.ts";
import { pairTiles } from "../../../notebooks/3d-reconstruction/relative-pose-network/pair_tiles.ts";
import {
  relativeTo,
  searchRoom,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/search_room.ts";
import {
  anyCamera,
  drawPairs,
  roomOf,
} from "../../../notebooks/3d-reconstruction/relative-pose-network/views.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

Deno.test("exact clues of any length localise the query", () => {
  for (let seed = 0; seed < 20; seed++) {
    const random = stream(seed);
    const query = anyCamera(random);
    const clues = Array.from({ length: 4 }, () => {
      const picture = anyCamera(random);
      const { rotation, translation } = compose(invert(picture), query);
      const size = 0.5 + random.uniform();
      const [x, y, z] = translation;
      return {
        picture,
        queryInPicture: { rotation, translation: [size * x, size * y, size * z] } as Pose,
      };
    });
    const { distance, turn } = apart(localise(clues), query);
    assert(distance < 1e-9 && turn < 1e-5, `${distance} ${turn}`);
  }
});

Deno.test("apart() tells a distance and an angle in degrees", () => {
  const a: Pose = { rotation: expRotation([0, 0, 0]), translation: [1, 2, 3] };
  const b: Pose = { rotation: expRotation([0, 0.5, 0]), translation: [1, 5, 7] };
  const { distance, turn } = apart(a, b);
  assert(Math.abs(distance - 5) < 1e-14 && Math.abs(turn - 90 / Math.PI) < 1e-12);
});

Deno.test("retrieve() puts the most alike first", () => {
  const pictures = [[0, 0], [5, 5], [1, 1]].map((each) => Float32Array.from(each));
  assert.deepEqual(retrieve(Float32Array.of(0.9, 1), pictures), [2, 0, 1]);
});

gpuTest(
  "a search pairs each query with pictures of the database, its own view first",
  async (gpu) => {
    const options = { pictures: 10, queries: 6, most: 4, seed: 1 };
    const { queries, pairs } = await searchRoom(gpu, roomOf(7), options);
    assert.equal(pairs.count, 24);
    pairs.cameras.forEach(([, query], i) => assert.equal(query, queries[Math.floor(i / 4)]));
    for (let q = 0; q < 6; q++) {
      const alike = (i: number) => {
        const [a, b] = pairs.patches.map((each) => each.subarray(768 * i, 768 * (i + 1)));
        return a!.reduce((sum, v, k) => sum + (v - b![k]!) ** 2, 0);
      };
      for (let rank = 1; rank < 4; rank++) assert(alike(4 * q + rank) >= alike(4 * q + rank - 1));
    }
    const exact = relativeTo(pairs, { noise: 0, seed: 1 });
    const clues = [0, 1, 2, 3].map((i) => {
      return { picture: pairs.cameras[i]![0], queryInPicture: exact[i]! };
    });
    assert(apart(localise(clues), queries[0]!).distance < 1e-9);
    const noisy = relativeTo(pairs, { noise: 0.1, seed: 1 });
    const moved = noisy.map((pose, i) => norm(subtract(pose.translation, exact[i]!.translation)));
    assert(Math.min(...moved) > 0);
  },
);

gpuTest(
  "attention is a share of 16 patches, and a picture's true patches of itself are its own",
  async (gpu) => {
    const room = roomOf(7);
    const pairs = await drawPairs(gpu, room, { count: 3, seed: 8 });
    using network = new PairNetwork(gpu, { random: stream(1) });
    const attention = await crossAttention(gpu, network, pairs);
    assert.equal(attention.length, 3 * 256);
    for (let row = 0; row < 48; row++) {
      const own = attention.subarray(16 * row, 16 * row + 16);
      assert(Math.abs(own.reduce((sum, v) => sum + v, 0) - 1) < 1e-5);
      assert.equal(own[strongest(attention, row)], Math.max(...own));
    }
    const same = pairs.cameras.map(([a]) => [a, a] as const);
    const itself = await truePatches(gpu, room, same);
    assert.deepEqual([...itself], Array.from({ length: 48 }, (_, i) => i % 16));
    const others = await truePatches(gpu, room, pairs.cameras);
    assert(others.some((patch) => patch < 0) || others.some((patch, i) => patch !== i % 16));
  },
);

gpuTest(
  "what is attended to does change what a decoder gives as crossAttention() says",
  async (gpu) => {
    // the first branch's attention depends on both pictures
    const pairs = await drawPairs(gpu, roomOf(7), { count: 2, seed: 9 });
    using network = new PairNetwork(gpu, { random: stream(2) });
    const plain = await crossAttention(gpu, network, pairs);
    const swapped = await crossAttention(gpu, network, {
      ...pairs,
      patches: [pairs.patches[0], pairs.patches[0]],
    });
    assert(plain.some((v, i) => Math.abs(v - swapped[i]!) > 1e-4));
  },
);

Deno.test("shareRight() counts patches that have a partner", () => {
  const truth = Int32Array.of(3, -1, 5, 5);
  assert.equal(shareRight(truth, () => 5), 2 / 3);
});

Deno.test("a tile has the colours of its patches, where they belong", () => {
  const patches = new Float32Array(768).fill(-1.5); // black
  // the pixel in column 6 of row 9: patch 9, and 2 to the right, 1 down within it
  patches.set([2.5, 0.5, -1.5], (9 * 16 + 6) * 3);
  const [{ tile }] = pairTiles(
    { patches: [patches, patches], count: 1, cameras: [], relative: [] },
    1,
  ) as [ReturnType<typeof pairTiles>[0]];
  assert.deepEqual([...tile.at(6, 9)], [1, 0, -1]);
  assert.deepEqual([...tile.at(5, 9)], [-1, -1, -1]);
});
