import type { Gpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";

/** A computation, and where its derivatives are checked. */
export interface Chain {
  readonly name: string;
  /** Shapes of the inputs. */
  readonly shapes: readonly (readonly number[])[];
  /** Inputs are drawn from here; between -1.5 and 1.5 unless given. */
  readonly range?: readonly [low: number, high: number];
  readonly of: (...x: t.Tensor[]) => t.Tensor;
}

const TARGETS = Int32Array.of(2, 0, -1, 6, 3);

const one = (name: string, of: (x: t.Tensor) => t.Tensor, range?: [number, number]): Chain => ({
  name,
  shapes: [[3, 5]],
  of: (x) => of(x!),
  ...(range ? { range } : {}),
});

const KEYS_SEEN = Float32Array.of(0, -1e30, 0.5, 0, 0, 0, -1e30, 1, -1e30, -1e30, -1e30, -1e30);

/** q, k, v and what else; q of (B, H, T, D), k and v of (B, kvHeads, S, D). */
const attentions: readonly Chain[] = [
  {
    name: "attention of itself",
    shapes: [[2, 1, 3, 2]],
    of: (x) => t.square(t.attention({ q: x!, k: x!, v: x! })),
  },
  {
    name: "attention, causal, keys shared by heads",
    shapes: [[1, 4, 3, 3], [1, 2, 3, 3], [1, 2, 3, 3]],
    of: (q, k, v) => t.square(t.attention({ q: q!, k: k!, v: v! }, { causal: true })),
  },
  {
    name: "attention to others, with a bias for each head",
    shapes: [[2, 2, 4], [2, 3, 4], [2, 3, 4], [2, 1, 3]],
    of: (q, k, v, mask) =>
      t.square(t.attention({ q: q!, k: k!, v: v! }, { mask: mask!, scale: 0.3 })),
  },
  {
    name: "attention with hidden keys",
    shapes: [[1, 3, 2], [1, 4, 2], [1, 4, 2]],
    of: (q, k, v) => {
      const mask = t.tensor(q!.gpu, KEYS_SEEN, { shape: [3, 4] });
      return t.square(t.attention({ q: q!, k: k!, v: v! }, { mask }));
    },
  },
];

/** One chain an operation, smooth where it is checked. */
export const chains: readonly Chain[] = [
  { name: "add", shapes: [[3, 1], [4]], of: (a, b) => t.add(a!, b!) },
  { name: "sub", shapes: [[2, 3], [3]], of: (a, b) => t.sub(a!, b!) },
  { name: "mul", shapes: [[2, 1, 3], [4, 1]], of: (a, b) => t.mul(a!, b!) },
  { name: "mul of itself", shapes: [[5]], of: (a) => t.mul(a!, a!) },
  { name: "mul by what depends on it", shapes: [[5]], of: (a) => t.mul(t.exp(a!), t.mul(a!, a!)) },
  { name: "div", shapes: [[3, 4], [4]], range: [0.5, 2], of: (a, b) => t.div(a!, b!) },
  {
    name: "div of itself squared",
    shapes: [[4]],
    range: [0.5, 2],
    of: (a) => t.div(t.exp(a!), a!),
  },
  { name: "pow", shapes: [[3], [2, 1]], range: [0.5, 2], of: (a, b) => t.pow(a!, b!) },
  { name: "pow of itself", shapes: [[4]], range: [0.5, 2], of: (a) => t.pow(a!, a!) },
  one("neg", t.neg),
  one("square", t.square),
  one("reciprocal", t.reciprocal, [0.5, 2]),
  one("sqrt", t.sqrt, [0.5, 2]),
  one("rsqrt", t.rsqrt, [0.5, 2]),
  one("exp", t.exp),
  one("log", t.log, [0.5, 2]),
  one("sin", t.sin),
  one("cos", t.cos),
  one("tanh", t.tanh),
  one("sigmoid", t.sigmoid),
  one("softplus", t.softplus),
  one("relu", t.relu, [0.1, 2]),
  one("silu", t.silu),
  one("quickGelu", t.quickGelu),
  one("gelu", t.gelu),
  one("geluTanh", t.geluTanh),
  one("normalCdf", t.normalCdf),
  one("elu", (x) => t.elu(x, { scale: 0.7 })),
  one("leakyRelu", (x) => t.square(t.leakyRelu(x, { slope: 0.3 }))),
  one("abs", t.abs, [-2, -0.1]),
  { name: "max", shapes: [[3, 4], [3, 1]], of: (a, b) => t.square(t.max(a!, b!)) },
  { name: "min", shapes: [[3, 4], [3, 1]], of: (a, b) => t.square(t.min(a!, b!)) },
  one("clamp", (x) => t.square(t.clamp(x, -0.5, 0.5))),
  {
    name: "where",
    shapes: [[2, 3], [3], [2, 1]],
    of: (a, b, c) => t.square(t.where(t.greater(a!, 0), b!, c!)),
  },
  { name: "sum over an axis", shapes: [[2, 3, 4]], of: (x) => t.square(t.sum(x!, { axes: [1] })) },
  {
    name: "mean over two axes",
    shapes: [[2, 3, 4]],
    of: (x) => t.square(t.mean(x!, { axes: [0, -1], keepDims: true })),
  },
  { name: "largest", shapes: [[3, 5]], of: (x) => t.square(t.largest(x!, { axes: [1] })) },
  { name: "smallest", shapes: [[3, 5]], of: (x) => t.square(t.smallest(x!, { axes: [0] })) },
  { name: "logSumExp", shapes: [[3, 5]], of: (x) => t.logSumExp(x!, { axes: [-1] }) },
  { name: "reshape", shapes: [[2, 6]], of: (x) => t.square(t.reshape(x!, [3, -1])) },
  {
    name: "reshape of a transpose",
    shapes: [[2, 6]],
    of: (x) => t.square(t.reshape(t.transpose(x!), [12])),
  },
  { name: "permute", shapes: [[2, 3, 4]], of: (x) => t.exp(t.permute(x!, [2, 0, 1])) },
  { name: "broadcastTo", shapes: [[3, 1]], of: (x) => t.square(t.broadcastTo(x!, [2, 3, 4])) },
  { name: "slice", shapes: [[4, 5]], of: (x) => t.square(t.slice(x!, [[1, -1], [0, 3]])) },
  { name: "pad", shapes: [[2, 3]], of: (x) => t.exp(t.pad(x!, [[1, 0], [2, 1]])) },
  {
    name: "concat",
    shapes: [[2, 3], [2, 1], [2, 5]],
    of: (...x) => t.square(t.concat([...x, x[0]!], { axis: 1 })),
  },
  {
    name: "stack",
    shapes: [[2, 3], [2, 3]],
    of: (a, b) => t.square(t.stack([a!, b!, a!], { axis: -1 })),
  },
  {
    name: "split",
    shapes: [[2, 5]],
    of: (x) => {
      const [a, b] = t.split(x!, [2, 3], { axis: 1 });
      return t.matmul(t.transpose(a!), b!);
    },
  },
  { name: "flip", shapes: [[2, 3, 2]], of: (x) => t.mul(x!, t.flip(x!, [0, -1])) },
  {
    name: "variance",
    shapes: [[2, 3, 4]],
    of: (x) => t.square(t.variance(x!, { axes: [0, 2], correction: 1 })),
  },
  {
    name: "dropout",
    shapes: [[5, 13]],
    of: (x) => t.square(t.dropout(x!, { rate: 0.4, random: stream(3) })),
  },
  { name: "matmul", shapes: [[3, 4], [4, 5]], of: (a, b) => t.square(t.matmul(a!, b!)) },
  {
    name: "matmul of a transpose",
    shapes: [[4, 3], [5, 4]],
    of: (a, b) => t.square(t.matmul(t.transpose(a!), t.transpose(b!))),
  },
  {
    name: "matmul of a batch and one matrix",
    shapes: [[2, 3, 4], [4, 2]],
    of: (a, b) => t.square(t.matmul(a!, b!)),
  },
  {
    name: "matmul of broadcast batches",
    shapes: [[2, 1, 3, 4], [5, 4, 2]],
    of: (a, b) => t.square(t.matmul(a!, b!)),
  },
  {
    name: "matmul of one matrix and a batch",
    shapes: [[3, 4], [2, 4, 2]],
    of: (a, b) => t.square(t.matmul(a!, b!)),
  },
  {
    name: "linear",
    shapes: [[2, 3, 4], [5, 4], [5]],
    of: (x, w, bias) => t.square(t.linear(x!, w!, { bias: bias! })),
  },
  {
    name: "linear of one row without a bias",
    shapes: [[4], [5, 4]],
    of: (x, w) => t.square(t.linear(x!, w!)),
  },
  {
    name: "conv2d",
    shapes: [[2, 4, 5, 6], [6, 2, 3, 2], [6]],
    of: (x, w, bias) => {
      const windows = { stride: [2, 1], padding: [1, 2], dilation: [1, 2] } as const;
      return t.square(t.conv2d(x!, w!, { ...windows, groups: 2, bias: bias! }));
    },
  },
  one("softmax", (x) => t.square(t.softmax(x))),
  one("logSoftmax", (x) => t.square(t.logSoftmax(x))),
  one("layerNorm", (x) => t.square(t.layerNorm(x))),
  {
    name: "layerNorm with gain and bias",
    shapes: [[3, 5], [5], [5]],
    of: (x, gain, bias) => t.square(t.layerNorm(x!, { gain: gain!, bias: bias! })),
  },
  {
    name: "rmsNorm with a gain",
    shapes: [[2, 2, 5], [5]],
    of: (x, gain) => t.square(t.rmsNorm(x!, { epsilon: 0.1, gain: gain! })),
  },
  {
    name: "layerNorm of what its gain depends on",
    shapes: [[1, 5]],
    of: (x) => t.layerNorm(t.exp(x!), { gain: t.reshape(x!, [5]), epsilon: 0.1 }),
  },
  one("rmsNorm", (x) => t.square(t.rmsNorm(x, { epsilon: 0.1 }))),
  ...attentions,
  {
    name: "rope",
    shapes: [[2, 3, 4]],
    of: (x) => t.square(t.rope(x!, { start: 5, base: 20 })),
  },
  {
    name: "takeRows",
    shapes: [[5, 3]],
    of: (x) => t.square(t.takeRows(x!, Int32Array.of(4, 0, 4, 4, 1, 0))),
  },
  {
    name: "takeRows by a tensor",
    shapes: [[5, 3]],
    of: (x) => {
      const ids = t.tensor(x!.gpu, Int32Array.of(4, 0, 4, 1), { shape: [2, 2] });
      return t.square(t.takeRows(x!, ids));
    },
  },
  {
    name: "takeRows by what was found",
    shapes: [[4, 3], [2, 4]],
    of: (x, scores) => t.square(t.takeRows(x!, t.argmax(scores!, { axes: [1] }))),
  },
  {
    name: "takeAlong, places repeated",
    shapes: [[3, 4, 2]],
    of: (x) => {
      const places = Uint32Array.from({ length: 30 }, (_, i) => (i * i) % 4);
      const along = t.tensor(x!.gpu, places, { shape: [3, 5, 2] });
      return t.square(t.takeAlong(x!, along, { axis: 1 }));
    },
  },
  {
    name: "sort",
    shapes: [[4, 3, 2], [4, 3, 2]],
    of: (x, w) => t.mul(t.square(t.sort(x!, { axis: 0, descending: true })), w!),
  },
  {
    name: "topK",
    shapes: [[3, 7], [3, 2]],
    of: (x, w) => t.mul(t.square(t.topK(x!, { k: 2 }).values), w!),
  },
  {
    name: "cumulativeSum from the back",
    shapes: [[3, 4, 2]],
    of: (x) => t.square(t.cumulativeSum(x!, { axis: 1, reverse: true })),
  },
  {
    name: "cumulativeSum of what came before",
    shapes: [[3, 5]],
    of: (x) => t.square(t.cumulativeSum(x!, { exclusive: true })),
  },
  {
    name: "discountedSum of episodes",
    shapes: [[6, 2]],
    of: (x) => {
      const heads = Uint32Array.of(1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1);
      const rule = { discount: 0.8, axis: 0, heads: t.tensor(x!.gpu, heads, { shape: [6, 2] }) };
      return t.square(t.discountedSum(x!, rule));
    },
  },
  {
    name: "discountedSum from the front",
    shapes: [[2, 5]],
    of: (x) => t.square(t.discountedSum(x!, { discount: -0.5, reverse: false })),
  },
  {
    name: "crossEntropy of targets that are a tensor",
    shapes: [[5, 7]],
    of: (x) => t.square(t.crossEntropy(x!, t.tensor(x!.gpu, TARGETS))),
  },
  {
    name: "oneHot",
    shapes: [[5, 3]],
    of: (x) => t.square(t.matmul(t.oneHot(x!.gpu, Int32Array.of(4, 0, 4), { classes: 5 }), x!)),
  },
  {
    name: "unfold",
    shapes: [[1, 2, 3, 4]],
    of: (x) => t.square(t.unfold(x!, { kernel: 2, stride: [1, 2], padding: [1, 0] })),
  },
  {
    name: "fold",
    shapes: [[1, 8, 6]],
    of: (x) => t.square(t.fold(x!, { height: 3, width: 4, kernel: 2 })),
  },
  {
    name: "maxPool2d, windows that overlap",
    shapes: [[2, 1, 4, 5]],
    of: (x) => t.square(t.maxPool2d(x!, { kernel: [2, 3], stride: [2, 1], padding: [1, 1] })),
  },
  {
    name: "averagePool2d",
    shapes: [[1, 2, 4, 5]],
    of: (x) => t.square(t.averagePool2d(x!, { kernel: [2, 3], stride: 1, padding: [0, 1] })),
  },
  { name: "crossEntropy", shapes: [[5, 7]], of: (x) => t.square(t.crossEntropy(x!, TARGETS)) },
  {
    name: "a network: matmul, bias, geluTanh, matmul, crossEntropy",
    shapes: [[5, 4], [4, 6], [6], [6, 7]],
    of: (x, w, b, v) =>
      t.mean(t.crossEntropy(t.matmul(t.geluTanh(t.add(t.matmul(x!, w!), b!)), v!), TARGETS)),
  },
];

/** A tensor of uniform numbers. */
export function uniform(
  gpu: Gpu,
  shape: readonly number[],
  { seed = 0, range: [low, high] = [-1.5, 1.5] as readonly [number, number] } = {},
): t.Tensor {
  const draw = stream(seed);
  const length = shape.reduce((n, size) => n * size, 1);
  const data = Float32Array.from({ length }, () => low + (high - low) * draw.uniform());
  return t.tensor(gpu, data, { shape, label: `input ${seed}` });
}

/** The inputs of a chain. */
export function inputsOf(gpu: Gpu, { shapes, range }: Chain): t.Tensor[] {
  return shapes.map((shape, seed) => uniform(gpu, shape, { seed, ...(range ? { range } : {}) }));
}

/** A single number out of a tensor in which every element counts differently. */
export function weighed(gpu: Gpu, y: t.Tensor): t.Tensor {
  return t.sum(t.mul(y, uniform(gpu, y.shape, { seed: 77 })));
}
