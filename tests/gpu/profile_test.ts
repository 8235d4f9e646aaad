import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { formatProfile } from "@rederive/lib/gpu";
import { sumTimestamps } from "../../lib/gpu/profile.ts";
import { gpuTest } from "./with_gpu.ts";

const code = `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@compute @workgroup_size(1) fn slow() { for (var i = 0; i < 20000; i++) { x[0] = x[0] * 0.5 + 1.0; } }
@compute @workgroup_size(1) fn quick() { x[1] += 1.0; }`;

gpuTest("profile() counts the dispatches of each kernel and prints their time", async (gpu) => {
  const slow = await gpu.kernel({ code, entry: "slow" });
  const quick = await gpu.kernel({ code, entry: "quick" });
  using x = gpu.zeros("f32", 2);
  const printed: string[] = [];
  const rows = await gpu.profile(() => {
    for (let i = 0; i < 2; i++) gpu.run(slow, [x], 1);
    for (let i = 0; i < 3000; i++) gpu.run(quick, [x], 1);
  }, { print: (text) => printed.push(text) });
  const counts = Object.fromEntries(rows.map((row) => [row.kernel, row.dispatches]));
  deepEqual(counts, { slow: 2, quick: 3000 });
  equal(rows.every((row) => row.ms > 0), true);
  match(printed.join("\n"), /\d\.\d{3} ms {4,}2 x {2}slow/);
  deepEqual(await gpu.read(x), Float32Array.of(2, 3000));
});

gpuTest("profile() of nothing is empty, and run() goes on unprofiled", async (gpu) => {
  deepEqual(await gpu.profile(() => {}, { print: () => {} }), []);
  const quick = await gpu.kernel({ code, entry: "quick" });
  using x = gpu.zeros("f32", 2);
  gpu.run(quick, [x], 1);
  deepEqual(await gpu.read(x), Float32Array.of(0, 1));
});

Deno.test("sumTimestamps() adds pairs up by kernel, slowest first", () => {
  const stamps = BigUint64Array.of(0n, 1_000_000n, 5n, 5n, 10n, 2_500_010n);
  deepEqual(sumTimestamps(["a", "b", "c"], stamps), [
    { kernel: "c", dispatches: 1, ms: 2.5 },
    { kernel: "a", dispatches: 1, ms: 1 },
    { kernel: "b", dispatches: 1, ms: 0 },
  ]);
  deepEqual(sumTimestamps(["a", "a"], stamps), [{ kernel: "a", dispatches: 2, ms: 1 }]);
});

Deno.test("formatProfile() lines its columns up", () => {
  const text = formatProfile([
    { kernel: "matmul", dispatches: 12, ms: 1234.5 },
    { kernel: "sum", dispatches: 1, ms: 0.25 },
  ]);
  equal(text, "  1234.500 ms    12 x  matmul\n     0.250 ms     1 x  sum");
});
