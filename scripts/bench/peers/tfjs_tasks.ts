import * as tf from "@tensorflow/tfjs";
import type { Options, Work } from "./peer.ts";
import { tfjsJobs } from "./tfjs_jobs.ts";
import { causalMask, geluTanh, normed } from "./tfjs_layers.ts";

/** A function of tensors, or work of its own kind, for these inputs. */
type MakeTask = (
  options: Options,
  inputs: readonly tf.Tensor[],
) => ((...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[]) | Work<tf.Tensor[]>;

const EPSILON = 1e-5;

/** Every operation that TensorFlow.js has, by the name that cases give it. */
export const tfjsTasks: Readonly<Record<string, MakeTask>> = {
  ...tfjsJobs,
  add: () => (x, y) => tf.add(x!, y!),
  addTranspose: () => (x) => tf.add(x!, tf.transpose(x!)),
  argmaxRows: () => (x) => tf.argMax(x!, -1),
  attention: ({ T, D }) => {
    const mask = causalMask(T!);
    return (q, k, v) => attend(q!, k!, v!, { mask, D: D! });
  },
  attentionGradient: ({ T, D }) => {
    const mask = causalMask(T!);
    return (q, k, v, slopes) => {
      const back = tf.grads((q, k, v) => attend(q!, k!, v!, { mask, D: D! }));
      return back([q!, k!, v!], slopes!);
    };
  },
  batchedMatmul: () => (a, b) => tf.matMul(a!, b!),
  // Channels last, as it wants them; the way there and back is part of its time.
  conv2d: ({ stride, padding }) => (x, weight) => {
    const image = tf.transpose(x! as tf.Tensor4D, [0, 2, 3, 1]);
    const filter = tf.transpose(weight! as tf.Tensor4D, [2, 3, 1, 0]);
    return tf.transpose(tf.conv2d(image, filter, stride!, padding!), [0, 3, 1, 2]);
  },
  crossEntropy: ({ C }) => (logits, targets) => {
    const picked = tf.sum(tf.mul(logits!, tf.oneHot(targets! as tf.Tensor1D, C!)), -1);
    return tf.sub(tf.logSumExp(logits!, -1), picked);
  },
  cumsum: () => (x) => tf.cumsum(x!),
  embedding: () => (table, index) => tf.gather(table!, index! as tf.Tensor1D),
  embeddingGradient: ({ V }) => (slopes, index) =>
    tf.unsortedSegmentSum(slopes!, index! as tf.Tensor1D, V!),
  geluTanh: () => (x) => geluTanh(x!),
  histogram: ({ bins }) => (x) =>
    tf.bincount(tf.cast(tf.floor(tf.mul(x!, bins!)), "int32") as tf.Tensor1D, [], bins!),
  layerNorm: () => (x) => normed(x!),
  layerNormGradients: ({ C }) => (x, slopes) => {
    const back = tf.grads((x, gain, bias) => tf.add(tf.mul(normed(x!), gain!), bias!));
    return back([x!, tf.ones([C!]), tf.zeros([C!])], slopes!);
  },
  lateInteraction: ({ tokens, documents, length }) => (queries, rows) => {
    const sims = tf.matMul(queries!, rows!, false, true);
    return tf.sum(tf.max(tf.reshape(sims, [tokens!, documents!, length!]), 2), 0);
  },
  logSoftmax: () => (x) => tf.logSoftmax(x!),
  logSumExpRows: () => (x) => tf.logSumExp(x!, -1),
  matmul: () => (a, b) => tf.matMul(a!, b!),
  maxAbsDifference: () => (x, y) => tf.max(tf.abs(tf.sub(x!, y!))),
  nearest: ({ k }) => (queries, vectors) => {
    const { values, indices } = tf.topk(tf.matMul(queries!, vectors!, false, true), k!);
    return [values, indices];
  },
  rmsNorm: () => (x) => tf.mul(x!, tf.rsqrt(tf.add(tf.mean(tf.square(x!), -1, true), EPSILON))),
  softmax: () => (x) => tf.softmax(x!),
  sort: () => (x) => tf.reverse(tf.topk(x!, x!.size).values),
  sum: () => (x) => tf.sum(x!),
  sumColumns: () => (x) => tf.sum(x!, 0),
  sumRows: () => (x) => tf.sum(x!, 1),
  topK: ({ k }) => (x) => {
    const { values, indices } = tf.topk(x!, k!);
    return [values, indices];
  },
  varianceRows: () => (x) => tf.moments(x!, -1).variance,
};

/** (H, T, D). */
function attend(
  q: tf.Tensor,
  k: tf.Tensor,
  v: tf.Tensor,
  { mask, D }: { mask: tf.Tensor; D: number },
): tf.Tensor {
  const scores = tf.mul(tf.matMul(q, k, false, true), D ** -0.5);
  return tf.matMul(tf.softmax(tf.add(scores, mask)), v);
}
