import { deepStrictEqual as deepEqual, rejects, throws } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { type Gpu, GpuArray, openGpu } from "@rederive/lib/gpu";
import {
  argmax,
  argmin,
  logSumExp,
  max,
  mean,
  min,
  reducedShape,
  type ReduceOptions,
  sum,
  variance,
} from "@rederive/lib/reduce";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

type Pile = readonly number[];
const U = 2 ** -24;
const total = (pile: Pile) => pile.reduce((a, b) => a + b, 0);
const average = (pile: Pile) => total(pile) / pile.length;
const sizes = (pile: Pile) => pile.map(Math.abs);
const squares = (pile: Pile) => {
  const center = average(pile);
  return total(pile.map((v) => (v - center) ** 2));
};
const largest = (pile: Pile) => pile.reduce((a, b) => Math.max(a, b));
const smallest = (pile: Pile) => pile.reduce((a, b) => Math.min(a, b));

/** What each reduction should give for a pile of numbers, and how far it may be off. */
interface Expected {
  readonly run: (gpu: Gpu, x: GpuArray<"f32">, options: ReduceOptions) => Promise<GpuArray>;
  readonly value: (pile: Pile) => number;
  readonly error: (pile: Pile) => number;
}

const expected: Record<string, Expected> = {
  // at most one rounding an element, in any order, and one of the division
  sum: { run: sum, value: total, error: (p) => gamma(p.length) * total(sizes(p)) },
  mean: { run: mean, value: average, error: (p) => gamma(p.length + 5) * average(sizes(p)) },
  // The center is off by what the mean may be, d. Squares about it are rounded three times each and
  // summed; the correction takes at most n d^2 off again, with an error of its own size.
  variance: {
    run: variance,
    value: (p) => squares(p) / p.length,
    error: (p) => {
      const d = gamma(p.length + 5) * average(sizes(p));
      return 2 * gamma(p.length + 12) * (squares(p) / p.length + d * d) + d * d * 2 ** -10;
    },
  },
  max: { run: max, value: largest, error: () => 0 },
  min: { run: min, value: smallest, error: () => 0 },
  argmax: { run: argmax, value: (p) => p.indexOf(largest(p)), error: () => 0 },
  argmin: { run: argmin, value: (p) => p.indexOf(smallest(p)), error: () => 0 },
  // exp(-d) is off by 3 + 2 d ulp and by the rounding of d, and is e^-d of the sum: on average d is
  // at most log n. Then n roundings of the sum, log()'s 2^-21 or 3 ulp, and one of the last sum.
  logSumExp: {
    run: logSumExp,
    value: (p) => largest(p) + Math.log(total(p.map((v) => Math.exp(v - largest(p))))),
    error: (p) => {
      const n = p.length;
      const result = Math.abs(largest(p)) + Math.log(n);
      return gamma(n + 6) + 6 * Math.log(n) * U + 2 ** -21 + 7 * U * result;
    },
  },
};

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9 + (i % 7 === 3 ? 300 : 0),
  // a mean of 1000 and a deviation of 1: what a variance by squares loses all digits on
  far: (i: number) => 1000 + Math.cos(3 * i),
};

const cases: [shape: number[], axes: number[]][] = [
  [[1], [0]],
  [[63], [0]],
  [[64], [0]],
  [[65], [0]],
  [[1009], [0]],
  [[20_011], [0]], // in several parts, on either family
  [[3, 1000], [1]],
  [[5, 1009], [1]],
  [[131, 65], [1]],
  [[66, 64], [1]],
  [[1000, 3], [1]],
  [[2, 9001], [1]],
  [[1000, 3], [0]],
  [[67, 64], [0]],
  [[1009, 5], [0]],
  [[1, 7], [0]],
  [[5, 66, 3], [1]],
  [[3, 130, 8], [1]],
  [[4, 5, 6], [0, 1]],
  [[4, 5, 6], [1, 2]],
  [[4, 5, 6], [0, 2]],
  [[2, 3, 4, 5, 3], [0, 2, 4]],
  [[3, 1, 4], [0, 2]],
  [[3, 4], []],
];

