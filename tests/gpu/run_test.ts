import {
  deepStrictEqual as deepEqual,
  match,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { type Gpu, GpuError, type Kernel, openGpu, spread } from "@rederive/lib/gpu";
import { gpuTest } from "./with_gpu.ts";

const code = `struct Step { by: f32, n: u32 }
@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64) fn add(
  @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * 64u + lane;
  if (i < step.n) { y[i] = x[i] + step.by; }
}`;

function adder(gpu: Gpu): Promise<Kernel> {
  return gpu.kernel({ code, entry: "add" });
}

function step(by: number, n: number): Uint32Array<ArrayBuffer> {
  const words = Uint32Array.of(0, n);
  new Float32Array(words.buffer)[0] = by;
  return words;
}

gpuTest("run() refuses more workgroups than the device takes", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 4);
  using y = gpu.zeros("f32", 4);
  for (
    const [groups, axis] of [[70_000, "x"], [[1, 70_000], "y"], [[1, 1, 70_000], "z"]] as const
  ) {
    throws(
      () => gpu.run(add, [step(1, 4), x, y], groups),
      new RegExp(`^RangeError: Cannot run "add": 70000 workgroups in ${axis}, wanted .*\nTry: `),
    );
  }
  throws(() => gpu.run(add, [step(1, 4), x, y], 1.5), /1.5 workgroups in x/);
  throws(() => gpu.run(add, [step(1, 4), x, y], -1), /-1 workgroups in x/);
});

gpuTest("run() does nothing for no workgroups", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 0);
  using y = gpu.zeros("f32", 0);
  gpu.run(add, [step(1, 0), x, y], spread(0, 64));
  deepEqual(await gpu.read(y), new Float32Array(0));
});

for (const how of ["read", "settle"] as const) {
  gpuTest(`${how}() throws what the GPU refused, naming the kernel`, async (gpu) => {
    const add = await adder(gpu);
    using x = gpu.zeros("f32", 4);
    gpu.run(add, [step(1, 4), x, x], 1); // the same buffer to read and to write
    await rejects(how === "read" ? gpu.read(x) : gpu.settle(), (error) => {
      equal(error instanceof GpuError, true);
      match(String(error), /Cannot run "add"|Cannot submit recorded work/);
      return true;
    });
    deepEqual(await gpu.read(x), new Float32Array(4)); // reported once, and the device lives on
  });
}

gpuTest("run() with a binding left out is an error of the next read", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 4);
  gpu.run(add, [step(1, 4), x], 1);
  await rejects(gpu.read(x), /Cannot bind the arrays of "add"/);
});

gpuTest("a GPU error nobody reads becomes an uncaught error", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 4);
  const uncaught = new Promise<ErrorEvent>((resolve) => {
    addEventListener("error", (event) => {
      event.preventDefault();
      resolve(event);
    }, { once: true });
  });
  gpu.run(add, [step(1, 4), x], 1);
  match((await uncaught).message, /Cannot bind the arrays of "add"/);
  await rejects(gpu.settle(), GpuError);
});

gpuTest("run() refuses a disposed array", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 4);
  const y = gpu.zeros("f32", 4, "result");
  y[Symbol.dispose]();
  equal(y.disposed, true);
  throws(() => gpu.run(add, [step(1, 4), x, y], 1), /Cannot use "result": it was disposed/);
});

gpuTest("run() keeps the order of a thousand dispatches over many submits", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.zeros("f32", 65);
  using y = gpu.zeros("f32", 65);
  for (let i = 0; i < 500; i++) {
    gpu.run(add, [step(1, 65), x, y], spread(65, 64));
    gpu.run(add, [step(i % 2, 65), y, x], spread(65, 64));
  }
  deepEqual(await gpu.read(x), new Float32Array(65).fill(750));
});

gpuTest("run() reaches items beyond 65 535 workgroups", async (gpu) => {
  const n = 64 * 65_535 + 1;
  const add = await adder(gpu);
  using x = gpu.zeros("f32", n);
  using y = gpu.empty("f32", n);
  gpu.run(add, [step(2, n), x, y], spread(n, 64));
  const got = await gpu.read(y);
  equal(got.every((value) => value === 2), true);
});

gpuTest("write() comes after the work recorded before it", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(1, 2));
  using y = gpu.zeros("f32", 2);
  gpu.run(add, [step(10, 2), x, y], 1);
  gpu.write(x, Float32Array.of(5), 1);
  deepEqual(await gpu.readMany([x, y]), [Float32Array.of(1, 5), Float32Array.of(11, 12)]);
  throws(() => gpu.write(x, Float32Array.of(1, 2), 1), /elements 1 to 3, it has 2/);
});

gpuTest("a buffer given back is not reused by work recorded before", async (gpu) => {
  const add = await adder(gpu);
  using y = gpu.zeros("f32", 100);
  {
    using x = gpu.array(new Float32Array(100).fill(1));
    gpu.run(add, [step(1, 100), x, y], spread(100, 64));
  }
  using other = gpu.array(new Float32Array(100).fill(77));
  deepEqual(await gpu.read(y), new Float32Array(100).fill(2));
  deepEqual(await gpu.read(other), new Float32Array(100).fill(77));
});

gpuTest("arrays of the same size share one buffer, one after another", async (gpu) => {
  const pooled = [];
  for (let i = 0; i < 5; i++) {
    using x = gpu.array(new Float32Array(10_000).fill(i));
    deepEqual(await gpu.read(x), new Float32Array(10_000).fill(i));
    pooled.push(gpu.memory.pooledBytes);
  }
  equal(new Set(pooled).size, 1);
});

gpuTest("empty() is poisoned in tests, zeros() is not", async (gpu) => {
  using rubbish = gpu.empty("f32", 3);
  using zeros = gpu.zeros("f32", 3);
  const results = await gpu.readMany([rubbish, zeros]);
  deepEqual(results.map((each) => [...each]), [[NaN, NaN, NaN], [0, 0, 0]]);
});

gpuTest("array() refuses what is no 32-bit array and what does not fit", (gpu) => {
  const wide = Float64Array.of(1) as unknown as Float32Array<ArrayBuffer>;
  throws(() => gpu.array(wide), /TypeError: Cannot send an array to the GPU: got .*Float64Array/);
  throws(() => gpu.empty("f32", 2 ** 40, "huge"), /RangeError: Cannot allocate "huge": .*\nTry: /);
  throws(() => gpu.empty("f32", -1), /length -1, wanted an integer >= 0/);
});

Deno.test("a lost device is a clear error, now and later", async () => {
  const gpu = await openGpu();
  const x = gpu.zeros("f32", 4);
  gpu.device.destroy(); // as a driver reset would
  await gpu.device.lost;
  await rejects(gpu.read(x), /GpuError: Cannot use the GPU: the device was lost .*\nTry: openGpu/);
  throws(() => gpu.zeros("f32", 4), /the device was lost/);
});

Deno.test("a disposed Gpu refuses work", async () => {
  const gpu = await openGpu();
  gpu[Symbol.dispose]();
  throws(() => gpu.zeros("f32", 4), /TypeError: Cannot use the GPU: it was disposed/);
  await rejects(async () => await gpu.settle(), /it was disposed/);
});

Deno.test("leaving `await using` throws what nobody has read", async () => {
  await rejects(async () => {
    await using gpu = await openGpu();
    gpu.run(await adder(gpu), [step(1, 4)], 1);
  }, /Cannot bind the arrays of "add"/);
});
