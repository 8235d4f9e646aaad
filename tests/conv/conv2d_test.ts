import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { type Activation, conv2d, conv2dGradients, conv2dInputGradient } from "@rederive/lib/conv";
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

/** Arrays of a convolution, dy included. */
function arraysOf(shape: reference.ConvShape, at: (i: number) => number) {
  const { batch, channels, height, width, outputs, kernel, groups } = shape;
  const x = fill(batch * channels * height * width, at);
  const weight = fill(outputs * channels / groups * kernel[0] * kernel[1], (i) => at(i + 0.5));
  const y = reference.conv2d(x, weight, shape);
  return { x, weight, dy: fill(y.length, (i) => at(i + 0.25)), y };
}

for (const [what, shape] of Object.entries(shapes)) {
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(`conv2d() and its gradients match the reference: ${what}, ${name}`, async (gpu) => {
      const { x, weight, dy, y } = arraysOf(shape, at);
      using images = gpu.array(x);
      using kernel = gpu.array(weight);
      using slopes = gpu.array(dy);
      using result = await conv2d(gpu, images, kernel, shape);
      const by = await conv2dGradients(gpu, images, kernel, slopes, shape);
      const got = await gpu.readMany([result, by.dx, by.weight, by.bias]);
      for (const each of [by.dx, by.weight, by.bias]) each[Symbol.dispose]();

      const { batch, outputs, kernel: [rows, columns] } = shape;
      const want = reference.conv2dGradients(x, weight, dy, shape);
      const sizes = [x.map(Math.abs), weight.map(Math.abs), dy.map(Math.abs)] as const;
      const sums = reference.conv2dGradients(...sizes, shape);
      // One rounding a product and one a sum, in whatever order: Higham's bound over all terms.
      const close = (i: 0 | 1 | 2 | 3, want: number[], terms: number, of: number[]) =>
        assertClose(got[i], want, { abs: of.map((size) => gamma(terms + 1) * size), rel: 0 });
      const taps = rows * columns;
      close(0, y, weight.length / outputs, reference.conv2d(sizes[0], sizes[1], shape));
      close(1, want.dx, outputs * taps / shape.groups, sums.dx);
      close(2, want.weight, dy.length / outputs, sums.weight);
      const places = dy.length / batch / outputs;
      const byPlane = (of: Float32Array) =>
        Array.from(
          { length: outputs },
          (_, o) =>
            of.reduce((sum, v, i) => Math.floor(i / places) % outputs === o ? sum + v : sum, 0),
        );
      close(3, byPlane(dy), dy.length / outputs, byPlane(sizes[2]));
    }, { families: BOTH });
  }
}

for (const activation of ["none", "relu", "gelu", "geluTanh", "silu"] satisfies Activation[]) {
  gpuTest(`conv2d() adds a bias and applies ${activation}`, async (gpu) => {
    for (const what of ["two groups", "by channel", "patches"]) {
      const shape = shapes[what]!;
      const { x, weight, y } = arraysOf(shape, inputs.flat);
      const biases = fill(shape.outputs, (o) => o / 4 - 1);
      using images = gpu.array(x);
      using kernel = gpu.array(weight);
      using bias = gpu.array(biases);
      using result = await conv2d(gpu, images, kernel, { ...shape, bias, activation });
      const places = y.length / shape.batch / shape.outputs;
      const biasAt = (i: number) => biases[Math.floor(i / places) % shape.outputs]!;
      const sizes = reference.conv2d(x.map(Math.abs), weight.map(Math.abs), shape);
      // As a product: one more rounding for the bias, no activation is steeper than 1.13, and each is
      // x times a share that is off by at most 8 ulps of 1.
      const abs = sizes.map((size, i) => {
        const linear = gamma(weight.length / shape.outputs + 2) * (size + Math.abs(biasAt(i)));
        return 1.13 * linear + 1e-6 * Math.abs(y[i]! + biasAt(i));
      });
      const want = y.map((sum, i) => reference.activations[activation]!(sum + biasAt(i)));
      assertClose(await gpu.read(result), want, { abs, rel: 0 });
    }
  }, { families: BOTH });
}

