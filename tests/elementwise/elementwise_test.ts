import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import {
  elementwise,
  elementwiseGradient,
  type Operand,
  pointwise,
  type PointwiseName,
  rowMajor,
} from "@rederive/lib/elementwise";
import { broadcastShapes } from "@rederive/lib/gather";
import type { Gpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { samples } from "./samples.ts";

const SIZES = [0, 1, 63, 64, 65, 1000, 1009];

/** Columns of inputs: one array a place, f32. */
function columnsOf(name: PointwiseName, regime: "flat" | "spiky", n: number) {
  const { flat, spiky } = samples[name];
  const draw = stream(n);
  return Array.from(
    { length: pointwise[name].inputs },
    (_, place) =>
      Float32Array.from({ length: n }, (_, i) => {
        if (regime === "spiky") return spiky[i % spiky.length]![place]!;
        const [low, high] = flat[place]!;
        return low + (high - low) * draw.uniform();
      }),
  );
}

/** The value and every derivative, times the upstream, at all sizes of one regime. */
async function checkAgainstF64(gpu: Gpu, name: PointwiseName, regime: "flat" | "spiky") {
  const op = pointwise[name];
  for (const n of SIZES) {
    const columns = columnsOf(name, regime, n);
    const at = (i: number) =>
      [0, 1, 2].map((place) => columns[place]?.[i] ?? 0) as [number, number, number];
    const arrays = columns.map((column) => gpu.array(column));
    using value = await elementwise(gpu, name, arrays);
    const want = Float64Array.from({ length: n }, (_, i) => op.f64(...at(i)));
    assertClose(await gpu.read(value), want, samples[name].value);
    for (const [input, { f64 }] of op.derivatives.entries()) {
      const upstream = 4; // a power of two: no rounding of its own
      using slope = await elementwiseGradient(gpu, name, arrays, { input, upstream });
      const got = (await gpu.read(slope)).map((v) => v / upstream);
      const slopes = Float64Array.from({ length: n }, (_, i) => f64(...at(i), want[i]!));
      assertClose(got, slopes, samples[name].slope);
    }
    arrays.forEach((array) => array[Symbol.dispose]());
  }
}

for (const name of Object.keys(pointwise) as PointwiseName[]) {
  for (const regime of ["flat", "spiky"] as const) {
    gpuTest(
      `elementwise() matches f64 for "${name}" and its derivatives, ${regime}`,
      (gpu) => checkAgainstF64(gpu, name, regime),
      // the shapes of the families differ in how elements are handed out, not in the operation
      { families: name === "mul" || name === "clamp" ? BOTH : ["cpu"] },
    );
  }
}

const shapes: (readonly number[])[][] = [
  [[5, 1], [1, 7]],
  [[13, 64], [64]],
  [[13, 63], [63]],
  [[64], [9, 64]],
  [[17, 1], [17, 8]],
  [[3, 1, 65], [3, 4, 1]],
  [[2, 3, 4], [3, 1]],
  [[2, 1, 3, 1, 2, 1, 3, 1], [2, 3, 1, 2, 1, 3, 1, 4]],
  [[1, 1], [1]],
  [[0, 3], [1, 3]],
  [[], [3]],
];

for (const [left, right] of shapes as [readonly number[], readonly number[]][]) {
  gpuTest(`elementwise() broadcasts (${left}) and (${right})`, async (gpu) => {
    const shape = broadcastShapes(left, right);
    // small integers: a a - b is exact and tells every pair from every other
    const inputs = [left, right].map((own, which) => ({
      values: Float32Array.from(
        { length: own.reduce((n, size) => n * size, 1) },
        (_, i) => (which ? 1000 * i : i % 997),
      ),
      shape: own,
    }));
    const arrays = inputs.map(({ values }) => gpu.array(values));
    const views = arrays.map((array, i) => ({ array, shape: inputs[i]!.shape }));
    using got = await elementwise(gpu, "sub", views);
    deepEqual([...await gpu.read(got)], reference.broadcast((a, b) => a - b, shape, inputs));
    arrays.forEach((array) => array[Symbol.dispose]());
  }, { families: BOTH });
}

gpuTest("elementwise() walks 60 random pairs of strided views", async (gpu) => {
  const values = Float32Array.from({ length: 512 }, (_, i) => i * 3 - 7);
  using x = gpu.array(values);
  const results = [];
  const wanted: number[][] = [];
  for (let seed = 0; seed < 60; seed++) {
    const draw = stream(seed);
    const shape = Array.from({ length: 1 + draw.integer(4) }, () => 1 + draw.integer(9) % 6);
    const views = [0, 1, 2].map(() => {
      const own = shape.map((size) => draw.integer(3) === 0 ? 1 : size);
      const strides = own.map(() => draw.integer(17) - 8);
      return { array: x, shape: own, strides, offset: 256 - draw.integer(9) };
    });
    results.push(await elementwise(gpu, "where", views));
    const inputs = views.map(({ shape, strides, offset }) => ({
      values: reference.gather(values, {
        shape,
        strides,
        offset,
        block: { start: 0, shape: [], offsets: [0] },
      }),
      shape,
    }));
    const whole = broadcastShapes(...views.map((view) => view.shape));
    wanted.push(reference.broadcast((a, b, c) => a !== 0 ? b! : c!, whole, inputs));
  }
  const got = await gpu.readMany(results);
  got.forEach((each, i) => deepEqual([...each], wanted[i]));
  results.forEach((result) => result[Symbol.dispose]());
}, { families: BOTH });

gpuTest("elementwise() takes views that are vectors apart, and shifted by one", async (gpu) => {
  const values = Float32Array.from({ length: 400 }, (_, i) => i);
  using x = gpu.array(values);
  for (const offset of [0, 1, 4, 8]) {
    for (const pitch of [16, 18, 20]) {
      const view = { array: x, shape: [9, 16], strides: [pitch, 1], offset };
      using y = await elementwise(gpu, "add", [view, { array: x, shape: [9, 1], strides: [1, 1] }]);
      const want = Array.from({ length: 144 }, (_, i) => {
        const [row, column] = [Math.floor(i / 16), i % 16];
        return offset + pitch * row + column + row;
      });
      deepEqual([...await gpu.read(y)], want);
    }
  }
}, { families: BOTH });

gpuTest("elementwiseGradient() multiplies by an upstream of any shape", async (gpu) => {
  const x = Float32Array.from({ length: 15 }, (_, i) => i - 7);
  const g = Float32Array.of(1, 10, 100);
  using onGpu = gpu.array(x);
  using upstream = gpu.array(g);
  using y = await elementwiseGradient(
    gpu,
    "square",
    [{ array: onGpu, shape: [5, 3] }],
    { input: 0, upstream },
  );
  deepEqual([...await gpu.read(y)], Array.from(x, (v, i) => 2 * v * g[i % 3]!));
}, { families: BOTH });

gpuTest("elementwise() takes 16 777 223 elements, the last one included", async (gpu) => {
  const n = 16_777_223; // more workgroups than one dimension holds
  using x = gpu.zeros("f32", n);
  gpu.write(x, Float32Array.of(5, 6, 7), n - 3);
  using y = await elementwise(gpu, "add", [x, 1]);
  const ends = { array: y, shape: [2, 3], strides: [n - 3, 1] };
  using both = await elementwise(gpu, "mul", [ends, 2]);
  deepEqual([...await gpu.read(both)], [2, 2, 2, 12, 14, 16]);
}, { families: ["gpu"] });

gpuTest("elementwise() keeps its limits where exp() would overflow", async (gpu) => {
  using x = gpu.array(Float32Array.of(-3e38, -1000, 1000, 3e38));
  const got = [];
  for (const name of ["sigmoid", "tanh", "relu"] as const) {
    using y = await elementwise(gpu, name, [x]);
    got.push([...await gpu.read(y)]);
  }
  assertClose(got[0]!, [0, 0, 1, 1], { abs: 1e-34, rel: 0 });
  assertClose(got[1]!, [-1, -1, 1, 1], { abs: 2 ** -23, rel: 0 });
  deepEqual(got[2], [0, 0, 1000, Math.fround(3e38)]);
});

gpuTest("elementwise() refuses what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 4);
  using words = gpu.zeros("u32", 4);
  const wrong = (inputs: Parameters<typeof elementwise>[2], name: PointwiseName = "add") => () =>
    elementwise(gpu, name, inputs);
  await rejects(wrong([x]), { message: 'Cannot compute "add": 1 inputs, wanted 2' });
  await rejects(
    wrong([x], "cube" as PointwiseName),
    /TypeError: Cannot compute "cube": no such operation/,
  );
  await rejects(
    wrong([x, words as never]),
    /TypeError: Cannot compute with "zeros": it is u32, wanted f32/,
  );
  await rejects(
    wrong([x, { array: x, shape: [5] }]),
    /Cannot view "zeros" as \(5\): positions run from 0 to 4, it has 4 elements/,
  );
  await rejects(wrong([x, { array: x, shape: [2], strides: [-1] }]), /positions run from -1 to 0/);
  await rejects(wrong([x, { array: x, shape: [2], strides: [1, 1] }]), /1 axes and 2 strides/);
  await rejects(
    wrong([x, { array: x, shape: [3] }])(),
    /RangeError: Cannot broadcast shapes \(4\) and \(3\)/,
  );
  await rejects(
    wrong([x, { array: x, shape: Array(9).fill(1) }])(),
    /the result has 9 axes, wanted at most 8/,
  );
  const side = 2 ** Math.ceil(Math.log2(gpu.device.limits.maxStorageBufferBindingSize) / 2);
  await rejects(
    wrong([{ array: x, shape: [side], strides: [0] }, {
      array: x,
      shape: [side, 1],
      strides: [0, 0],
    }]),
    /Cannot compute "add": the result takes \d+ bytes, at most \d+ fit a binding/,
  );
  await rejects(
    () => elementwiseGradient(gpu, "add", [x, x], { input: 2 }),
    /Cannot differentiate "add": input 2, wanted one from 0 to 1/,
  );
});