for (const [name, { run, value, error }] of Object.entries(expected)) {
  for (const [regime, at] of Object.entries(inputs)) {
    gpuTest(`${name}() matches f64 over axes of ${cases.length} shapes, ${regime}`, async (gpu) => {
      const results = [];
      for (const [shape, axes] of cases) {
        const n = shape.reduce((a, b) => a * b, 1);
        using x = gpu.array(Float32Array.from({ length: n }, (_, i) => at(i)));
        results.push(await run(gpu, x, { shape, axes }));
      }
      const got = await gpu.readMany(results);
      for (const [i, [shape, axes]] of cases.entries()) {
        const n = shape.reduce((a, b) => a * b, 1);
        const x = Float32Array.from({ length: n }, (_, j) => at(j));
        const want = reference.reduce(x, value, { shape, axes });
        const abs = reference.reduce(x, error, { shape, axes });
        try {
          assertClose(got[i]!, want, { abs, rel: 2 ** -23 * Number(name === "variance") });
        } catch (cause) {
          throw new Error(`(${shape}) over ${axes}: ${(cause as Error).message}`, { cause });
        }
      }
      results.forEach((result) => result[Symbol.dispose]());
    }, { families: BOTH });
  }
}

Deno.test("sum() needs no subgroups", async () => {
  await using gpu = await openGpu({ family: "cpu", subgroups: false });
  const x = Float32Array.from({ length: 5 * 1009 }, (_, i) => (i * 7) % 31 - 15);
  using onGpu = gpu.array(x);
  using sums = await sum(gpu, onGpu, { shape: [5, 1009], axes: [1] });
  deepEqual([...await gpu.read(sums)], [
    ...reference.reduce(x, total, { shape: [5, 1009], axes: [1] }),
  ]);
});

gpuTest("sum() is exact on small integers, a million of them in every shape", async (gpu) => {
  const n = 1 << 20;
  const x = Float32Array.from({ length: n }, (_, i) => (i * 7919) % 31 - 15);
  using onGpu = gpu.array(x);
  for (const rows of [1, 8, 1024, 131_072]) {
    const columns = n / rows;
    using across = await sum(gpu, onGpu, { shape: [rows, columns], axes: [1] });
    using down = await sum(gpu, onGpu, { shape: [rows, columns], axes: [0] });
    const [byRow, byColumn] = [new Float32Array(rows), new Float32Array(columns)];
    for (let i = 0; i < n; i++) {
      byRow[Math.floor(i / columns)]! += x[i]!;
      byColumn[i % columns]! += x[i]!;
    }
    deepEqual(await gpu.readMany([across, down]), [byRow, byColumn]);
  }
}, { families: BOTH });

gpuTest("sum() has more rows than workgroups in one dimension", async (gpu) => {
  const [rows, columns] = [70_001, 66];
  using x = gpu.zeros("f32", rows * columns);
  gpu.write(x, Float32Array.of(1, 2), rows * columns - 2);
  using y = await sum(gpu, x, { shape: [rows, columns], axes: [1] });
  deepEqual([...(await gpu.read(y)).subarray(-2)], [0, 3]);
}, { families: BOTH });

gpuTest("argmax() and argmin() take the first of equals, wherever it is", async (gpu) => {
  for (const n of [5, 64, 1000, 20_011]) {
    for (const first of [0, 1, n >> 1, n - 2]) {
      const x = new Float32Array(n).map((_, i) => i >= first && (i - first) % 3 === 0 ? 9 : 1);
      using high = gpu.array(x);
      using low = gpu.array(x.map((v) => -v));
      using most = await argmax(gpu, high);
      using least = await argmin(gpu, low);
      deepEqual((await gpu.readMany([most, least])).map((each) => each[0]), [first, first]);
    }
  }
}, { families: BOTH });

gpuTest("max() and logSumExp() of rows masked with -1e30 stay finite", async (gpu) => {
  using x = gpu.array(Float32Array.from({ length: 300 }, (_, i) => i < 150 ? -1e30 : i % 150));
  using peaks = await max(gpu, x, { shape: [2, 150], axes: [1] });
  using sums = await logSumExp(gpu, x, { shape: [2, 150], axes: [1] });
  const [peak, logs] = await gpu.readMany([peaks, sums]);
  deepEqual([...peak], [Math.fround(-1e30), 149]);
  // a geometric series: 149 - log(1 - 1 / e)
  assertClose(logs, [Math.fround(-1e30), 149 - Math.log(1 - 1 / Math.E)], { abs: 1e-4, rel: 0 });
}, { families: BOTH });

