import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import * as reference from "@rederive/lib/reference";
import {
  multiplySparse,
  sparseFromCoordinates,
  sparseMatrix,
  sparseValuesGradient,
} from "@rederive/lib/sparse";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { coordinatesOf, scatter } from "./sparse_case.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

// Ragged, empty rows and columns, one entry, rows and columns of several stretches (1024 and 4096).
const shapes = [
  { rows: 1, columns: 1, entries: 1, width: 1 },
  { rows: 63, columns: 65, entries: 300, width: 64 },
  { rows: 65, columns: 64, entries: 7, width: 5 },
  { rows: 7, columns: 101, entries: 707, width: 63 },
  { rows: 1000, columns: 9, entries: 2000, width: 4 },
  { rows: 3, columns: 9001, entries: 9500, long: 9001, width: 1 },
  { rows: 9001, columns: 2, entries: 13_000, width: 8 },
  { rows: 5, columns: 4, entries: 0, width: 3 },
] as const;

const fill = (length: number, at: (i: number) => number) =>
  Float32Array.from({ length }, (_, i) => at(i));

for (const shape of shapes) {
  for (const [regime, at] of Object.entries(inputs)) {
    const { rows, columns, entries: count, width } = shape;
    gpuTest(
      `multiplySparse() matches the dense product at (${rows}, ${columns}), ${count} entries, ` +
        `width ${width}, ${regime}`,
      async (gpu) => {
        const entries = scatter(shape, at);
        using matrix = sparseFromCoordinates(gpu, coordinatesOf(entries), { rows, columns });
        const [numbers, slopes] = [fill(columns * width, at), fill(rows * width, at)];
        using x = gpu.array(numbers);
        using dy = gpu.array(slopes);
        using y = await multiplySparse(gpu, matrix, x, { width });
        using dx = await multiplySparse(gpu, matrix, dy, { width, transpose: true });
        using dv = await sparseValuesGradient(gpu, matrix, { x, outputGradient: dy, width });
        const [product, byX, byValues] = await gpu.readMany([y, dx, dv]);

        const dense = reference.dense(entries, { rows, columns });
        const sizes = dense.map(Math.abs);
        const turned = reference.transpose(dense, { rows, columns });
        const turnedSizes = reference.transpose(sizes, { rows, columns });
        const forward = { n: rows, k: columns, m: width };
        const backward = { n: columns, k: rows, m: width };
        // A rounding a product and one a sum of at most `columns` (or `rows`) terms, in any order.
        assertClose(product, reference.matmul(dense, numbers, forward), {
          abs: reference.matmul(sizes, numbers.map(Math.abs), forward)
            .map((size) => gamma(columns + 1) * size),
          rel: 0,
        });
        assertClose(byX, reference.matmul(turned, slopes, backward), {
          abs: reference.matmul(turnedSizes, slopes.map(Math.abs), backward)
            .map((size) => gamma(rows + 1) * size),
          rel: 0,
        });
        const sorted = entries.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
        const dot = (of: (v: number) => number) =>
          sorted.map(([row, column]) =>
            reference.matmul(
              slopes.slice(row * width, (row + 1) * width).map(of),
              numbers.slice(column * width, (column + 1) * width).map(of),
              { n: 1, k: width, m: 1 },
            )[0]!
          );
        const bounds = dot(Math.abs).map((size) => gamma(width + 1) * size);
        assertClose(byValues, dot((v) => v), { abs: bounds, rel: 0 });
      },
      { families: BOTH },
    );
  }
}