for (const columns of [257, 260]) { // numbers and vectors
  gpuTest(
    `elementwise() reads 263 x ${columns} numbers, through textures on a CPU`,
    async (gpu) => {
      const rows = 263;
      const shape = [rows, columns];
      const values = Float32Array.from({ length: 130_000 }, (_, i) => i % 1021 - 500);
      using x = gpu.array(values);
      using row = gpu.array(values.slice(7, 7 + columns));
      const at = (i: number) => values[i]!;
      // whole, across, backwards, a part of more, one row and one column for all, one number
      const cases: [Operand, (r: number, c: number) => number][] = [
        [{ array: x, shape }, (r, c) => at(r * columns + c)],
        [{ array: x, shape, strides: [1, rows] }, (r, c) => at(c * rows + r)],
        [
          { array: x, shape, strides: [-columns, -1], offset: 90_000 },
          (r, c) => at(90_000 - r * columns - c),
        ],
        [{ array: x, shape, offset: 60_000 }, (r, c) => at(60_000 + r * columns + c)],
        [row, (_, c) => at(7 + c)],
        [{ array: x, shape: [rows, 1], offset: 5 }, (r) => at(5 + r)],
        [3, () => 3],
      ];
      const last = { array: x, shape };
      for (const [left, a] of cases) {
        for (const [right, b] of cases) {
          using y = await elementwise(gpu, "where", [left, right, last]);
          const got = await gpu.read(y);
          const wrong = got.findIndex((value, i) => {
            const [r, c] = [Math.floor(i / columns), i % columns];
            return value !== (a(r, c) ? b(r, c) : at(i));
          });
          equal(wrong, -1);
        }
      }
    },
    { families: BOTH },
  );
}

Deno.test("rowMajor() steps over the axes behind", () => {
  deepEqual(rowMajor([2, 3, 4]), [12, 4, 1]);
  deepEqual(rowMajor([]), []);
});
