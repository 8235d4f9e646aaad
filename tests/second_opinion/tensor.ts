import * as tf from "@tensorflow/tfjs";
import { assertClose } from "@rederive/lib/check";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "../tensor/chains.ts";

await tf.setBackend("cpu");

const TARGETS = Int32Array.of(2, 0, 5, 6, 3, 1, 4);

/** The same function of matrices, said to both libraries. */
interface Pair {
  name: string;
  shapes: readonly [number, number][];
  ours: (...x: t.Tensor[]) => t.Tensor;
  theirs: (...x: tf.Tensor2D[]) => tf.Tensor;
}

const hot = () => tf.oneHot(Array.from(TARGETS), 7);

const pairs: Pair[] = [
  {
    name: "a chain of products",
    shapes: [[7, 5], [5, 65], [65, 3]],
    ours: (a, b, c) => t.sum(t.square(t.matmul(t.matmul(a!, b!), c!))),
    theirs: (a, b, c) => tf.sum(tf.square(tf.matMul(tf.matMul(a!, b!), c!))),
  },
  {
    name: "softmax of a product",
    shapes: [[7, 5], [5, 7]],
    ours: (a, b) => t.sum(t.square(t.softmax(t.matmul(a!, b!)))),
    theirs: (a, b) => tf.sum(tf.square(tf.softmax(tf.matMul(a!, b!)))),
  },
  {
    name: "cross-entropy of a network",
    shapes: [[7, 4], [4, 33], [1, 33], [33, 7]],
    ours: (x, w, b, v) =>
      t.mean(t.crossEntropy(t.matmul(t.tanh(t.add(t.matmul(x!, w!), b!)), v!), TARGETS)),
    theirs: (x, w, b, v) =>
      tf.losses.softmaxCrossEntropy(
        hot(),
        tf.matMul(tf.tanh(tf.add(tf.matMul(x!, w!), b!)), v!),
      ),
  },
  {
    name: "attention of one head",
    shapes: [[7, 8], [7, 8], [7, 8]],
    ours: (q, k, v) =>
      t.sum(t.square(t.matmul(t.softmax(t.mul(t.matmul(q!, t.transpose(k!)), 8 ** -0.5)), v!))),
    theirs: (q, k, v) => {
      const scores = tf.mul(tf.matMul(q!, k!, false, true), 8 ** -0.5);
      return tf.sum(tf.square(tf.matMul(tf.softmax(scores), v!)));
    },
  },
  {
    name: "attention in one step",
    shapes: [[7, 8], [9, 8], [9, 8]],
    ours: (...x) => {
      const [q, k, v] = x.map((each) => t.reshape(each, [1, ...each.shape]));
      return t.sum(t.square(t.attention({ q: q!, k: k!, v: v! })));
    },
    theirs: (q, k, v) => {
      const scores = tf.mul(tf.matMul(q!, k!, false, true), 8 ** -0.5);
      return tf.sum(tf.square(tf.matMul(tf.softmax(scores), v!)));
    },
  },
  {
    name: "rows of a table, added up",
    shapes: [[6, 5]],
    ours: (x) => t.mean(t.square(t.cumulativeSum(t.takeRows(x!, Int32Array.of(5, 0, 5, 3))))),
    theirs: (x) =>
      tf.mean(tf.square(tf.cumsum(tf.gather(x!, tf.tensor1d([5, 0, 5, 3], "int32")), 1))),
  },
  {
    name: "variances",
    shapes: [[6, 5]],
    ours: (x) => t.sum(t.square(t.variance(x!, { axes: [0] }))),
    theirs: (x) => tf.sum(tf.square(tf.moments(x!, 0).variance)),
  },
  {
    name: "the logits of chosen classes",
    shapes: [[7, 5], [5, 7]],
    ours: (x, w) => {
      const places = t.tensor(x!.gpu, TARGETS, { shape: [7, 1] });
      return t.sum(t.takeAlong(t.logSoftmax(t.matmul(x!, w!)), places));
    },
    theirs: (x, w) => tf.sum(tf.mul(tf.logSoftmax(tf.matMul(x!, w!)), hot())),
  },
  {
    name: "windows, pooled",
    shapes: [[6, 8]],
    ours: (x) => {
      const image = t.reshape(x!, [1, 1, 6, 8]);
      const most = t.maxPool2d(image, { kernel: 3, stride: [2, 1] });
      return t.sum(t.square(t.averagePool2d(most, { kernel: 2, stride: 1 })));
    },
    theirs: (x) => {
      const most = tf.maxPool(tf.reshape(x!, [6, 8, 1]) as tf.Tensor3D, 3, [2, 1], "valid");
      return tf.sum(tf.square(tf.avgPool(most, 2, 1, "valid")));
    },
  },
  {
    name: "leaky and exponential units",
    shapes: [[6, 5]],
    ours: (x) => t.sum(t.mul(t.elu(x!), t.leakyRelu(x!, { slope: 0.2 }))),
    theirs: (x) => tf.sum(tf.mul(tf.elu(x!), tf.leakyRelu(x!, 0.2))),
  },
  {
    name: "slices, joined, reduced",
    shapes: [[6, 5], [6, 2]],
    ours: (a, b) =>
      t.mean(
        t.square(
          t.largest(t.concat([t.slice(a!, [null, [1, 4]]), b!], { axis: 1 }), { axes: [0] }),
        ),
      ),
    theirs: (a, b) =>
      tf.mean(tf.square(tf.max(tf.concat([tf.slice(a!, [0, 1], [6, 3]), b!], 1), 0))),
  },
];

for (const { name, shapes, ours, theirs } of pairs) {
  gpuTest(`tfjs agrees on ${name} and its gradients`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const inputs = shapes.map((shape, seed) => uniform(gpu, shape, { seed }));
    const data = await t.readMany(inputs);
    const value = ours(...inputs);
    const [got, ...slopes] = await t.readMany([value, ...t.grad(value, inputs)]);
    const matrices = shapes.map((shape, i) => tf.tensor2d(data[i] as Float32Array, shape));
    const wanted = tf.valueAndGrads((...x) => theirs(...x as tf.Tensor2D[]).asScalar())(matrices);
    // Both round in f32, sums of at most 65 products of numbers below 20, in different orders.
    const check = (ours: ArrayLike<number>, theirs: tf.Tensor) => {
      const want = theirs.dataSync();
      const scale = Math.max(1, ...want.map(Math.abs));
      assertClose(ours, want, { abs: 65 * 2 ** -23 * scale, rel: 0 });
    };
    check(got!, wanted.value);
    for (const [i, slope] of slopes.entries()) check(slope, wanted.grads[i]!);
  }, { families: BOTH });
}
