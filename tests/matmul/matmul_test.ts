import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { type Gpu, openGpu } from "@rederive/lib/gpu";
import { type Activation, matmul, type MatmulOptions } from "@rederive/lib/matmul";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

/** All classes: strips (small, narrow), dots (a vector), tiles full, ragged in each side, and deep. */
const sizes = [
  [1, 1, 1],
  [3, 7, 5],
  [63, 2, 9],
  [1, 1000, 13],
  [31, 65, 1],
  [1, 13, 1000],
  [64, 64, 64],
  [65, 64, 68],
  [68, 61, 64],
  [60, 64, 67],
  [63, 65, 61],
  [8, 1000, 17],
  [131, 36, 129],
  // narrower than a tile, and work enough for one
  [512, 64, 10],
  [700, 33, 3],
] as const;

const WAYS = [[false, false], [true, false], [false, true], [true, true]] as const;

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

/** The t-th matrix of a batch, op() applied, or the only one there is. */
function operand(x: Float32Array, t: number, sides: [number, number], transpose?: boolean) {
  const [rows, columns] = sides;
  const size = rows * columns;
  const part = [...x.length === size ? x : x.subarray(t * size, (t + 1) * size)];
  return transpose ? reference.transpose(part, { rows: columns, columns: rows }) : part;
}

/** Multiplies on the GPU and compares every element with the f64 product. */
async function check(
  gpu: Gpu,
  a: Float32Array<ArrayBuffer>,
  b: Float32Array<ArrayBuffer>,
  options: Omit<MatmulOptions, "bias"> & { biases?: Float32Array<ArrayBuffer> },
): Promise<void> {
  const { n, k, m, batch = 1, biases, activation = "none", ...rest } = options;
  using left = gpu.array(a);
  using right = gpu.array(b);
  using bias = gpu.array(biases ?? new Float32Array());
  const withBias = biases ? { bias } : {};
  using product = await matmul(gpu, left, right, {
    n,
    k,
    m,
    batch,
    activation,
    ...rest,
    ...withBias,
  });
  const got = await gpu.read(product);
  equal(got.length, batch * n * m);
  const f = reference.activations[activation]!;
  for (let t = 0; t < batch; t++) {
    const x = operand(a, t, [n, k], rest.transposeA);
    const y = operand(b, t, [k, m], rest.transposeB);
    const sums = reference.matmul(x, y, { n, k, m }).map((sum, i) => sum + (biases?.[i % m] ?? 0));
    const sizes = reference.matmul(x.map(Math.abs), y.map(Math.abs), { n, k, m });
    // One rounding a product, one a sum, one for the bias: Higham's bound in whatever order. No
    // activation is steeper than 1.13; each is x times a share that is off by at most 8 ulps of 1.
    const abs = sizes.map((size, i) => {
      const linear = gamma(k + 2) * (size + Math.abs(biases?.[i % m] ?? 0));
      return activation === "none" ? linear : 1.13 * linear + 1e-6 * Math.abs(sums[i]!);
    });
    assertClose(got.subarray(t * n * m, (t + 1) * n * m), sums.map(f), { abs, rel: 0 });
  }
}

for (const [n, k, m] of sizes) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(
      `matmul() matches the f64 product at (${n}, ${k}) (${k}, ${m}), ${name}`,
      async (gpu) => {
        const [a, b] = [fill(n * k, at), fill(k * m, (i) => at(i + 0.5))];
        for (const [transposeA, transposeB] of WAYS) {
          await check(gpu, a, b, { n, k, m, transposeA, transposeB });
        }
      },
      { families: BOTH },
    );
  }
}

for (const activation of ["none", "relu", "gelu", "geluTanh", "silu"] satisfies Activation[]) {
  gpuTest(`matmul() adds a bias and applies ${activation}, in every class`, async (gpu) => {
    for (const [n, k, m] of [[5, 6, 7], [1, 100, 6], [9, 100, 1], [33, 40, 67]] as const) {
      const a = fill(n * k, (i) => Math.sin(i * i));
      const b = fill(k * m, (i) => Math.cos(i));
      const biases = fill(m, (i) => i - m / 2);
      await check(gpu, a, b, { n, k, m, biases, activation });
      await check(gpu, a, b, { n, k, m, biases, activation, transposeB: true });
    }
  }, { families: BOTH });
}

gpuTest("matmul() multiplies batches, with one matrix for all on either side", async (gpu) => {
  const batch = 3;
  for (const [n, k, m] of [[2, 3, 5], [17, 64, 20], [19, 66, 33], [1, 40, 9]] as const) {
    const many = [fill(batch * n * k, inputs.flat), fill(batch * k * m, inputs.spiky)] as const;
    const one = [fill(n * k, inputs.spiky), fill(k * m, inputs.flat)] as const;
    for (const a of [many[0], one[0]]) {
      for (const b of [many[1], one[1]]) {
        await check(gpu, a, b, { n, k, m, batch });
        await check(gpu, a, b, { n, k, m, batch, transposeA: true, transposeB: true });
      }
    }
  }
}, { families: BOTH });

// 130 products are enough for the 128-square blocks of the GPU family.
gpuTest("matmul() is exact on small integers, every element of 130 products", async (gpu) => {
  const [batch, n, k, m] = [130, 65, 37, 68]; // three steps along k, the last one short
  const a = fill(batch * n * k, (i) => (i * 7) % 11 - 5);
  const b = fill(batch * k * m, (i) => (i * 5) % 13 - 6);
  using left = gpu.array(a);
  using right = gpu.array(b);
  using product = await matmul(gpu, left, right, { batch, n, k, m });
  const got = await gpu.read(product);
  for (let t = 0; t < batch; t++) {
    const want = reference.matmul(operand(a, t, [n, k]), operand(b, t, [k, m]), { n, k, m });
    assertClose(got.subarray(t * n * m, (t + 1) * n * m), want, { abs: 0, rel: 0 });
  }
}, { families: BOTH });

