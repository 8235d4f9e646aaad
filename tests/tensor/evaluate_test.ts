import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

gpuTest("evaluate() keeps what was asked for and nothing in between", async (gpu) => {
  const before = gpu.memory.arrays;
  using x = uniform(gpu, [4, 5]);
  using y = t.relu(t.matmul(x, t.transpose(x)));
  using loss = t.mean(t.exp(y));
  const [slope] = t.grad(loss, [x]);
  await t.evaluate([loss, slope!, loss]);
  await gpu.settle();
  equal(gpu.memory.arrays, before + 3, "x, the loss, its gradient");
  slope![Symbol.dispose]();
});

gpuTest("a long computation holds one step at a time", async (gpu) => {
  const before = gpu.memory.arrays;
  using x = uniform(gpu, [65]);
  let y: t.Tensor = x;
  for (let i = 0; i < 50; i++) y = t.tanh(y);
  let held = 0;
  const probe = t.record({
    name: "probe",
    shape: [],
    run: async (gpu) => {
      await gpu.settle();
      held = gpu.memory.arrays - before;
      return { storage: new t.Storage(gpu.zeros("f32", 1)), shape: [], strides: [], offset: 0 };
    },
    f64: () => [0],
    vjp: () => [],
  }, [y]);
  await t.read(probe);
  equal(held, 2, "x and the last step");
});

gpuTest("an operation that fails leaves no array behind", async (gpu) => {
  using x = uniform(gpu, [4, 5]);
  const broken = t.record({
    name: "broken",
    shape: [4, 5],
    run: () => Promise.reject(new RangeError("Cannot go on")),
    f64: () => [],
    vjp: () => [],
  }, [t.exp(x)]);
  await rejects(t.evaluate([t.exp(x), t.add(broken, t.sin(x))]), /Cannot go on/);
});

gpuTest("a block of nine axes is refused, and nothing is left of it", async (gpu) => {
  using x = uniform(gpu, [1, 1, 1, 1, 1, 1, 1, 1, 2]);
  const joint = t.concat([x, x]);
  await rejects(t.read(joint), /Cannot place \(1, 1, .*\): 9 axes, wanted at most 8/);
});

gpuTest("a graph deeper than the stack is evaluated and differentiated", async (gpu) => {
  using x = t.tensor(gpu, Float32Array.of(1));
  let y: t.Tensor = x;
  for (let i = 0; i < 20_000; i++) y = t.add(y, 0);
  const [slope] = t.grad(y, [x]);
  deepEqual(await t.read(slope!), Float32Array.of(1));
});

gpuTest("two evaluations at once share nothing they free", async (gpu) => {
  using x = uniform(gpu, [65]);
  using y = t.exp(x);
  const [, , [a, b]] = await Promise.all([
    t.evaluate([y]),
    t.evaluate([y]),
    t.readMany([y, t.exp(x)]),
  ]);
  deepEqual(a, b);
});

gpuTest("a tensor disposed while it is computed keeps nothing", async (gpu) => {
  using x = uniform(gpu, [65]);
  const y = t.exp(x);
  const under = t.evaluate([y]);
  y[Symbol.dispose]();
  await under;
  await rejects(t.read(y), /Cannot evaluate "exp": it was disposed/);
});

gpuTest("views of one array outlive it", async (gpu) => {
  const x = t.tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
  using turned = t.transpose(x);
  using flat = t.reshape(x, [4]);
  await t.evaluate([turned, flat]);
  x[Symbol.dispose]();
  deepEqual(await t.read(turned), Float32Array.of(1, 3, 2, 4));
  deepEqual(await t.read(flat), Float32Array.of(1, 2, 3, 4));
});

