import * as tf from "@tensorflow/tfjs";
import { assertClose } from "@rederive/lib/check";
import { averagePool2d, conv2d, conv2dGradients, maxPool2d } from "@rederive/lib/conv";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

await tf.setBackend("cpu");

const BATCH = 2;
const SIDES = { height: 11, width: 9 };

function wave(length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * i + 1));
}

/** tfjs has channels last: images B, height, width, C and kernels rows, columns, C, O. */
const toTheirs = (x: Float32Array, shape: [number, number, number, number]) =>
  tf.transpose(tf.tensor4d(x, shape), [0, 2, 3, 1]);
const ofTheirs = (x: tf.Tensor) => tf.transpose(x, [0, 3, 1, 2]).dataSync();

/** Both round in f32: sums of `terms` products of numbers up to 1, in different orders. */
function check(got: ArrayLike<number>, want: ArrayLike<number>, terms: number): void {
  assertClose(got, want, { abs: terms * 2 ** -23, rel: 0 });
}

for (
  const { C, O, kernel, stride, pad, dilation } of [
    { C: 3, O: 5, kernel: 3, stride: 1, pad: 1, dilation: 1 },
    { C: 4, O: 9, kernel: 3, stride: 2, pad: 0, dilation: 1 },
    { C: 2, O: 3, kernel: 2, stride: 1, pad: 0, dilation: 3 },
  ]
) {
  gpuTest(
    `tfjs agrees on a convolution with stride ${stride} and dilation ${dilation}`,
    async (gpu) => {
      const sizes = {
        batch: BATCH,
        channels: C,
        ...SIDES,
        outputs: O,
        kernel,
        stride,
        padding: pad,
        dilation,
      };
      const x = wave(BATCH * C * SIDES.height * SIDES.width);
      const weight = wave(O * C * kernel * kernel);
      using images = gpu.array(x);
      using filters = gpu.array(weight);
      using y = await conv2d(gpu, images, filters, sizes);

      const theirX = toTheirs(x, [BATCH, C, SIDES.height, SIDES.width]);
      const theirWeight = tf.transpose(tf.tensor4d(weight, [O, C, kernel, kernel]), [2, 3, 1, 0]);
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad, "NHWC", dilation);
      const theirs = convolve(theirX, theirWeight);
      check(await gpu.read(y), ofTheirs(theirs), C * kernel ** 2);
      if (dilation > 1) return; // tfjs has no gradients of these

      const dy = wave(y.length);
      using slopes = gpu.array(dy);
      const by = await conv2dGradients(gpu, images, filters, slopes, sizes);
      const got = await gpu.readMany([by.dx, by.weight]);
      for (const each of [by.dx, by.weight, by.bias]) each[Symbol.dispose]();
      const [, rows, columns] = theirs.shape as number[];
      const theirDy = toTheirs(dy, [BATCH, O, rows!, columns!]);
      const [dx, dw] = tf.grads(convolve)([theirX, theirWeight], theirDy);
      check(got[0], ofTheirs(dx!), O * kernel ** 2);
      check(got[1], tf.transpose(dw!, [3, 2, 0, 1]).dataSync(), BATCH * rows! * columns!);
    },
    { families: BOTH },
  );
}

gpuTest("tfjs agrees on convolution by channel and on pools", async (gpu) => {
  const C = 7;
  const sizes = { batch: BATCH, channels: C, ...SIDES, kernel: 3 };
  const x = wave(BATCH * C * SIDES.height * SIDES.width);
  const weight = wave(C * 9);
  using images = gpu.array(x);
  using filters = gpu.array(weight);
  using y = await conv2d(gpu, images, filters, { ...sizes, outputs: C, groups: C, padding: 1 });
  const theirX = toTheirs(x, [BATCH, C, SIDES.height, SIDES.width]) as tf.Tensor4D;
  const theirWeight = tf.transpose(tf.tensor4d(weight, [C, 1, 3, 3]), [2, 3, 0, 1]);
  check(
    await gpu.read(y),
    ofTheirs(tf.depthwiseConv2d(theirX, theirWeight as tf.Tensor4D, 1, 1)),
    9,
  );

  const { y: largest, places } = await maxPool2d(gpu, images, { ...sizes, stride: 2 });
  using mean = await averagePool2d(gpu, images, { ...sizes, stride: 2 });
  check(await gpu.read(largest), ofTheirs(tf.maxPool(theirX, 3, 2, "valid")), 0);
  check(await gpu.read(mean), ofTheirs(tf.avgPool(theirX, 3, 2, "valid")), 9);
  for (const each of [largest, places]) each[Symbol.dispose]();
}, { families: BOTH });