// Exact, for all numbers are small integers.
gpuTest("conv2d() sums 40 000 terms", async (gpu) => {
  const [channels, outputs] = [40_000, 3];
  const shape = { batch: 2, channels, height: 1, width: 3, outputs, kernel: 1 };
  const x = fill(2 * channels * 3, (i) => (i * 7) % 11 - 5);
  const weight = fill(outputs * channels, (i) => (i * 5) % 13 - 6);
  using images = gpu.array(x);
  using kernel = gpu.array(weight);
  using bias = gpu.array(Float32Array.of(1, 2, 3));
  using result = await conv2d(gpu, images, kernel, { ...shape, bias, activation: "relu" });
  const want = Array.from({ length: 2 * outputs * 3 }, (_, i) => {
    const [b, o, p] = [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3];
    let sum = o + 1;
    for (let c = 0; c < channels; c++) {
      sum += weight[o * channels + c]! * x[(b * channels + c) * 3 + p]!;
    }
    return Math.max(0, sum);
  });
  deepEqual([...await gpu.read(result)], want);
}, { families: BOTH });

// 200 000 windows an image: in shares whose borders windows reach across. Exact, in small integers.
gpuTest("conv2d() and its gradients take the windows of one image in shares", async (gpu) => {
  const width = 200_003;
  const sizes = { batch: 2, channels: 1, height: 1, width, outputs: 2, kernel: [1, 3] } as const;
  const places = width - 2;
  const x = fill(2 * width, (i) => (i * 7) % 11 - 5);
  const weight = Float32Array.of(1, -2, 3, 0, 4, -1);
  const dy = fill(4 * places, (i) => (i * 5) % 13 - 6);
  using images = gpu.array(x);
  using kernel = gpu.array(weight);
  using bias = gpu.array(Float32Array.of(1, 2));
  using slopes = gpu.array(dy);
  using y = await conv2d(gpu, images, kernel, { ...sizes, bias });
  const by = await conv2dGradients(gpu, images, kernel, slopes, sizes);
  const got = await gpu.readMany([y, by.dx, by.weight]);
  for (const each of [by.dx, by.weight, by.bias]) each[Symbol.dispose]();
  const want = [new Float64Array(dy.length), new Float64Array(x.length), new Float64Array(6)];
  for (let i = 0; i < dy.length; i++) {
    const [b, o, j] = [Math.floor(i / places / 2), Math.floor(i / places) % 2, i % places];
    want[0]![i]! += o + 1;
    for (let v = 0; v < 3; v++) {
      const [from, tap] = [b * width + j + v, o * 3 + v];
      want[0]![i]! += weight[tap]! * x[from]!;
      want[1]![from]! += weight[tap]! * dy[i]!;
      want[2]![tap]! += x[from]! * dy[i]!;
    }
  }
  for (const [i, values] of want.entries()) assertClose(got[i]!, values, { abs: 0, rel: 0 });
}, { families: BOTH });

// 40 images of 2 MiB of columns each: more than are held at once.
gpuTest("conv2dInputGradient() folds images share by share", async (gpu) => {
  const shape = {
    batch: 40,
    channels: 32,
    height: 130,
    width: 130,
    outputs: 1,
    kernel: 2,
    stride: 2,
  };
  const places = 65 * 65;
  const dy = fill(40 * places, (i) => (i * 7) % 11 - 5);
  const weight = fill(32 * 4, (i) => (i * 5) % 13 - 6);
  using slopes = gpu.array(dy);
  using kernel = gpu.array(weight);
  using dx = await conv2dInputGradient(gpu, slopes, kernel, shape);
  const got = await gpu.read(dx);
  // Windows side by side: each element is in one.
  const wrong = got.findIndex((value, i) => {
    const [b, c, r, j] = [i / 540_800, i / 16_900 % 32, i / 130 % 130, i % 130].map(Math.floor);
    const from = dy[b! * places + (r! >> 1) * 65 + (j! >> 1)]!;
    return value !== from * weight[c! * 4 + r! % 2 * 2 + j! % 2]!;
  });
  equal(wrong, -1);
});

gpuTest("conv2dGradients() gives the same bits twice", async (gpu) => {
  const shape = {
    batch: 9,
    channels: 8,
    height: 17,
    width: 33,
    outputs: 16,
    kernel: 3,
    padding: 1,
  };
  using x = gpu.array(fill(9 * 8 * 17 * 33, inputs.spiky));
  using weight = gpu.array(fill(16 * 8 * 9, inputs.spiky));
  using dy = gpu.array(fill(9 * 16 * 17 * 33, inputs.spiky));
  for (const strided of [{ stride: 1 }, { height: 33, width: 65, stride: 2 }]) {
    const sizes = { ...shape, ...strided };
    using images = gpu.array(fill(9 * 8 * sizes.height * sizes.width, inputs.spiky));
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const { dx, weight: byWeight, bias } = await conv2dGradients(gpu, images, weight, dy, sizes);
      runs.push(await gpu.readMany([dx, byWeight, bias]));
      for (const each of [dx, byWeight, bias]) each[Symbol.dispose]();
    }
    deepEqual(runs[0], runs[1]);
  }
  equal(x.disposed, false);
}, { families: BOTH });

