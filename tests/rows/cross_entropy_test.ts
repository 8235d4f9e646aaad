import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { crossEntropy, crossEntropyGradient } from "@rederive/lib/rows";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fill, inputs, shapes, slopes } from "./rows.ts";
import { logSoftmaxBounds, softmaxBounds } from "./softmax_bounds.ts";

/** Every place of a row in turn, its last one too. */
const targetsOf = (rows: number, columns: number) =>
  Int32Array.from({ length: rows }, (_, row) => (columns - 1 + 7 * row) % columns);

for (const [rows, columns] of shapes) {
  for (const [name, at] of Object.entries(inputs)) {
    const title = `the f64 reference at ${rows}x${columns}, ${name}`;
    const x = fill(rows * columns, at);
    const row = (r: number) => x.subarray(r * columns, (r + 1) * columns);
    const targets = targetsOf(rows, columns);

    gpuTest(`crossEntropy() matches ${title}`, async (gpu) => {
      using logits = gpu.array(x);
      using goals = gpu.array(targets);
      using losses = await crossEntropy(gpu, logits, goals, { rows, columns });
      const got = await gpu.read(losses);
      const some = Array.from({ length: rows }, (_, r) => r);
      const want = some.map((r) => -reference.logSoftmax(row(r))[targets[r]!]!);
      const abs = some.map((r) => logSoftmaxBounds(row(r))[targets[r]!]!);
      assertClose(some.map((r) => got[r]!), want, { abs, rel: 0 });
    }, { families: BOTH });

    gpuTest(`crossEntropyGradient() matches ${title}`, async (gpu) => {
      using logits = gpu.array(x);
      const scale = 0.25;
      using dx = await crossEntropyGradient(gpu, logits, targets, { rows, columns, scale });
      const got = await gpu.read(dx);
      for (let r = 0; r < rows; r++) {
        const want = reference.softmax(row(r));
        want[targets[r]!]! -= 1;
        // the difference from 1 rounds once
        const abs = softmaxBounds(row(r)).map((bound) => scale * (bound + 2 ** -24));
        const part = got.subarray(r * columns, (r + 1) * columns);
        assertClose(part, want.map((v) => scale * v), { abs, rel: 0 });
      }
    }, { families: BOTH });
  }
}

gpuTest(
  "crossEntropyGradient() is that of the mean unless told, by central differences",
  async (gpu) => {
    const [rows, columns] = [4, 9];
    const x = fill(rows * columns, (i) => 2 * Math.sin(i * i));
    const targets = targetsOf(rows, columns);
    using logits = gpu.array(x);
    using dx = await crossEntropyGradient(gpu, logits, targets, { rows, columns });
    const mean = (all: number[]) =>
      targets.reduce(
        (sum, target, r) =>
          sum - reference.logSoftmax(all.slice(r * columns, (r + 1) * columns))[target]! / rows,
        0,
      );
    // softmaxBounds() is below 1e-5 at 9 columns, and the differences are good to 1e-9
    assertClose(await gpu.read(dx), slopes(mean, x), { abs: 1e-5 / rows, rel: 0 });
  },
  { families: BOTH },
);

gpuTest(
  "crossEntropy() leaves rows with target -1 out and marks targets that do not exist",
  async (gpu) => {
    using logits = gpu.zeros("f32", 5 * 3);
    using targets = gpu.array(Int32Array.of(0, -1, 3, -2, 2));
    const sizes = { rows: 5, columns: 3 };
    using losses = await crossEntropy(gpu, logits, targets, sizes);
    const [first, out, above, below, last] = await gpu.read(losses);
    assertClose([first!, last!], [Math.log(3), Math.log(3)], { abs: 1e-6, rel: 0 });
    deepEqual([out, above, below], [0, NaN, NaN]);
    using dx = await crossEntropyGradient(gpu, logits, targets, sizes);
    const slope = await gpu.read(dx);
    deepEqual([...slope.subarray(3, 12)], [0, 0, 0, NaN, NaN, NaN, NaN, NaN, NaN]);
  },
  { families: BOTH },
);

gpuTest(
  "crossEntropy() refuses targets in memory that do not exist, and arrays that do not fit",
  async (gpu) => {
    using logits = gpu.zeros("f32", 6);
    using words = gpu.zeros("u32", 2);
    const sizes = { rows: 2, columns: 3 };
    await rejects(
      crossEntropy(gpu, logits, Int32Array.of(0, 3), sizes),
      /RangeError: Cannot take the cross-entropy: the target of row 1 is 3, wanted -1 \(left out\) or a column below 3/,
    );
    await rejects(
      crossEntropyGradient(gpu, logits, Int32Array.of(0), sizes),
      /targets has 1 elements, wanted \(rows\) = \(2\)/,
    );
    await rejects(
      // @ts-expect-error: an array of another type
      crossEntropy(gpu, logits, words, sizes),
      /TypeError: Cannot take the cross-entropy: targets is of u32, wanted i32/,
    );
  },
);
