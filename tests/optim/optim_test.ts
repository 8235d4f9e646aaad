import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { adaGrad, adam, adamW, clipByNorm, rmsProp, sgd, stairs } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

function numbers(n: number, seed: number): Float32Array<ArrayBuffer> {
  const draw = stream(seed);
  return Float32Array.from({ length: n }, () => draw.normal());
}

gpuTest("a learning rate may be given step by step", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: 1 });
  const schedule = stairs({ every: 1, factor: 0.5 });
  for (let step = 0; step < 3; step++) {
    await optimizer.step([t.add(t.mul(w, 0), 1)], { learningRate: schedule(step) });
  }
  deepEqual(await t.read(w), Float32Array.of(1 - 1 - 0.5 - 0.25));
});

gpuTest("what looks at the old elements keeps them", async (gpu) => {
  using _scope = t.openScope(gpu);
  const w = t.tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
  const flat = t.reshape(w, [4]);
  await t.evaluate([flat]); // the same memory, seen otherwise
  const late = t.mul(w, 10);
  using optimizer = sgd([w], { learningRate: 1 });
  await optimizer.step([w]); // its own gradient: what is read must not be what is written
  deepEqual(await t.readMany([w, flat]), [new Float32Array(4), Float32Array.of(1, 2, 3, 4)]);
  await rejects(t.read(late), /its input "tensor" was assigned to since/);
});

gpuTest("gradients of all parameters are computed before the first of them moves", async (gpu) => {
  using _scope = t.openScope(gpu);
  const w = [2, 3].map((v) => t.tensor(gpu, Float32Array.of(v)));
  using optimizer = sgd(w, { learningRate: 1 });
  await optimizer.step(t.grad(t.sum(t.mul(w[0]!, w[1]!)), w));
  deepEqual((await t.readMany(w)).map(([v]) => v), [2 - 3, 3 - 2]);
});

gpuTest("training leaves no array behind and its memory is flat", async (gpu) => {
  const draw = numbers(40, 9);
  using x = t.tensor(gpu, draw, { shape: [10, 4] });
  using w = t.tensor(gpu, numbers(24, 5), { shape: [4, 6] });
  using v = t.tensor(gpu, numbers(18, 6), { shape: [6, 3] });
  const targets = Int32Array.from({ length: 10 }, (_, i) => draw[4 * i]! > 0 ? 0 : 1 + i % 2);
  using optimizer = adamW([w, v], { learningRate: 0.05 });
  const losses: number[] = [];
  const memory: number[] = [];
  for (let step = 0; step < 100; step++) {
    using _scope = t.openScope(gpu);
    const loss = t.mean(t.crossEntropy(t.matmul(t.geluTanh(t.matmul(x, w)), v), targets));
    const slopes = clipByNorm(t.grad(loss, [w, v]), { maxNorm: 1 }).gradients;
    await t.evaluate([loss, ...slopes]);
    await optimizer.step(slopes);
    losses.push((await t.read(loss))[0]!);
    const { bytes, pooledBytes } = gpu.memory;
    if (step % 10 === 9) memory.push(bytes + pooledBytes);
  }
  equal(t.liveTensors(gpu).length, 3, "x and two parameters");
  ok(losses.at(-1)! < losses[0]! / 3, `${losses[0]} to ${losses.at(-1)}`);
  equal(new Set(memory.slice(1)).size, 1, `bytes after every ten steps: ${memory.join(" ")}`);
});

gpuTest("optimizers name what does not fit", async (gpu) => {
  using w = t.tensor(gpu, Float32Array.of(1, 2), { label: "w" });
  using v = t.tensor(gpu, Float32Array.of(1));
  using optimizer = sgd([w], { learningRate: 1 });
  await rejects(optimizer.step([]), /0 gradients for 1 parameters, wanted one each/);
  await rejects(optimizer.step([v]), /Cannot optimise "w": its gradient is \(1\), wanted \(2\)/);
  throws(() => sgd([w], { learningRate: NaN }), /learningRate is NaN, wanted a finite number >= 0/);
  throws(() => sgd([w], { learningRate: 1, momentum: 1 }), /momentum is 1, wanted one from 0 to/);
  throws(() => adam([w], { beta2: 1 }), /beta2 is 1, wanted one from 0 to below 1/);
  throws(() => adam([w], { epsilon: -1 }), /epsilon is -1, wanted a finite number >= 0/);
  throws(() => adaGrad([w], { start: NaN }), /start is NaN, wanted a finite/);
  throws(() => rmsProp([w], { beta2: -0.1 }), /beta2 is -0.1, wanted one from 0/);
  throws(() => sgd([w], { weightDecay: Infinity }), /weightDecay is Infinity, wanted a finite/);
  throws(() => sgd([w, v, w]), /Cannot optimise "w": it was given twice, wanted each/);
  await rejects(optimizer.step([w], { scale: NaN }), /scale is NaN, wanted a finite number >= 0/);
  await rejects(optimizer.step([w], { learningRate: -1 }), /learningRate is -1, wanted a finite/);
  using computed = sgd([t.mul(w, 2)], { learningRate: 1 });
  await rejects(computed.step([w]), /Cannot overwrite "mul": it is computed, wanted a tensor made/);
  using empty = new t.Tensor(gpu, { type: "f32", shape: [2], label: "empty" });
  using early = sgd([empty]);
  await rejects(early.step([w]), /Cannot overwrite "empty": it has no elements, wanted some/);
  equal(optimizer.steps, 0);
});
