import { deepStrictEqual as deepEqual, rejects, throws } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { sgd } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

const SIZES = [0, 1, 63, 64, 65, 1000, 1009];
const regimes = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => i % 3 === 0 ? 7 : 1e30 * Math.sin(i * i), // a third are equal
};

for (const n of SIZES) {
  for (const [regime, at] of Object.entries(regimes)) {
    gpuTest(`sort(), argsort() and topK() of rows of ${n}, ${regime}`, async (gpu) => {
      using _scope = t.openScope(gpu);
      const data = Float32Array.from({ length: 3 * n }, (_, i) => at(i));
      const x = t.tensor(gpu, data, { shape: [3, n] });
      const rows = [0, 1, 2].map((r) => data.subarray(r * n, (r + 1) * n));
      const order = rows.map((row) => reference.argsort(row));
      const [sorted, places] = await t.readMany([t.sort(x), t.argsort(x)]);
      deepEqual([...places!], order.flat());
      deepEqual([...sorted!], rows.flatMap((row, r) => order[r]!.map((i) => row[i]!)));
      const k = Math.min(n, 5);
      if (k === 0) return;
      const top = t.topK(t.transpose(x), { k, axis: 0, smallest: true });
      const [values, indices] = await t.readMany(
        [top.values, top.indices].map((each) => t.transpose(each as t.Tensor)),
      );
      deepEqual([...indices!], order.flatMap((row) => row.slice(0, k)));
      deepEqual([...values!], rows.flatMap((row, r) => order[r]!.slice(0, k).map((i) => row[i]!)));
    });
  }
  for (const k of [0, 1, 65]) {
    if (n === 0 && k > 0) continue;
    gpuTest(`takeAlong() and its gradient, ${k} places of ${n}`, async (gpu) => {
      using _scope = t.openScope(gpu);
      const draw = stream(n + k);
      const data = Float32Array.from({ length: 3 * n }, (_, i) => regimes.spiky(i));
      const x = t.tensor(gpu, data, { shape: [3, n] });
      const at = Uint32Array.from({ length: 3 * k }, () => draw.integer(Math.min(n, 40)));
      const g = uniform(gpu, [3, k]);
      const y = t.takeAlong(x, t.tensor(gpu, at, { shape: [3, k] }));
      const [got, back, slope] = await t.readMany([y, g, ...t.vjp(y, [x], g)]);
      deepEqual([...got!], Array.from(at, (place, i) => data[Math.floor(i / k) * n + place]!));
      const sums = new Float64Array(3 * n);
      const sizes = new Float64Array(3 * n);
      for (const [i, place] of at.entries()) {
        sums[Math.floor(i / k) * n + place]! += back![i]!;
        sizes[Math.floor(i / k) * n + place]! += Math.abs(back![i]!);
      }
      // one rounding a number that is added, at most k
      assertClose(slope!, sums, { abs: sizes.map((size) => gamma(k) * size), rel: 0 });
    });
  }
}

gpuTest("the gradient of takeAlong() walks past the longest loop of llvmpipe", async (gpu) => {
  using _scope = t.openScope(gpu);
  const k = 70_000;
  const x = uniform(gpu, [1, 2]);
  const places = t.tensor(gpu, new Uint32Array(k).fill(1), { shape: [1, k] });
  const [slope] = t.grad(t.sum(t.takeAlong(x, places)), [x]);
  deepEqual(await t.read(slope!), Float32Array.of(0, k));
});

for (const n of SIZES) {
  gpuTest(`rows by ${n} computed ids have the gradient of ids that were sent`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const table = uniform(gpu, [13, 5], { seed: 1 });
    const g = uniform(gpu, [n, 5], { seed: 2 });
    const ids = t.argmax(uniform(gpu, [n, 13], { seed: 3 }), { axes: [1] });
    const known = Int32Array.from(await t.read(ids));
    const slopes = [ids, known].flatMap((each) => t.vjp(t.takeRows(table, each), [table], g));
    const [computed, sent] = await t.readMany(slopes);
    deepEqual(computed, sent);
  }, { families: n === 65 ? BOTH : ["cpu"] });
}

gpuTest("toFloats() is exact below 2^24 and rounds above", async (gpu) => {
  using whole = t.tensor(gpu, Int32Array.of(0, -1, 2 ** 24 - 1, -(2 ** 31), 2 ** 24 + 1));
  using words = t.tensor(gpu, Uint32Array.of(7, 2 ** 32 - 1));
  const [a, b] = await t.readMany([t.toFloats(whole), t.toFloats(words)]);
  deepEqual(a, Float32Array.of(0, -1, 2 ** 24 - 1, -(2 ** 31), 2 ** 24));
  deepEqual(b, Float32Array.of(7, 2 ** 32));
  for (const n of SIZES) {
    using many = t.tensor(gpu, Int32Array.from({ length: n }, (_, i) => i - 500));
    deepEqual(await t.read(t.toFloats(many)), Float32Array.from({ length: n }, (_, i) => i - 500));
  }
});

gpuTest("argmax(), argmin() and oneHot() find the first of equal ones", async (gpu) => {
  using x = t.tensor(gpu, Float32Array.of(2, 7, 7, -1, -1, 5), { shape: [2, 3] });
  const most = t.argmax(x, { axes: [1] });
  const [a, b, c, hot] = await t.readMany([
    most,
    t.argmin(x, { axes: [-1], keepDims: true }),
    t.argmax(x),
    t.oneHot(gpu, most, { classes: 3 }),
  ]);
  deepEqual([[...a!], [...b!], [...c!]], [[1, 2], [0, 0], [1]]);
  deepEqual([...hot!], [0, 1, 0, 0, 0, 1]);
});

