import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { gpuTest } from "./with_gpu.ts";

const sizes = [0, 1, 63, 64, 65, 1000, 10_007, 5_000_011];

for (const mode of ["immediate", "standard"] as const) {
  Deno.test(`read() gives back what was sent, ${mode} way`, async () => {
    await using gpu = await openGpu(mode === "standard" ? { readback: mode } : {});
    // Fails on a Deno whose minor version is not listed in readback.ts: run this file, then list it.
    equal(gpu.readback, mode);
    for (const n of sizes) {
      const data = Uint32Array.from({ length: n }, (_, i) => Math.imul(i, 2654435761));
      using x = gpu.array(data);
      deepEqual(await gpu.read(x), data);
    }
  });
}

gpuTest("readMany() reads several types in one go, empty ones included", async (gpu) => {
  using a = gpu.array(Float32Array.of(1.5, -0, NaN, Infinity));
  using b = gpu.array(new Uint32Array(0));
  using c = gpu.array(Int32Array.of(-1, 7));
  const [x, y, z] = await gpu.readMany([a, b, c]);
  deepEqual([x, y], [Float32Array.of(1.5, -0, NaN, Infinity), new Uint32Array(0)]);
  deepEqual(z, Int32Array.of(-1, 7));
  deepEqual(await gpu.readMany([]), []);
});

gpuTest("readMany() says when it is asked for more than a buffer holds", async (gpu) => {
  using x = gpu.empty("u32", 2 ** 24, "large");
  const count = Math.ceil(gpu.device.limits.maxBufferSize / 2 ** 26) + 1;
  await rejects(gpu.readMany(Array.from({ length: count }, () => x)), {
    name: "RangeError",
    message: `Cannot read back ${count * 2 ** 26} bytes at once: at most ` +
      `${gpu.device.limits.maxBufferSize}\nTry: read fewer arrays at a time`,
  });
});

gpuTest("reads at the same time do not mix", async (gpu) => {
  const arrays = Array.from({ length: 20 }, (_, i) => gpu.array(new Int32Array(100).fill(i)));
  const results = await Promise.all(arrays.map((array) => gpu.read(array)));
  deepEqual(results.map((result) => result[99]), arrays.map((_, i) => i));
  for (const array of arrays) array[Symbol.dispose]();
});
