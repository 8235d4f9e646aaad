import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { fold, unfold } from "@rederive/lib/conv";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { shapes } from "./shapes.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
};

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

for (const [what, shape] of Object.entries(shapes)) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(`unfold() and fold() match the reference: ${what}, ${name}`, async (gpu) => {
      const x = fill(shape.batch * shape.channels * shape.height * shape.width, at);
      using images = gpu.array(x);
      using columns = await unfold(gpu, images, shape);
      const got = await gpu.read(columns);
      deepEqual([...got], reference.unfold(x, shape));
      const dy = fill(got.length, (i) => at(i + 0.25));
      using slopes = gpu.array(dy);
      using folded = await fold(gpu, slopes, shape);
      // One rounding a sum: Higham's bound over the elements of a window.
      const [rows, wide] = shape.kernel;
      const abs = reference.fold(dy.map(Math.abs), shape).map((sum) => gamma(rows * wide) * sum);
      assertClose(await gpu.read(folded), reference.fold(dy, shape), { abs, rel: 0 });
    }, { families: BOTH });
  }
}

gpuTest("unfold() keeps -0 and NaN as they are, and is +0 outside the image", async (gpu) => {
  using x = gpu.array(Float32Array.of(-0, NaN));
  const sizes = {
    batch: 1,
    channels: 1,
    height: 1,
    width: 2,
    kernel: [1, 2],
    padding: [0, 1],
  } as const;
  using columns = await unfold(gpu, x, sizes);
  deepEqual([...await gpu.read(columns)], [0, -0, NaN, -0, NaN, 0]);
}, { families: BOTH });

gpuTest("fold() gives the same bits twice", async (gpu) => {
  const shape = { batch: 2, channels: 3, height: 33, width: 31, kernel: 5, padding: 2 };
  using columns = gpu.array(fill(2 * 75 * 33 * 31, inputs.spiky));
  using first = await fold(gpu, columns, shape);
  using second = await fold(gpu, columns, shape);
  deepEqual(...await gpu.readMany([first, second]) as [Float32Array, Float32Array]);
}, { families: BOTH });

gpuTest("unfold() and fold() of no images are empty", async (gpu) => {
  using none = gpu.empty("f32", 0);
  const sizes = { batch: 0, channels: 3, height: 4, width: 4, kernel: 3 };
  using columns = await unfold(gpu, none, sizes);
  using folded = await fold(gpu, none, sizes);
  equal(columns.length + folded.length, 0);
});

gpuTest("unfold() and fold() refuse what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 12);
  const sizes = { batch: 1, channels: 1, height: 3, width: 4, kernel: 2 };
  await rejects(
    unfold(gpu, x, { ...sizes, channels: 2 }),
    /RangeError: Cannot unfold: x has 12 elements, wanted \(B, C, height, width\) = \(1, 2, 3, 4\)$/,
  );
  await rejects(
    fold(gpu, x, sizes),
    /RangeError: Cannot fold: columns has 12 elements, wanted \(B, C taps, windows\) = \(1, 4, 6\)$/,
  );
  await rejects(
    unfold(gpu, x, { ...sizes, kernel: [3, 3], dilation: [1, 2], padding: 0 }),
    /Cannot unfold: a window reaches over 5 columns, the image has 4 and 0 of padding, wanted at least/,
  );
  await rejects(
    unfold(gpu, x, { ...sizes, stride: [1, 0] }),
    /RangeError: Cannot unfold: stride is 0, wanted an integer >= 1/,
  );
  await rejects(unfold(gpu, x, { ...sizes, padding: -1 }), /padding is -1, wanted an integer >= 0/);
  using large = gpu.empty("f32", 2 ** 20);
  await rejects(
    unfold(gpu, large, { ...sizes, height: 1024, width: 1024, kernel: 7, padding: 3 }),
    /the result takes 205520896 bytes, at most 134217728 fit/,
  );
});