gpuTest("multiplySparse() and its gradients agree with central differences", async (gpu) => {
  const [rows, columns, width] = [4, 3, 2];
  const entries = scatter({ rows, columns, entries: 7 }, inputs.flat)
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const [numbers, slopes] = [fill(columns * width, inputs.flat), fill(rows * width, Math.cos)];
  const sizes = { n: rows, k: columns, m: width };
  const loss = (values: readonly number[], x: ArrayLike<number>) =>
    reference.matmul(
      reference.dense(entries.map(([r, c], i) => [r, c, values[i]!]), { rows, columns }),
      x,
      sizes,
    ).reduce((sum, y, i) => sum + y * slopes[i]!, 0);
  const values = entries.map(([, , value]) => value);
  // Bilinear: differences over 1 are exact but for rounding.
  const wantX = [...numbers].map((v, i) =>
    (loss(values, numbers.with(i, v + 1)) - loss(values, numbers.with(i, v - 1))) / 2
  );
  const wantValues = values.map((v, i) =>
    (loss(values.with(i, v + 1), numbers) - loss(values.with(i, v - 1), numbers)) / 2
  );
  using matrix = sparseFromCoordinates(gpu, coordinatesOf(entries), { rows, columns });
  using x = gpu.array(numbers);
  using dy = gpu.array(slopes);
  using dx = await multiplySparse(gpu, matrix, dy, { width, transpose: true });
  using dv = await sparseValuesGradient(gpu, matrix, { x, outputGradient: dy, width });
  const [byX, byValues] = await gpu.readMany([dx, dv]);
  // sums of at most 4 products of numbers below 1, and x + 1 is rounded to f32 in `with()`
  assertClose(byX, wantX, { abs: 4 * gamma(5) + 2 ** -22, rel: 0 });
  assertClose(byValues, wantValues, { abs: 4 * gamma(5) + 2 ** -22, rel: 0 });
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns in all
gpuTest("multiplySparse() counts a row with more entries than a loop may turn", async (gpu) => {
  const columns = 200_001;
  const indices = Uint32Array.from({ length: columns }, (_, i) => i);
  const values = new Float32Array(columns).fill(1);
  using matrix = sparseMatrix(gpu, { starts: [0, 0, columns], indices, values }, { columns });
  using x = gpu.array(new Float32Array(columns * 4).fill(1));
  using y = await multiplySparse(gpu, matrix, x, { width: 4 });
  deepEqual([...await gpu.read(y)], [0, 0, 0, 0, columns, columns, columns, columns]);
}, { families: BOTH });

gpuTest("multiplySparse() gives the same bits twice", async (gpu) => {
  const shape = { rows: 50, columns: 3000, entries: 20_000, long: 3000 };
  using matrix = sparseFromCoordinates(gpu, coordinatesOf(scatter(shape, inputs.spiky)), shape);
  using x = gpu.array(fill(3000 * 7, inputs.spiky));
  using first = await multiplySparse(gpu, matrix, x, { width: 7 });
  using second = await multiplySparse(gpu, matrix, x, { width: 7 });
  deepEqual(...await gpu.readMany([first, second]) as [Float32Array, Float32Array]);
}, { families: BOTH });

gpuTest("multiplySparse() follows numbers that are overwritten", async (gpu) => {
  const csr = { starts: [0, 1, 2], indices: [1, 0], values: [2, 3] };
  using matrix = sparseMatrix(gpu, csr, { columns: 2 });
  gpu.write(matrix.values, Float32Array.of(5, 7));
  using x = gpu.array(Float32Array.of(1, 10));
  using y = await multiplySparse(gpu, matrix, x, { width: 1 });
  using z = await multiplySparse(gpu, matrix, x, { width: 1, transpose: true });
  deepEqual((await gpu.readMany([y, z])).map((each) => [...each]), [[50, 7], [70, 5]]);
});

gpuTest("multiplySparse() of nothing is nothing; what does not fit is refused", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using empty = sparseMatrix(gpu, { starts: [0], indices: [], values: [] }, { columns: 0 });
  using nothing = await multiplySparse(gpu, empty, none, { width: 3 });
  equal(nothing.length, 0);
  using matrix = sparseMatrix(gpu, { starts: [0, 1], indices: [1], values: [2] }, { columns: 2 });
  await rejects(
    multiplySparse(gpu, matrix, none, { width: 3 }),
    /RangeError: Cannot multiply a sparse matrix: x has 0 elements, wanted \(M, C\) = \(2, 3\)/,
  );
  await rejects(
    multiplySparse(gpu, matrix, none, { width: 3, transpose: true }),
    /x has 0 elements, wanted \(N, C\) = \(1, 3\)/,
  );
  await rejects(multiplySparse(gpu, matrix, none, { width: -1 }), /width is -1, wanted an integer/);
  await rejects(
    sparseValuesGradient(gpu, matrix, { x: none, outputGradient: none, width: 40_000 }),
    /Cannot differentiate a sparse product: width is 40000, wanted at most 32768/,
  );
});
