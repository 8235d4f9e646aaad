import { rejects } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { openGpu } from "@rederive/lib/gpu";
import { logSoftmax, logSoftmaxGradient, softmax, softmaxGradient } from "@rederive/lib/rows";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fill, inputs, shapes, slopes } from "./rows.ts";
import { logSoftmaxBounds, softmaxBounds } from "./softmax_bounds.ts";

for (const [rows, columns] of shapes) {
  for (const [name, at] of Object.entries(inputs)) {
    const x = fill(rows * columns, at);
    const row = (r: number) => x.subarray(r * columns, (r + 1) * columns);

    gpuTest(`softmax() matches the f64 reference at ${rows}x${columns}, ${name}`, async (gpu) => {
      using input = gpu.array(x);
      using output = await softmax(gpu, input, { rows, columns });
      const y = await gpu.read(output);
      for (let r = 0; r < rows; r++) {
        const got = y.subarray(r * columns, (r + 1) * columns);
        assertClose(got, reference.softmax(row(r)), { abs: softmaxBounds(row(r)), rel: 0 });
      }
    }, { families: BOTH });

    gpuTest(
      `logSoftmax() matches the f64 reference at ${rows}x${columns}, ${name}`,
      async (gpu) => {
        using input = gpu.array(x);
        using output = await logSoftmax(gpu, input, { rows, columns });
        const y = await gpu.read(output);
        for (let r = 0; r < rows; r++) {
          const got = y.subarray(r * columns, (r + 1) * columns);
          assertClose(got, reference.logSoftmax(row(r)), { abs: logSoftmaxBounds(row(r)), rel: 0 });
        }
      },
      { families: BOTH },
    );
  }
}

for (const [rows, columns] of [[1, 1], [3, 7], [2, 64], [2, 129]] as const) {
  gpuTest(`gradients of softmaxes match central differences at ${rows}x${columns}`, async (gpu) => {
    const x = fill(rows * columns, (i) => 3 * Math.sin(i * i));
    const dy = fill(rows * columns, (i) => Math.cos(3 * i));
    using gradient = gpu.array(dy);
    for (
      const [f, backward] of [
        [reference.softmax, softmaxGradient],
        [reference.logSoftmax, logSoftmaxGradient],
      ] as const
    ) {
      const row = (r: number) => x.subarray(r * columns, (r + 1) * columns);
      const y = Array.from({ length: rows }, (_, r) => f(row(r))).flat();
      using output = gpu.array(Float32Array.from(y));
      using dx = await backward(gpu, output, gradient, { rows, columns });
      const got = await gpu.read(dx);
      for (let r = 0; r < rows; r++) {
        const weights = dy.subarray(r * columns, (r + 1) * columns);
        const loss = (v: number[]) => f(v).reduce((sum, u, i) => sum + u * weights[i]!, 0);
        // |y| of a log-softmax is at most 12 here: its rounding costs 12 u of exp(y) <= 1, and no sum
        // of dy exceeds columns; the differences are good to 1e-9.
        const abs = gamma(columns + 16) * columns + 1e-8;
        assertClose(got.subarray(r * columns, (r + 1) * columns), slopes(loss, row(r)), {
          abs,
          rel: 0,
        });
      }
    }
  }, { families: BOTH });
}

gpuTest("softmax() of equal numbers is exact, however large or masked", async (gpu) => {
  for (const value of [0, -88, 1e4, 3e38, -1e30]) {
    using x = gpu.array(new Float32Array(64).fill(value));
    using y = await softmax(gpu, x, { rows: 2, columns: 32 });
    assertClose(await gpu.read(y), new Float64Array(64).fill(1 / 32), { abs: 0, rel: 0 });
  }
}, { families: BOTH });

gpuTest("softmax() takes more rows than a dimension has workgroups", async (gpu) => {
  const rows = 70_001;
  using x = gpu.array(fill(rows * 2, (i) => i % 2 ? 0 : Math.log(1 + i)));
  using y = await softmax(gpu, x, { rows, columns: 2 });
  const got = await gpu.read(y);
  // log, exp, sum and division: below 2e-5 at exponents up to 12
  for (let i = 0; i < got.length; i += 2) {
    assertClose([got[i]!, got[i + 1]!], [(1 + i) / (2 + i), 1 / (2 + i)], { abs: 0, rel: 2e-5 });
  }
});

Deno.test("softmax() needs no subgroups", async () => {
  await using gpu = await openGpu({ family: "cpu", subgroups: false });
  const x = fill(3 * 65, inputs.spiky);
  using input = gpu.array(x);
  using output = await softmax(gpu, input, { rows: 3, columns: 65 });
  const y = await gpu.read(output);
  for (let r = 0; r < 3; r++) {
    const row = x.subarray(r * 65, (r + 1) * 65);
    const got = y.subarray(r * 65, (r + 1) * 65);
    assertClose(got, reference.softmax(row), { abs: softmaxBounds(row), rel: 0 });
  }
});

gpuTest("softmax() refuses what is no matrix of those sizes, and empty rows", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using none = gpu.empty("f32", 0);
  await rejects(
    softmax(gpu, x, { rows: 2, columns: 4 }),
    /RangeError: Cannot take the softmax: x has 6 elements, wanted \(rows, columns\) = \(2, 4\)/,
  );
  await rejects(
    softmax(gpu, x, { rows: 2, columns: 0 }),
    /Cannot take the softmax: rows are empty, wanted at least one column/,
  );
  await rejects(
    softmaxGradient(gpu, x, none, { rows: 2, columns: 3 }),
    /dy has 0 elements/,
  );
});

gpuTest(
  "softmax() takes rows longer than eight lanes can walk, and refuses longer still",
  async (gpu) => {
    const columns = 1_600_001;
    using x = gpu.array(new Float32Array(columns).fill(3));
    using y = await softmax(gpu, x, { rows: 1, columns });
    // A division and a count below 2^24, each exact or rounded once or twice.
    assertClose(await gpu.read(y), Array(columns).fill(1 / columns), { abs: 0, rel: 1e-6 });
    await rejects(
      softmax(gpu, x, { rows: 1, columns: 2 ** 23 + 1 }),
      /RangeError: Cannot take the softmax: rows have 8388609 columns, wanted at most 8388608$/,
    );
  },
  { families: BOTH },
);
