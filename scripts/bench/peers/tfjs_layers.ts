import * as tf from "@tensorflow/tfjs";

const EPSILON = 1e-5;

/** Rows less their mean, over their deviation. */
export function normed(x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
}

/** GPT-2's approximation of GELU. */
export function geluTanh(x: tf.Tensor): tf.Tensor {
  const cube = tf.mul(tf.mul(x, x), x);
  const inner = tf.mul(tf.add(x, tf.mul(cube, 0.044715)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

/** 0 where query t may see key s, and so little elsewhere that its share is 0. */
export function causalMask(T: number): tf.Tensor {
  return tf.tensor2d(
    Float32Array.from({ length: T * T }, (_, i) => i % T > Math.floor(i / T) ? -1e30 : 0),
    [T, T],
  );
}