gpuTest(
  "a stale read is an error, evaluated or differentiated; a view keeps what it saw",
  async (gpu) => {
    using w = t.tensor(gpu, Float32Array.of(1, 2), { label: "w" });
    const loss = t.sum(t.mul(w, w));
    using seen = t.reshape(w, [2, 1]);
    await t.evaluate([seen]);
    using next = t.tensor(gpu, Float32Array.of(10, 20));
    await t.assign([[w, next]]);
    const said =
      /Cannot evaluate "mul": its input "w" was assigned to since, version 0 .* it is 1\nTry/;
    await rejects(t.read(loss), said);
    throws(
      () => t.grad(loss, [w]),
      /Cannot differentiate "mul": its input "w" was assigned to since/,
    );
    deepEqual(await t.read(seen), Float32Array.of(1, 2));
    deepEqual(await t.read(t.sum(t.mul(w, w))), Float32Array.of(500));
  },
);

gpuTest("assign() computes all sources before it replaces one", async (gpu) => {
  using a = t.tensor(gpu, Float32Array.of(1));
  using b = t.tensor(gpu, Float32Array.of(2));
  await t.assign([[a, t.add(b, 0)], [b, t.add(a, 0)]]);
  deepEqual(await t.readMany([a, b]), [Float32Array.of(2), Float32Array.of(1)]);
});

gpuTest("assign() names what does not fit", async (gpu) => {
  using a = t.tensor(gpu, Float32Array.of(1), { label: "a" });
  using b = t.tensor(gpu, Float32Array.of(1, 2));
  using c = t.tensor(gpu, Int32Array.of(1), { label: "c" });
  await rejects(t.assign([[a, b]]), /Cannot assign to "a": \(2\), wanted \(1\)/);
  await rejects(t.assign([[t.exp(a), a]]), /Cannot assign to "exp": it is computed, wanted/);
  await rejects(t.assign<"f32" | "i32">([[a, c]]), /"c" is of i32, wanted f32/);
  const gone = t.tensor(gpu, Float32Array.of(1), { label: "gone" });
  gone[Symbol.dispose]();
  await rejects(t.assign([[gone, a]]), /Cannot assign to "gone": it was disposed/);
});

gpuTest("a disposed tensor is named wherever it is used", async (gpu) => {
  const x = t.tensor(gpu, Float32Array.of(1), { label: "x" });
  const y = t.exp(x);
  x[Symbol.dispose]();
  throws(() => t.exp(x), /Cannot compute "exp": "x" was disposed, wanted a live tensor/);
  await rejects(t.read(x), /Cannot evaluate "x": it was disposed/);
  await rejects(t.read(y), /Cannot use "x": it was disposed/);
});

gpuTest("noGrad() and detach() stop derivatives, but not those taken inside", async (gpu) => {
  using x = t.tensor(gpu, Float32Array.of(3));
  const still = t.noGrad(() => t.mul(x, x));
  const [a] = t.grad(t.sum(t.mul(still, x)), [x]);
  const [b] = t.grad(t.sum(still), [x]);
  const squares = t.mul(x, x);
  const total = t.sum(squares);
  const cubes = t.sum(t.mul(squares, x));
  const [c] = t.noGrad(() => t.grad(total, [x]));
  using v = t.tensor(gpu, Float32Array.of(1));
  const [d] = t.noGrad(() => t.hvp(cubes, [x], [v]));
  const e = t.noGrad(() => t.jvp(squares, [x], [v]));
  const [f] = t.grad(t.sum(t.mul(c!, x)), [x]); // slope 6, as a constant
  const got = await t.readMany([a!, b!, d!, e, f!]);
  deepEqual(got.map(([n]) => n), [9, 0, 18, 6, 6]);
  throws(() => t.noGrad(() => Promise.resolve()), /returned a promise, wanted a value/);
  const [after] = t.grad(t.sum(t.mul(x, x)), [x]);
  deepEqual(await t.read(after!), Float32Array.of(6), "tracking is on again");
});