gpuTest("indices are checked by what is known of them", async (gpu) => {
  using _scope = t.openScope(gpu);
  const table = uniform(gpu, [3, 2]);
  const scores = uniform(gpu, [2, 4]);
  const ids = t.tensor(gpu, Int32Array.of(0, 2, 1), { label: "ids" });
  const cases: [() => unknown, RegExp][] = [
    [() => t.takeRows(table, Uint32Array.of(1, 3)), /id 3 at 1, wanted one from 0 to 2/],
    [
      () => t.takeRows(table, t.concat([ids, t.tensor(gpu, Int32Array.of(-1))])),
      /indices of "concat" are from -1 to 2, wanted one from 0 to 2/,
    ],
    [
      () => t.takeRows(table, t.argmax(scores, { axes: [1] })),
      /indices of "argmax" are from 0 to 3, wanted one from 0 to 2/,
    ],
    [
      () => t.takeRows(table, table as unknown as t.Whole),
      /Cannot take "input 0" for ids: it is of f32, wanted i32 or u32/,
    ],
    [
      () => t.takeRows(table, unsaid(ids)),
      /what "unsaid" may be is not known, wanted one from 0 to 2\nTry: indices from data, argmax/,
    ],
    [() => t.takeRows(t.slice(table, [[0, 0]]), Int32Array.of(0)), /id 0 at 0, wanted none/],
    [
      () => t.takeAlong(scores, t.tensor(gpu, Int32Array.of(4, 0), { shape: [2, 1] })),
      /Cannot take along axis -1 of "input 0": index 4 at 0, wanted one from 0 to 3/,
    ],
    [() => t.takeAlong(scores, ids), /places are \(3\), wanted its shape but for that axis/],
    [() => t.oneHot(gpu, ids, { classes: 2 }), /rows of 2 classes: index 2 at 1, wanted/],
    [() => t.oneHot(gpu, ids, { classes: 1.5 }), /Cannot make rows of 1.5 classes/],
    [
      () => t.crossEntropy(scores, t.argmax(scores, { axes: [1] }) as unknown as t.Tensor<"i32">),
      /the targets "argmax" are of u32, wanted i32/,
    ],
  ];
  for (const [act, message] of cases) throws(act, message);
  await t.assign([[ids, t.tensor(gpu, Int32Array.of(0, 0, 9))]]);
  throws(() => t.takeRows(table, ids), /id 9 at 2, wanted one from 0 to 2/);
});

/** Integers nobody says anything about. */
function unsaid(x: t.Tensor<"i32">): t.Tensor<"i32"> {
  const run = () => Promise.reject(new Error("Cannot be asked"));
  return t.record(
    { name: "unsaid", type: "i32", shape: x.shape, run, f64: () => [], vjp: () => [] },
    [],
    x.gpu,
  );
}

// More than 4096 uses of a row are added up in stretches with the CPU's shapes, than 1024 with the GPU's.
for (const [n, family] of [[7, "cpu"], [7, "gpu"], [5000, "cpu"], [1300, "gpu"]] as const) {
  gpuTest(
    `a recorded step takes ${n} other ids and targets at each run, ${family} shapes`,
    async (gpu) => {
      const draw = stream(n);
      const batch = () => ({
        ids: Int32Array.from({ length: n }, () => Math.min(3, draw.integer(20))), // 3 very often
        targets: Int32Array.from({ length: n }, () => draw.integer(4) - 1),
      });
      const batches = Array.from({ length: 4 }, batch);
      const train = async (isReplayed: boolean) => {
        using _scope = t.openScope(gpu);
        const ids = t.tensor(gpu, batches[0]!.ids);
        const targets = t.tensor(gpu, batches[0]!.targets);
        const table = uniform(gpu, [4, 3], { seed: 5 });
        using descent = sgd([table], { learningRate: 0.5 });
        const step = async () => {
          const loss = t.mean(t.crossEntropy(t.takeRows(table, ids), targets));
          const slopes = t.grad(loss, [table]);
          await t.evaluate([loss, ...slopes]);
          await descent.step(slopes);
          return { loss };
        };
        if (!isReplayed) {
          for (const each of batches) {
            await t.assign([[ids, t.tensor(gpu, each.ids)], [
              targets,
              t.tensor(gpu, each.targets),
            ]]);
            await step();
          }
          return await t.read(table);
        }
        using recorded = await t.recordStep(gpu, step, { inputs: { ids, targets } });
        for (const each of batches.slice(1)) await recorded.run(each);
        const before = await t.read(table);
        const bad = { ids: new Int32Array(n).fill(4), targets: new Int32Array(n).fill(9) };
        await rejects(recorded.run({ ids: bad.ids }), /id 4 at 0, wanted one from 0 to 3/);
        await rejects(
          recorded.run({ targets: bad.targets }),
          /target 9 at 0, wanted one from -1 to 2/,
        );
        deepEqual(await t.read(table), before, "a run that is refused changes nothing");
        return before;
      };
      deepEqual(await train(true), await train(false));
    },
    { families: [family] },
  );
}
