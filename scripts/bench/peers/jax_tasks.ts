import { type Array as JaxArray, lax, nn, numpy as np, vjp } from "@jax-js/jax";
import { jaxJobs } from "./jax_jobs.ts";
import type { Options, Work } from "./peer.ts";

type Compute = (...inputs: JaxArray[]) => JaxArray | JaxArray[];

/** A function that is compiled, one that wants its axes in another order, or work of its own kind. */
type MakeTask = (
  options: Options,
  inputs: readonly JaxArray[],
) => Compute | { compute: Compute; order: number[] } | Work<JaxArray[]>;

const EPSILON = 1e-5;

/** Every operation that jax-js has, by the name that cases give it. Each use of an array takes it. */
export const jaxTasks: Readonly<Record<string, MakeTask>> = {
  ...jaxJobs,
  add: () => (x, y) => x!.add(y!),
  addTranspose: () => (x) => x!.ref.add(np.transpose(x!)),
  argmaxRows: () => (x) => np.argmax(x!, -1),
  argsort: () => (x) => np.argsort(x!),
  attention: () => ({ compute: attend, order: [1, 0, 2] }),
  attentionGradient: () => ({
    compute: (q, k, v, slopes) => {
      const [y, back] = vjp(attend, [q!, k!, v!]);
      y.dispose();
      return back(slopes!) as JaxArray[];
    },
    order: [1, 0, 2],
  }),
  batchedMatmul: () => (a, b) => np.matmul(a!, b!),
  cholesky: () => (a) => lax.linalg.cholesky(a!),
  conv2d: (options) => (x, weight) => convolve(x!, weight!, options),
  conv2dInputGradient: (options) => (slopes, weight) => {
    const { batch, channels, side } = options;
    const image = np.zeros([batch!, channels!, side!, side!]);
    const [y, back] = vjp((x: JaxArray) => convolve(x, weight!, options), [image]);
    y.dispose();
    return back(slopes!) as JaxArray[];
  },
  conv2dWeightGradient: (options) => (x, slopes) => {
    const { outputs, channels, kernel } = options;
    const weight = np.zeros([outputs!, channels!, kernel!, kernel!]);
    const [y, back] = vjp((weight: JaxArray) => convolve(x!, weight, options), [weight]);
    y.dispose();
    return back(slopes!) as JaxArray[];
  },
  crossEntropy: () => (logits, targets) => {
    const picked = np.takeAlongAxis(logits!.ref, np.expandDims(targets!, 1), 1);
    return nn.logsumexp(logits!, -1).sub(np.squeeze(picked, 1));
  },
  cumsum: () => (x) => np.cumsum(x!),
  eigenvalues: () => (a) => {
    const [vectors, values] = lax.linalg.eigh(a!);
    vectors.dispose();
    return values;
  },
  embedding: () => (table, index) => np.take(table!, index!, 0),
  embeddingGradient: ({ V, C }) => (slopes, index) => {
    const [y, back] = vjp((table: JaxArray) => np.take(table, index!, 0), [np.zeros([V!, C!])]);
    y.dispose();
    return back(slopes!) as JaxArray[];
  },
  geluTanh: () => (x) => nn.gelu(x!, { approximate: true }),
  lateInteraction: ({ tokens, documents, length }) => (queries, rows) => {
    const sims = np.matmul(queries!, np.transpose(rows!));
    return np.sum(np.max(sims.reshape([tokens!, documents!, length!]), 2), 0);
  },
  layerNorm: () => (x) => nn.standardize(x!, -1, { epsilon: EPSILON }),
  layerNormGradients: ({ C }) => (x, slopes) => {
    const norm = (x: JaxArray, gain: JaxArray, bias: JaxArray) =>
      nn.standardize(x, -1, { epsilon: EPSILON }).mul(gain).add(bias);
    const [y, back] = vjp(norm, [x!, np.ones([C!]), np.zeros([C!])]);
    y.dispose();
    return back(slopes!) as JaxArray[];
  },
  logSoftmax: () => (x) => nn.logSoftmax(x!, -1),
  logSumExpRows: () => (x) => nn.logsumexp(x!, -1),
  matmul: () => (a, b) => np.matmul(a!, b!),
  maxAbsDifference: () => (x, y) => np.max(np.absolute(x!.sub(y!))),
  nearest: ({ k }) => (queries, vectors) =>
    lax.topK(np.matmul(queries!, np.transpose(vectors!)), k!),
  rmsNorm: () => (x) => {
    const square = np.mean(np.square(x!.ref), -1, { keepdims: true });
    return x!.div(np.sqrt(square.add(EPSILON)));
  },
  softmax: () => (x) => nn.softmax(x!, -1),
  sort: () => (x) => np.sort(x!),
  sum: () => (x) => np.sum(x!),
  sumColumns: () => (x) => np.sum(x!, 0),
  sumRows: () => (x) => np.sum(x!, 1),
  topK: ({ k }) => (x) => lax.topK(x!, k!),
  varianceRows: () => (x) => np.var_(x!, -1),
};

function convolve(x: JaxArray, weight: JaxArray, { stride, padding }: Options): JaxArray {
  const both = (n: number): [number, number] => [n, n];
  return lax.convGeneralDilated(x, weight, both(stride!), [both(padding!), both(padding!)]);
}

/** Causal, (T, H, D). */
function attend(...[q, k, v]: JaxArray[]): JaxArray {
  return nn.dotProductAttention(q!, k!, v!, { isCausal: true });
}
