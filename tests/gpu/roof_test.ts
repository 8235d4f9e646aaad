import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { spread } from "@rederive/lib/gpu";
import code from "../../lib/gpu/roof.wgsl" with { type: "text" };
import { gpuTest } from "./with_gpu.ts";

gpuTest("the copy that is timed copies everything", async (gpu) => {
  for (const [vectors, run] of [[1, 1], [63, 64], [64, 64], [65, 64], [1009, 16]] as const) {
    const overrides = { WORKGROUP_SIZE: 64, RUN: run };
    const copy = await gpu.kernel({ code, entry: "copy", overrides });
    using x = gpu.array(Float32Array.from({ length: 4 * vectors }, (_, i) => Math.sin(i)));
    using y = gpu.empty("f32", 4 * vectors);
    gpu.run(copy, [x, y], spread(Math.ceil(vectors / run), 64));
    const [from, to] = await gpu.readMany([x, y]);
    deepEqual(to, from);
  }
});

gpuTest("the multiplications and additions that are timed are all done", async (gpu) => {
  const multiply = await gpu.kernel({ code, entry: "multiply_add" });
  // With a = 1 the first invocation's vectors end at k + 1024 b, for k from 0 to 7: exact numbers,
  // whose sum is 28 + 8192 b. For this b that is -1, the number at which it is written.
  const b = -29 / 8192;
  using x = gpu.array(Float32Array.of(1, 1, 1, 1, b, b, b, b));
  using y = gpu.zeros("f32", 4);
  gpu.run(multiply, [x, y], 2);
  deepEqual(await gpu.read(y), new Float32Array(4).fill(-1));
});

gpuTest("the roof of a device is measured once", async (gpu) => {
  const roof = await gpu.roof();
  equal(roof.gflops > 0 && roof.gbPerSecond > 0, true);
  equal(await gpu.roof(), roof);
});
