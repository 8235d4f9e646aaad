import * as tf from "@tensorflow/tfjs";
import type { Elements } from "../array_file.ts";
import {
  ADAM,
  CLIP_SCALE,
  clipParameters,
  type ClipSizes,
  gptParameters,
  type GptSizes,
  mlpParameters,
  type MlpSizes,
  type Parameter,
} from "../jobs/networks.ts";
import type { Options, Work } from "./peer.ts";
import { causalMask, geluTanh, normed } from "./tfjs_layers.ts";
import { waitForBackend } from "./tfjs_wait.ts";

/** Parameters by name. */
type Network = Record<string, tf.Variable>;
type Loss = (network: Network, data: readonly tf.Tensor[]) => tf.Tensor;

const RATE = 0.1;

/** Steps of training, as `minimize()` takes them. */
export const tfjsJobs = {
  mlpStep: (options: Options, inputs: readonly tf.Tensor[]) => {
    const sizes = options as unknown as MlpSizes;
    const loss: Loss = (p, [x, targets]) => {
      const hidden = tf.relu(linear(p, "fc1", x!));
      return entropy(linear(p, "fc2", hidden), targets!, sizes.V);
    };
    const optimizer = tf.train.sgd(RATE);
    return train(loss, { optimizer, parameters: mlpParameters(sizes), options, inputs });
  },
  gptStep: (options: Options, inputs: readonly tf.Tensor[]) => {
    const sizes = options as unknown as GptSizes;
    const { B, T, C, V } = sizes;
    const mask = causalMask(T);
    const loss: Loss = (p, [ids, targets]) => {
      const x = tf.add(rows(p["tokens.weight"]!, ids!, V), p["places.weight"]!);
      const y = norm(p, "norm", blocks(p, "blocks", x, { ...sizes, mask }));
      return entropy(linear(p, "head", tf.reshape(y, [B * T, C])), targets!, V);
    };
    const optimizer = adam();
    return train(loss, { optimizer, parameters: gptParameters(sizes), options, inputs });
  },
  clipStep: (options: Options, inputs: readonly tf.Tensor[]) => {
    const sizes = options as unknown as ClipSizes;
    const { B, T, V, patches } = sizes;
    const loss: Loss = (p, [images, ids]) => {
      const x = tf.add(linear(p, "patch", images!), p["image_places.weight"]!);
      const y = tf.add(rows(p["tokens.weight"]!, ids!, V), p["text_places.weight"]!);
      const image = blocks(p, "image_blocks", x, { ...sizes, T: patches });
      const text = blocks(p, "text_blocks", y, { ...sizes, T });
      const seen = direction(linear(p, "image_head", tf.mean(image, 1)));
      const read = direction(linear(p, "text_head", tf.mean(text, 1)));
      const cosines = tf.mul(tf.matMul(seen, read, false, true), CLIP_SCALE);
      const pairs = tf.range(0, B, 1, "int32");
      const found = (scores: tf.Tensor) => entropy(scores, pairs, B);
      return tf.mul(tf.add(found(cosines), found(tf.transpose(cosines))), 0.5);
    };
    const optimizer = adam();
    return train(loss, { optimizer, parameters: clipParameters(sizes), options, inputs });
  },
};

function adam(): tf.Optimizer {
  const { learningRate, beta1, beta2, epsilon } = ADAM;
  return tf.train.adam(learningRate, beta1, beta2, epsilon);
}

function linear(p: Network, name: string, x: tf.Tensor): tf.Tensor {
  const [weight, bias] = [p[`${name}.weight`]!, p[`${name}.bias`]!];
  const [outputs, inputs] = weight.shape as [number, number];
  const flat = tf.reshape(x, [-1, inputs]) as tf.Tensor2D;
  const y = tf.add(tf.matMul(flat, weight as tf.Tensor, false, true), bias);
  return tf.reshape(y, [...x.shape.slice(0, -1), outputs]);
}

function norm(p: Network, name: string, x: tf.Tensor): tf.Tensor {
  return tf.add(tf.mul(normed(x), p[`${name}.weight`]!), p[`${name}.bias`]!);
}

/** Rows of a table as a product: WebGPU has no gradient of gather(). */
function rows(weight: tf.Variable, ids: tf.Tensor, count: number): tf.Tensor {
  const hot = tf.oneHot(tf.reshape(ids, [-1]) as tf.Tensor1D, count);
  return tf.reshape(tf.matMul(hot, weight as tf.Tensor), [...ids.shape, weight.shape[1]!]);
}

function blocks(
  p: Network,
  name: string,
  x: tf.Tensor,
  { B, T, C, H, L, mask }: GptSizes & { mask?: tf.Tensor },
): tf.Tensor {
  const D = C / H;
  const split = (y: tf.Tensor) => tf.transpose(tf.reshape(y, [B, T, H, D]), [0, 2, 1, 3]);
  for (let i = 0; i < L; i++) {
    const at = `${name}.${i}`;
    const y = norm(p, `${at}.norm1`, x);
    const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((part) =>
      split(linear(p, `${at}.attn.${part}`, y))
    );
    const scores = tf.mul(tf.matMul(q!, k!, false, true), D ** -0.5);
    const seen = tf.matMul(tf.softmax(mask ? tf.add(scores, mask) : scores), v!);
    const joined = tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), [B, T, C]);
    x = tf.add(x, linear(p, `${at}.attn.out_proj`, joined));
    const hidden = geluTanh(linear(p, `${at}.mlp.fc1`, norm(p, `${at}.norm2`, x)));
    x = tf.add(x, linear(p, `${at}.mlp.fc2`, hidden));
  }
  return x;
}

function entropy(logits: tf.Tensor, targets: tf.Tensor, classes: number): tf.Tensor {
  const hot = tf.oneHot(targets as tf.Tensor1D, classes);
  return tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), hot)), -1 / logits.shape[0]!);
}

function direction(x: tf.Tensor): tf.Tensor {
  return tf.div(x, tf.sqrt(tf.sum(tf.square(x), -1, true)));
}

function train(
  loss: Loss,
  { optimizer, parameters, options, inputs }: {
    optimizer: tf.Optimizer;
    parameters: readonly Parameter[];
    options: Options;
    inputs: readonly tf.Tensor[];
  },
): Work<tf.Tensor[]> {
  const data = inputs.slice(0, inputs.length - parameters.length);
  const network: Network = Object.fromEntries(
    parameters.map(({ name }, i) => [name, tf.variable(inputs[data.length + i]!)]),
  );
  const trained = Object.values(network);
  return {
    run() {
      let value: tf.Tensor | undefined;
      for (let i = 0; i < options.steps!; i++) {
        value?.dispose();
        value = optimizer.minimize(() => loss(network, data).asScalar(), true, trained)!;
      }
      return [value!];
    },
    wait: waitForBackend,
    read: async ([value]) => [await value!.data() as Elements],
    drop: (held) => tf.dispose(held),
    free: () => {
      tf.dispose(trained);
      tf.dispose([...inputs]);
      optimizer.dispose();
    },
  };
}