// Longer than software Vulkan lets an invocation loop, and ragged; sums stay below 2^24. A turn takes a
// term in strips, eight in dots, four in tiles of texels, 8 / 3 in blocks; tiles are cut sooner.
const long = {
  strips: { n: 3, k: 70_001, m: 5, batch: 2 },
  dots: { n: 1, k: 540_001, m: 2, transposeB: true },
  column: { n: 2, k: 540_003, m: 1 },
  narrow: { n: 2, k: 70_001, m: 18, transposeA: true },
};
const tiles = {
  cpu: { n: 4, k: 140_003, m: 17, transposeB: true },
  gpu: { n: 4, k: 66_003, m: 17, transposeA: true },
};

for (const family of BOTH) {
  for (const [name, sizes] of Object.entries({ ...long, tiles: tiles[family] })) {
    gpuTest(
      `matmul() is exact on small integers along a long k, ${name}, ${family} shapes`,
      async (gpu) => {
        const { n, k, m, batch = 1, ...way }: MatmulOptions = sizes;
        const { transposeA, transposeB } = way;
        const a = fill(batch * n * k, (i) => (i * 7) % 11 - 5);
        const b = fill(batch * k * m, (i) => (i * 5) % 13 - 6);
        const biases = fill(m, (i) => 100 * i - 50);
        using left = gpu.array(a);
        using right = gpu.array(b);
        using bias = gpu.array(biases);
        const options = { n, k, m, batch, ...way, bias, activation: "relu" } as const;
        using product = await matmul(gpu, left, right, options);
        const got = await gpu.read(product);
        for (let t = 0; t < batch; t++) {
          const x = operand(a, t, [n, k], transposeA);
          const y = operand(b, t, [k, m], transposeB);
          const sums = reference.matmul(x, y, { n, k, m });
          const want = sums.map((sum, i) => Math.max(0, sum + biases[i % m]!));
          assertClose(got.subarray(t * n * m, (t + 1) * n * m), want, { abs: 0, rel: 0 });
        }
      },
      { families: [family] },
    );
  }
}

Deno.test("matmul() needs no subgroups", async () => {
  await using gpu = await openGpu({ family: "cpu", subgroups: false });
  for (const transposeA of [false, true]) {
    const [a, b] = [fill(19 * 66, inputs.flat), fill(66 * 64, inputs.spiky)];
    await check(gpu, a, b, { n: 19, k: 66, m: 64, transposeA });
  }
  await check(gpu, fill(1000, inputs.flat), fill(7000, inputs.spiky), {
    n: 1,
    k: 1000,
    m: 7,
    transposeB: true,
  });
});

gpuTest("matmul() gives the same bits twice", async (gpu) => {
  using a = gpu.array(fill(65 * 130, inputs.spiky));
  using b = gpu.array(fill(130 * 67, inputs.spiky));
  using first = await matmul(gpu, a, b, { n: 65, k: 130, m: 67 });
  using second = await matmul(gpu, a, b, { n: 65, k: 130, m: 67 });
  deepEqual(...await gpu.readMany([first, second]) as [Float32Array, Float32Array]);
}, { families: BOTH });

gpuTest("matmul() with empty sides is empty, or the bias alone where k is 0", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using bias = gpu.array(Float32Array.of(1, -2));
  using empty = await matmul(gpu, none, none, { n: 0, k: 5, m: 0 });
  equal(empty.length, 0);
  using only = await matmul(gpu, none, none, { n: 3, k: 0, m: 2, bias, activation: "relu" });
  deepEqual([...await gpu.read(only)], [1, 0, 1, 0, 1, 0]);
}, { families: BOTH });

gpuTest("matmul() refuses what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using words = gpu.zeros("u32", 6);
  await rejects(
    matmul(gpu, x, x, { n: 2, k: 3, m: 3 }),
    /RangeError: Cannot multiply: b has 6 elements, wanted \(3, 3\)$/,
  );
  await rejects(
    matmul(gpu, x, x, { n: 2, k: 3, m: 2, batch: 4, transposeA: true, bias: x }),
    /RangeError: Cannot multiply: bias has 6 elements, wanted \(m\) = \(2\)/,
  );
  await rejects(
    matmul(gpu, x, x, { n: 2, k: 2, m: 2, batch: 2, transposeA: true }),
    /a has 6 elements, wanted \(2, 2\) once or 2 times/,
  );
  await rejects(
    matmul(gpu, x, x, { n: 2, k: 1.5, m: 4 }),
    /Cannot multiply: k is 1.5, wanted an integer >= 0/,
  );
  await rejects(
    // @ts-expect-error: an array of another type
    matmul(gpu, words, x, { n: 2, k: 3, m: 2 }),
    /TypeError: Cannot multiply: a is of u32, wanted f32/,
  );
  await rejects(
    // @ts-expect-error: no such activation
    matmul(gpu, x, x, { n: 2, k: 3, m: 2, activation: "swish" }),
    /TypeError: .* activation is "swish", wanted one of none, relu, gelu, geluTanh, silu/,
  );
  using long = gpu.empty("f32", 8192);
  await rejects(
    matmul(gpu, long, long, { n: 8192, k: 1, m: 8192 }),
    /the product takes 268435456 bytes, at most 134217728 fit .*\nTry: split it/,
  );
});