gpuTest(
  "a scope disposes what was made in it, and gives what is kept to the outer one",
  async (gpu) => {
    {
      using outer = t.openScope(gpu);
      let kept: t.Tensor;
      {
        using inner = t.openScope(gpu);
        kept = inner.keep(uniform(gpu, [3]));
        uniform(gpu, [5]);
        await t.evaluate([t.exp(kept)]);
        equal(t.liveTensors(gpu).length, 3);
      }
      deepEqual(t.liveTensors(gpu).map(({ shape }) => shape), [[3]]);
      equal(kept.disposed, false);
      outer.add(kept);
    }
    deepEqual(t.liveTensors(gpu), []);
  },
);

const sizes = [0, 1, 63, 64, 65, 1000, 1009];
for (const n of sizes) {
  gpuTest(`pad(), slice() and concat() copy bits at ${n} columns`, async (gpu) => {
    using x = uniform(gpu, [3, n]);
    const column = t.pad(x, [[1, 2], [3, 0]]);
    const back = t.slice(column, [[1, 4], [3, n + 3]]);
    const twice = t.concat([x, t.mul(x, 2), x], { axis: 1 });
    const flat = t.permute(t.concat([t.permute(x, [1, 0]), t.permute(x, [1, 0])]), [1, 0]);
    const [source, padded, same, joint, turned] = await t.readMany([x, column, back, twice, flat]);
    deepEqual(same, source);
    const row = (r: number) => Array.from(source!.subarray(r * n, (r + 1) * n));
    const zeros = (count: number) => Array<number>(count).fill(0);
    deepEqual(
      Array.from(padded!),
      [zeros(n + 3), ...[0, 1, 2].map((r) => [0, 0, 0, ...row(r)]), zeros(2 * (n + 3))].flat(),
    );
    const wide = [0, 1, 2].flatMap((r) => [...row(r), ...row(r).map((v) => 2 * v), ...row(r)]);
    deepEqual(Array.from(joint!), wide);
    deepEqual(Array.from(turned!), [0, 1, 2].flatMap((r) => [...row(r), ...row(r)]));
  }, { families: BOTH });
}

gpuTest("split(), stack() and flip() put every element where it belongs", async (gpu) => {
  using x = t.tensor(gpu, Int32Array.from({ length: 15 }, (_, i) => i), { shape: [3, 5] });
  const [a, b, c] = t.split(x, [2, 0, 3], { axis: -1 });
  const got = await t.readMany([a!, b!, c!, t.stack([x, t.flip(x, [0])], { axis: 1 })]);
  deepEqual(got.map((each) => [...each]), [
    [0, 1, 5, 6, 10, 11],
    [],
    [2, 3, 4, 7, 8, 9, 12, 13, 14],
    [0, 2, 1, 1, 2, 0].flatMap((row) => [0, 1, 2, 3, 4].map((column) => 5 * row + column)),
  ]);
});

gpuTest("a number, an empty tensor and eight axes are tensors", async (gpu) => {
  using number = t.tensor(gpu, Float32Array.of(2), { shape: [] });
  using none = t.tensor(gpu, new Float32Array(0), { shape: [0, 3] });
  using six = uniform(gpu, [3, 2]);
  using deep = uniform(gpu, [1, 2, 1, 2, 1, 2, 1, 2]);
  const order = [7, 6, 5, 4, 3, 2, 1, 0];
  const [a, b, c, d, e] = await t.readMany([
    t.mul(number, number),
    t.sum(none, { axes: [0] }),
    t.exp(none),
    t.concat([t.permute(deep, order), t.permute(deep, order)]),
    t.matmul(none, six),
  ]);
  deepEqual([...a!], [4]);
  deepEqual([...b!], [0, 0, 0]);
  deepEqual([...c!, ...e!], []);
  const [source] = await t.readMany([deep]);
  const turned = Array.from({ length: 16 }, (_, i) => {
    const bits = i.toString(2).padStart(4, "0");
    return source![parseInt([...bits].reverse().join(""), 2)]!;
  });
  deepEqual([...d!], [...turned, ...turned]);
});
