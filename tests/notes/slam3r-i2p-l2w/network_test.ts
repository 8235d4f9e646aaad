import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { stream } from "@rederive/lib/random";
import { noGrad, openScope, read, slice, tensor } from "@rederive/lib/tensor";
import { Decoder } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/decoder.ts";
import { dependence } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/dependence.ts";
import {
  ask,
  hitsOf,
  truthOf,
} from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/evaluate.ts";
import { MergeBlock } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/merge_block.ts";
import { Registrar } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/network.ts";
import { drawExamples, ROOMS } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/rooms.ts";
import { makeNetwork } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/runs.ts";
import { LOGGED, train } from "../../../notebooks/3d-reconstruction/slam3r-i2p-l2w/train.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const normals = (seed: number, count: number) => {
  const random = stream(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};

gpuTest(
  "a block with equal others is the same by maximum and mean, and not by sum",
  async (gpu) => {
    const said = async (merge: "max" | "mean" | "sum") => {
      using _scope = openScope(gpu);
      using block = new MergeBlock(gpu, { channels: 8, heads: 2, merge, random: stream(1) });
      const x = tensor(gpu, normals(2, 24), { shape: [1, 3, 8] });
      const one = normals(3, 24);
      const others = tensor(gpu, Float32Array.of(...one, ...one), { shape: [1, 2, 3, 8] });
      return await read(noGrad(() => block.forward(x, others)));
    };
    const max = await said("max");
    assertClose(await said("mean"), max, { abs: 1e-5, rel: 0 });
    ok((await said("sum")).some((y, i) => Math.abs(y - max[i]!) > 0.01));
  },
);

gpuTest("dependence() finds what a function looks at", async (gpu) => {
  const rows = await dependence(gpu, { frames: normals(4, 6), replaced: normals(5, 6) }, {
    count: 3,
    shape: [2],
    forward: (frames) => [slice(frames, [null, [0, 2]]), slice(frames, [null, [2, 3]])],
  });
  deepEqual(rows, [[true, true, false], [false, false, true]]);
  using decoder = new Decoder(gpu, { channels: 8, heads: 2, layers: 1, random: stream(6) });
  using key = tensor(gpu, normals(7, 16), { shape: [1, 2, 8] });
  const alone = await dependence(gpu, { frames: normals(8, 48), replaced: normals(9, 48) }, {
    count: 3,
    shape: [2, 8],
    forward: (others) => [decoder.forward({ key, others }).key],
  });
  deepEqual(alone, [[true, true, true]]);
});

gpuTest(
  "whoever sees only points, or only pictures, hits one of four; examples say so",
  async (gpu) => {
    const examples = drawExamples(stream(10), { room: ROOMS.painted, count: 64, isTurned: true });
    for (const told of ["points", "image"] as const) {
      using network = new Registrar(gpu, { random: stream(11), told });
      equal(hitsOf(await ask(gpu, network, examples), examples), 0.25, told);
    }
    const plain = drawExamples(stream(12), { room: ROOMS.plain, count: 64, isTurned: true });
    using network = new Registrar(gpu, { random: stream(13), told: "both" });
    equal(hitsOf(await ask(gpu, network, plain), plain), 0.25);
    // and the truth itself always hits
    equal(hitsOf({ key: truthOf(examples, "key") }, examples), 1);
  },
);

gpuTest(
  "a training gives its first losses, the same ones each time, and they fall",
  async (gpu) => {
    const losses = async () => {
      const run = { told: "both", seed: 5 } as const;
      using network = makeNetwork(gpu, run);
      return await train(gpu, network, run, { steps: 200, stop: LOGGED, learningRate: 0.006 });
    };
    const [first, again] = [await losses(), await losses()];
    equal(first.length, LOGGED);
    deepEqual(first, again);
    ok(first.at(-1)! < first[0]!);
  },
);