gpuTest("variance() divides by what the correction leaves", async (gpu) => {
  using x = gpu.array(Float32Array.of(1, 2, 3, 4));
  using sample = await variance(gpu, x, { correction: 1 });
  assertClose(await gpu.read(sample), [5 / 3], { abs: 0, rel: 4 * U });
});

gpuTest("variance() makes up for a mean that no f32 is", async (gpu) => {
  for (const n of [2, 64, 1000, 20_010]) {
    // From whatever center the distances are small integers. The mean is 2^23 + 1/2, between floats.
    using x = gpu.array(Float32Array.from({ length: n }, (_, i) => 2 ** 23 + i % 2));
    using y = await variance(gpu, x);
    assertClose(await gpu.read(y), [0.25], { abs: 0, rel: 8 * U });
  }
}, { families: BOTH });

gpuTest("sum() of no elements is 0, of no rows nothing", async (gpu) => {
  using x = gpu.zeros("f32", 0);
  using zeros = await sum(gpu, x, { shape: [3, 0], axes: [1] });
  using none = await sum(gpu, x, { shape: [3, 0], axes: [0] });
  deepEqual((await gpu.readMany([zeros, none])).map((each) => [...each]), [[0, 0, 0], []]);
});

gpuTest("reductions refuse what has no answer", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using empty = gpu.zeros("f32", 0);
  using words = gpu.zeros("u32", 6);
  const message = "Cannot take max over axes of (3, 0): they hold no elements, wanted at least one";
  await rejects(max(gpu, empty, { shape: [3, 0], axes: [1] }), { message });
  await rejects(mean(gpu, empty), /RangeError: Cannot take mean over axes of \(0\)/);
  await rejects(sum(gpu, x, { shape: [2, 4] }), {
    message: 'Cannot take sum of "zeros": the shape (2, 4) has 8 elements, the array 6',
  });
  await rejects(sum(gpu, words as never), /TypeError: Cannot take sum of "zeros": it is u32/);
  // only said to be huge: it is refused before its buffer is looked at
  const most = gpu.device.limits.maxStorageBufferBindingSize;
  const huge = new GpuArray("f32", most, "huge", x.buffer, () => {});
  await rejects(sum(gpu, huge), {
    message:
      `Cannot take sum: "huge" takes ${
        4 * most
      } bytes, at most ${most} fit a binding of this device\n` +
      "Try: split it along its first axis",
  });
  await rejects(sum(gpu, x, { shape: [2, 3], axes: [2] }), {
    message: "Cannot reduce (2, 3): it has no axis 2, wanted one from -2 to 1",
  });
  await rejects(sum(gpu, x, { shape: [2, 3], axes: [1, -1] }), /axis -1 is named twice/);
  await rejects(variance(gpu, x, { correction: 6 }), /6 elements less a correction of 6/);
});

Deno.test("reducedShape() drops axes or keeps them as 1", () => {
  deepEqual(reducedShape([2, 3, 4]), []);
  deepEqual(reducedShape([2, 3, 4], { keepDims: true }), [1, 1, 1]);
  deepEqual(reducedShape([2, 3, 4], { axes: [-3, 2] }), [3]);
  deepEqual(reducedShape([2, 3, 4], { axes: [] }), [2, 3, 4]);
  throws(() => reducedShape([2], { axes: [1] }), /it has no axis 1/);
});

// software Vulkan leaves a loop after 65 535 turns: no lane may walk further
gpuTest("sum() counts rows longer than a loop may turn", async (gpu) => {
  const shape = [32, 600_001];
  using x = gpu.array(new Float32Array(32 * 600_001).fill(1));
  using y = await sum(gpu, x, { shape, axes: [1] });
  deepEqual([...await gpu.read(y)], Array(32).fill(600_001));
}, { families: BOTH });
