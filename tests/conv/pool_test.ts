import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import {
  averagePool2d,
  averagePool2dGradient,
  fold,
  maxPool2d,
  maxPool2dGradient,
  unfold,
} from "@rederive/lib/conv";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { shapes } from "./shapes.ts";

const inputs = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  "many equal": (i: number) => -Math.abs(i * i * 7 % 5),
};

function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

for (const [what, shape] of Object.entries(shapes)) {
  // Windows that may lie in the border whole are refused by maxPool2d(), below.
  if (shape.padding.some((p, a) => p > shape.dilation[a]! * (shape.kernel[a]! - 1))) continue;
  for (const [name, at] of Object.entries(inputs)) {
    gpuTest(`pools and their gradients match the reference: ${what}, ${name}`, async (gpu) => {
      const plane = shape.height * shape.width;
      const x = fill(shape.batch * shape.channels * plane, at);
      const largest = reference.maxPool2d(x, shape);
      const dy = fill(largest.length, (i) => at(i + 0.25));
      using images = gpu.array(x);
      using slopes = gpu.array(dy);
      const { y, places } = await maxPool2d(gpu, images, shape);
      using byMax = await maxPool2dGradient(gpu, slopes, places, shape);
      using mean = await averagePool2d(gpu, images, shape);
      using byMean = await averagePool2dGradient(gpu, slopes, shape);
      const got = await gpu.readMany([y, places, byMax, mean, byMean]);
      for (const each of [y, places]) each[Symbol.dispose]();
      deepEqual([...got[0]], largest.map(({ value }) => value));
      deepEqual([...got[1]], largest.map(({ at }) => at % plane));
      // One rounding a sum and one for the share: Higham's bound over the elements of a window.
      const bound = gamma(shape.kernel[0] * shape.kernel[1] + 1);
      const want = reference.poolGradients(x, dy, shape);
      const sums = reference.poolGradients(x, dy.map(Math.abs), shape);
      const close = (got: Float32Array, want: number[], sizes: number[]) =>
        assertClose(got, want, { abs: sizes.map((size) => bound * size), rel: 0 });
      close(got[2], want.max, sums.max);
      close(got[4], want.average, sums.average);
      close(
        got[3],
        reference.averagePool2d(x, shape),
        reference.averagePool2d(x.map(Math.abs), shape),
      );
    }, { families: BOTH });
  }
}

gpuTest("maxPool2d() of numbers below every mask is no mask", async (gpu) => {
  using x = gpu.array(Float32Array.of(-3e38, -2e38));
  const sizes = {
    batch: 1,
    channels: 1,
    height: 1,
    width: 2,
    kernel: [1, 3],
    padding: [0, 1],
  } as const;
  const { y, places } = await maxPool2d(gpu, x, { ...sizes, stride: 1 });
  deepEqual([...await gpu.read(y)], [...Float32Array.of(-2e38, -2e38)]);
  deepEqual([...await gpu.read(places)], [1, 1]);
  for (const each of [y, places]) each[Symbol.dispose]();
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns: a lane that owns 64 of these may not walk them all
gpuTest("pools walk windows of over a thousand elements to their end", async (gpu) => {
  const [width, kernel] = [1200, 1100];
  const sizes = {
    batch: 1,
    channels: 1,
    height: 1,
    width,
    kernel: [1, kernel],
    stride: 1,
  } as const;
  const count = width - kernel + 1;
  using x = gpu.array(fill(width, (i) => i));
  using dy = gpu.array(fill(count, () => 1));
  const { y, places } = await maxPool2d(gpu, x, sizes);
  using mean = await averagePool2d(gpu, x, sizes);
  using byMean = await averagePool2dGradient(gpu, dy, sizes);
  using ones = gpu.array(fill(width, () => 1));
  using columns = await unfold(gpu, ones, sizes);
  using folded = await fold(gpu, columns, sizes);
  const got = await gpu.readMany([y, places, mean, byMean, folded]);
  for (const each of [y, places]) each[Symbol.dispose]();
  const last = Array.from({ length: count }, (_, w) => w + kernel - 1);
  deepEqual([...got[0]], last);
  deepEqual([...got[1]], last);
  const exact = { abs: 0, rel: 2 ** -23 }; // sums of integers below 2^24, and a division
  assertClose(got[2], last.map((end) => end - (kernel - 1) / 2), exact);
  const over = Array.from({ length: width }, (_, i) => Math.min(i + 1, count, width - i));
  assertClose(got[3], over.map((windows) => windows / kernel), exact);
  deepEqual([...got[4]], over);
}, { families: BOTH });

gpuTest("pools of no images are empty", async (gpu) => {
  using none = gpu.empty("f32", 0);
  const sizes = { batch: 0, channels: 3, height: 4, width: 4, kernel: 3 };
  const { y, places } = await maxPool2d(gpu, none, sizes);
  using mean = await averagePool2d(gpu, none, sizes);
  equal(y.length + places.length + mean.length, 0);
  for (const each of [y, places]) each[Symbol.dispose]();
});

gpuTest("pools refuse what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 12);
  using places = gpu.zeros("u32", 1);
  const sizes = { batch: 1, channels: 1, height: 3, width: 4, kernel: 2 };
  await rejects(
    maxPool2d(gpu, x, { ...sizes, kernel: [2, 1], padding: [1, 1] }),
    /RangeError: Cannot pool: 1 columns of padding hide a window whole, wanted at most 0/,
  );
  await rejects(
    averagePool2d(gpu, x, { ...sizes, channels: 2 }),
    /Cannot pool: x has 12 elements, wanted \(B, C, height, width\) = \(1, 2, 3, 4\)/,
  );
  await rejects(
    averagePool2dGradient(gpu, x, sizes),
    /Cannot differentiate a pool: dy has 12 elements, wanted \(B, C, down, across\) = \(1, 1, 1, 2\)/,
  );
  const large = { batch: 1, channels: 1, height: 200, width: 200, kernel: 200 };
  using image = gpu.zeros("f32", 40_000);
  await rejects(
    averagePool2d(gpu, image, large),
    /Cannot pool: windows have 200 x 200 elements, of which .*, wanted less than 32768 together\nTry/,
  );
  using dy = gpu.zeros("f32", 2);
  await rejects(
    maxPool2dGradient(gpu, dy, places, sizes),
    /Cannot differentiate a pool: places has 1 elements, wanted/,
  );
});
