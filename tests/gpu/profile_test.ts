import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { formatProfile } from "@rederive/lib/gpu";
import { matmul } from "@rederive/lib/matmul";
import { sumTimestamps } from "../../lib/gpu/profile.ts";
import { gpuTest } from "./with_gpu.ts";

const code = `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@compute @workgroup_size(1) fn slow() { for (var i = 0; i < 20000; i++) { x[0] = x[0] * 0.5 + 1.0; } }
@compute @workgroup_size(1) fn quick() { x[1] += 1.0; }`;

const both = `@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@compute @workgroup_size(1) fn both() { _ = x[0] + y[0]; }`;

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
  match(printed.join("\n"), /^ +ms +n +GFLOP\/s +of +GB\/s +of +kernel\n/);
  match(printed.join("\n"), /\d\.\d{3} +2 +- +- +[\d.]+ +[\d.]+ % {2}slow\n/);
  match(printed.join("\n"), /\nthe device: [\d.]+ GFLOP\/s of .*, [\d.]+ GB\/s of a copy$/);
  deepEqual(await gpu.read(x), Float32Array.of(2, 3000));
});

gpuTest("profile() of nothing is empty, and run() goes on unprofiled", async (gpu) => {
  deepEqual(await gpu.profile(() => {}, { print: () => {} }), []);
  const quick = await gpu.kernel({ code, entry: "quick" });
  using x = gpu.zeros("f32", 2);
  gpu.run(quick, [x], 1);
  deepEqual(await gpu.read(x), Float32Array.of(0, 1));
});

gpuTest("a profile counts what kernels say they compute, and every array once", async (gpu) => {
  using x = gpu.zeros("f32", 30);
  using y = gpu.zeros("f32", 35);
  const rows = await gpu.profile(async () => {
    for (let i = 0; i < 3; i++) {
      using _product = await matmul(gpu, x, y, { n: 6, k: 5, m: 7 });
    }
    const quick = await gpu.kernel({ code, entry: "quick" });
    gpu.run(quick, [x], 1);
    gpu.run(quick, [x], 1, { bytes: 1000 });
    gpu.run(await gpu.kernel({ code: both, entry: "both" }), [y, y], 1);
  }, { print: () => {} });
  const of = (name: RegExp) => rows.find(({ kernel }) => name.test(kernel))!;
  equal(of(/^matmul/).flops, 3 * 2 * 6 * 5 * 7);
  equal(of(/^matmul/).bytes >= 3 * 4 * (30 + 35 + 42), true);
  equal(of(/both/).bytes, 4 * 35);
  deepEqual([of(/quick/).flops, of(/quick/).bytes], [0, 4 * 30 + 1000]);
});

Deno.test("sumTimestamps() adds pairs up by kernel, slowest first", () => {
  const stamps = BigUint64Array.of(0n, 1_000_000n, 5n, 5n, 10n, 2_500_010n);
  const run = (label: string) => ({ label, flops: 10, bytes: 4 });
  const row = (kernel: string, ms: number) => ({ kernel, dispatches: 1, ms, flops: 10, bytes: 4 });
  deepEqual(sumTimestamps(["a", "b", "c"].map(run), stamps), [
    row("c", 2.5),
    row("a", 1),
    row("b", 0),
  ]);
  const twice = { kernel: "a", dispatches: 2, ms: 1, flops: 20, bytes: 8 };
  deepEqual(sumTimestamps(["a", "a"].map(run), stamps), [twice]);
});

Deno.test("formatProfile() lines its columns up", () => {
  const rows = [
    { kernel: "matmul", dispatches: 12, ms: 1234.5, flops: 2e10, bytes: 1e7 },
    { kernel: "sum", dispatches: 1, ms: 0.25, flops: 0, bytes: 2e6 },
  ];
  equal(
    formatProfile(rows, { gflops: 32, gbPerSecond: 10 }),
    [
      "         ms      n   GFLOP/s     of      GB/s     of  kernel",
      "   1234.500     12     16.20   51 %      0.01  0.1 %  matmul",
      "      0.250      1         -      -      8.00   80 %  sum",
      "the device: 32.00 GFLOP/s of multiply-adds, 10.00 GB/s of a copy",
    ].join("\n"),
  );
});
