import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma, ulps } from "@rederive/lib/check";
import {
  bits,
  key,
  normal,
  randomBits,
  randomNormal,
  randomUniform,
  uniform,
} from "@rederive/lib/random";
import { normalQuantile } from "@rederive/lib/reference";
import { gpuTest } from "../gpu/with_gpu.ts";

const sizes = [0, 1, 63, 64, 65, 255, 256, 257, 1000, 4099];
const styles = ["partitionable", "original"] as const;

for (const style of styles) {
  for (const n of sizes) {
    gpuTest(`randomBits() equals bits() at ${n}, ${style}`, async (gpu) => {
      using words = await randomBits(gpu, key(n), n, { style });
      deepEqual(await gpu.read(words), bits(key(n), n, { style }));
    });
  }

  gpuTest(`randomBits() do not depend on the layout, ${style}`, async (gpu) => {
    const want = bits(key(8), 1000, { style });
    for (const workgroupSize of [1, 8, 32, 256]) {
      using words = await randomBits(gpu, key(8), 1000, { style, workgroupSize });
      deepEqual(await gpu.read(words), want);
    }
    using tail = await randomBits(gpu, key(8), 77, { style, offset: 923, total: 1000 });
    using head = await randomBits(gpu, key(8), 923, { style, total: 1000 });
    const [last, first] = await gpu.readMany([tail, head]);
    deepEqual([...first, ...last], [...want]);
  });
}

gpuTest("randomBits() take the rounds they are given", async (gpu) => {
  for (const rounds of [8, 13, 32]) {
    using words = await randomBits(gpu, key(1), 65, { rounds });
    deepEqual(await gpu.read(words), bits(key(1), 65, { rounds }));
  }
});

gpuTest("randomBits() reach beyond 65 535 workgroups", async (gpu) => {
  const n = 65_536 * 8 + 3;
  using words = await randomBits(gpu, key(3), n, { workgroupSize: 8 });
  deepEqual(await gpu.read(words), bits(key(3), n));
});

for (const [low, high] of [[0, 1], [-1, 1], [3, 7]] as const) {
  gpuTest(`randomUniform() equals uniform() bit for bit on [${low}, ${high})`, async (gpu) => {
    for (const n of sizes) {
      using x = await randomUniform(gpu, key(4), n, { low, high });
      const got = await gpu.read(x);
      deepEqual(got, uniform(key(4), n, { low, high }));
      equal(got.every((value) => value >= low && value < high), true);
    }
  });
}

gpuTest("randomUniform() on an odd range differs from uniform() by one rounding", async (gpu) => {
  using x = await randomUniform(gpu, key(4), 1000, { low: -0.3, high: 0.4 });
  // scaled = u * 0.7 has one rounding of at most 0.7 u, which a fused multiply-add leaves out
  const want = uniform(key(4), 1000, { low: -0.3, high: 0.4 });
  assertClose(await gpu.read(x), want, { abs: 0.7 * 2 ** -24, rel: 2 ** -23 });
});

Deno.test("uniform() fills its range evenly and reaches both ends", () => {
  const x = uniform(key(11), 1 << 16);
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  // mean of n uniforms: 1/2 with standard deviation 1/sqrt(12 n) = 0.00113; 5 of them
  assertClose([mean], [0.5], { abs: 5 * 0.00113, rel: 0 });
  equal(Math.min(...x) < 2 ** -12 && Math.max(...x) > 1 - 2 ** -12, true);
  // 23 bits: every value is a multiple of 2^-23
  equal(x.every((value) => Number.isInteger(value * 2 ** 23)), true);
});

/**
 * Giles' polynomials, evaluated in f64, are within 1.3e-7 of the quantile; w, t, the last two
 * Horner steps, sqrt(2) and the two products round, 8 times in all.
 */
const GILES = { abs: 0, rel: 1.3e-7 + gamma(8) };

for (const style of styles) {
  Deno.test(`normal() matches the f64 quantile, ${style}`, () => {
    const u = uniform(key(21), 4096, { low: -0.99999994, high: 1, style });
    assertClose(normal(key(21), 4096, { style }), Array.from(u, normalQuantile), GILES);
  });

  gpuTest(`randomNormal() matches the f64 quantile, ${style}`, async (gpu) => {
    for (const n of sizes) {
      using x = await randomNormal(gpu, key(21), n, { style });
      const u = uniform(key(21), n, { low: -0.99999994, high: 1, style });
      // WGSL's log may be off by 2^-21 for arguments from 0.5 to 2, where the relative slope of
      // erfinv(x) / x by w is at most pi / 12, and by 3 ulp elsewhere, where it is below 1 / (2 w);
      // unfused Horner steps round once more each
      const rel = GILES.rel + Math.PI / 12 * 2 ** -21 + 1.5 * 2 ** -23 + gamma(8);
      assertClose(await gpu.read(x), Array.from(u, normalQuantile), { abs: 0, rel });
    }
  });
}

gpuTest("randomNormal() stays within a few ulp of normal()", async (gpu) => {
  using x = await randomNormal(gpu, key(2), 10_000);
  const want = normal(key(2), 10_000);
  const spread = (await gpu.read(x)).map((value, i) => ulps(value, want[i]!));
  // both bounds above add up to 2e-6 of the value; an ulp is at least 2^-24 of it
  equal(Math.max(...spread) <= 2e-6 * 2 ** 24, true, `${Math.max(...spread)} ulp`);
});

Deno.test("normal() has the moments of a normal distribution", () => {
  const x = normal(key(31), 1 << 16);
  const moment = (power: number) => x.reduce((sum, value) => sum + value ** power, 0) / x.length;
  // standard deviations of the moments of n normals: sqrt(1/n), sqrt(2/n), sqrt(15/n), sqrt(96/n)
  for (const [power, want, variance] of [[1, 0, 1], [2, 1, 2], [3, 0, 15], [4, 3, 96]] as const) {
    assertClose([moment(power)], [want], { abs: 5 * Math.sqrt(variance / x.length), rel: 0 });
  }
});