gpuTest("conv2d() of no images or planes is empty, without terms the bias alone", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using ones = gpu.array(new Float32Array(6).fill(1));
  using bias = gpu.array(Float32Array.of(1, -2));
  const shape = { batch: 1, channels: 1, height: 2, width: 3, outputs: 2, kernel: [1, 3] } as const;
  using noImages = await conv2d(gpu, none, ones, { ...shape, batch: 0 });
  using noPlanes = await conv2d(gpu, ones, none, { ...shape, outputs: 0 });
  equal(noImages.length + noPlanes.length, 0);
  using only = await conv2d(gpu, none, none, { ...shape, channels: 0, bias });
  deepEqual([...await gpu.read(only)], [1, 1, -2, -2]);
  const { dx, weight, bias: byBias } = await conv2dGradients(gpu, none, ones, none, {
    ...shape,
    batch: 0,
  });
  equal(dx.length, 0);
  deepEqual([...await gpu.read(weight)], [0, 0, 0, 0, 0, 0]);
  deepEqual([...await gpu.read(byBias)], [0, 0]);
  for (const each of [dx, weight, byBias]) each[Symbol.dispose]();
}, { families: BOTH });

gpuTest("conv2d() refuses what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 24);
  using weight = gpu.zeros("f32", 8);
  using words = gpu.zeros("u32", 24);
  const shape = { batch: 1, channels: 2, height: 3, width: 4, outputs: 2, kernel: 2, groups: 2 };
  await rejects(
    conv2d(gpu, x, x, shape),
    /RangeError: Cannot convolve: weight has 24 elements, wanted \(O, C \/ groups, rows, columns\) = \(2, 1, 2, 2\)$/,
  );
  await rejects(
    conv2d(gpu, weight, weight, shape),
    /x has 8 elements, wanted \(B, C, height, width\) = \(1, 2, 3, 4\)/,
  );
  await rejects(
    conv2d(gpu, x, weight, { ...shape, groups: 3 }),
    /RangeError: Cannot convolve: groups is 3, wanted a divisor of C=2 and O=2/,
  );
  await rejects(
    conv2d(gpu, x, weight, { ...shape, kernel: [4, 2] }),
    /Cannot convolve: a window reaches over 4 rows, the image has 3 and 0 of padding, wanted at least/,
  );
  await rejects(
    conv2d(gpu, x, weight, { ...shape, kernel: 0 }),
    /Cannot convolve: kernel is 0, wanted an integer >= 1/,
  );
  await rejects(
    conv2d(gpu, x, weight, { ...shape, outputs: 1.5 }),
    /Cannot convolve: outputs is 1.5, wanted an integer >= 0/,
  );
  await rejects(
    conv2d(gpu, x, weight, { ...shape, bias: x }),
    /Cannot convolve: bias has 24 elements, wanted \(O\) = \(2\)/,
  );
  await rejects(
    // @ts-expect-error: no such activation
    conv2d(gpu, x, weight, { ...shape, activation: "swish" }),
    /TypeError: Cannot convolve: activation is "swish"/,
  );
  await rejects(
    // @ts-expect-error: an array of another type
    conv2d(gpu, words, weight, shape),
    /TypeError: Cannot convolve: x is of u32, wanted f32/,
  );
  await rejects(
    conv2dGradients(gpu, x, weight, x, shape),
    /Cannot differentiate a convolution: dy has 24 elements, wanted \(B, O, height, width\) = \(1, 2, 2, 3\)/,
  );
  using plane = gpu.empty("f32", 2 ** 20);
  const large = { batch: 1, channels: 1, height: 1024, width: 1024, outputs: 1, kernel: 1 };
  await rejects(
    conv2d(gpu, plane, plane, { ...large, outputs: 64 }),
    /weight has 1048576 elements, wanted .* = \(64, 1, 1, 1\)/,
  );
  using one = gpu.zeros("f32", 64);
  await rejects(
    conv2d(gpu, plane, one, { ...large, outputs: 64 }),
    /the result takes 268435456 bytes, at most 134217728 fit .*\nTry: split it/,
  );
});
