import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { gpuTest } from "./with_gpu.ts";

gpuTest("a log holds what was made and let go while it was open, and the peak", (gpu) => {
  using before = gpu.zeros("f32", 100, "before");
  const log = gpu.logMemory();
  const x = gpu.zeros("f32", 10, "x");
  const y = gpu.array(Uint32Array.of(1, 2, 3), "y");
  x[Symbol.dispose]();
  x[Symbol.dispose](); // a second time changes nothing
  const z = gpu.empty("i32", 5, "z");
  deepEqual(log.alive, [{ label: "y", bytes: 12 }, { label: "z", bytes: 20 }]);
  before[Symbol.dispose]();
  y[Symbol.dispose]();
  log[Symbol.dispose]();
  z[Symbol.dispose]();
  using _after = gpu.zeros("f32", 1000, "after");
  deepEqual(log.events, [
    { label: "x", bytes: 40 },
    { label: "y", bytes: 12 },
    { label: "x", bytes: -40 },
    { label: "z", bytes: 20 },
    { label: "y", bytes: -12 },
  ]);
  equal(log.peakBytes, 52);
  equal(log.bytes, 20, "as it was when the log was closed");
  deepEqual(log.alive, [{ label: "z", bytes: 20 }]);
});

gpuTest("two logs at once count apart", (gpu) => {
  using outer = gpu.logMemory();
  using x = gpu.zeros("f32", 1, "x");
  using inner = gpu.logMemory();
  x[Symbol.dispose]();
  using _y = gpu.zeros("f32", 2, "y");
  equal(outer.bytes, 8);
  equal(outer.peakBytes, 8);
  deepEqual(inner.events, [{ label: "y", bytes: 8 }], "x was made before");
});

gpuTest("an array of a refused size is not noted", (gpu) => {
  using log = gpu.logMemory();
  try {
    gpu.zeros("f32", -1);
  } catch { /* said in run_test.ts */ }
  deepEqual(log.events, []);
});
