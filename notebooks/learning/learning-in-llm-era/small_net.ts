import { stream } from "@rederive/lib/random";

/** A network of linear layers with tanh between them, in f64, that learns by Adam. */
export interface Net {
  readonly sizes: readonly number[];
  /** (out, in) of each layer, and its bias, one after the other. */
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
  readonly mean: Float64Array;
  readonly square: Float64Array;
  steps: number;
}

/** A network with random weights of variance 1 / in, and biases 0. */
export function makeNet(sizes: readonly number[], seed: number): Net {
  const random = stream(seed);
  const parts = sizes.slice(1).flatMap((out, i) => {
    const scale = 1 / Math.sqrt(sizes[i]!);
    return [
      ...Array.from({ length: out * sizes[i]! }, () => scale * random.normal()),
      ...new Array<number>(out).fill(0),
    ];
  });
  const [gradient, mean, square] = [0, 1, 2].map(() => new Float64Array(parts.length));
  return {
    sizes,
    weights: Float64Array.from(parts),
    gradient: gradient!,
    mean: mean!,
    square: square!,
    steps: 0,
  };
}

/** The layers' values, row by row, the input first: x is (rows, sizes[0]). */
export function forward({ sizes, weights }: Net, x: Float64Array, rows: number): Float64Array[] {
  const values = [x];
  let start = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const [K, N] = [sizes[layer - 1]!, sizes[layer]!];
    const [from, to] = [values[layer - 1]!, new Float64Array(rows * N)];
    const isLast = layer === sizes.length - 1;
    for (let row = 0; row < rows; row++) {
      for (let n = 0; n < N; n++) {
        let sum = weights[start + N * K + n]!;
        for (let k = 0, w = start + n * K, r = row * K; k < K; k++) {
          sum += weights[w + k]! * from[r + k]!;
        }
        to[row * N + n] = isLast ? sum : Math.tanh(sum);
      }
    }
    values.push(to);
    start += N * K + N;
  }
  return values;
}

/** One step of Adam; `slope` is the derivative of the loss by the outputs, (rows, last size). */
export function learn(
  net: Net,
  values: readonly Float64Array[],
  slope: Float64Array,
  rows: number,
  rate: number,
): void {
  const { sizes, weights, gradient } = net;
  gradient.fill(0);
  let [end, back] = [weights.length, slope];
  for (let layer = sizes.length - 1; layer > 0; layer--) {
    const [K, N] = [sizes[layer - 1]!, sizes[layer]!];
    const start = end - N * K - N;
    const [from, next] = [values[layer - 1]!, new Float64Array(rows * K)];
    for (let row = 0; row < rows; row++) {
      for (let n = 0; n < N; n++) {
        const g = back[row * N + n]!;
        gradient[start + N * K + n]! += g;
        for (let k = 0, w = start + n * K, r = row * K; k < K; k++) {
          gradient[w + k]! += g * from[r + k]!;
          next[r + k]! += g * weights[w + k]!;
        }
      }
    }
    // the derivative of tanh; the input has none to hand on
    if (layer > 1) next.forEach((_, i) => next[i]! *= 1 - from[i]! ** 2);
    [end, back] = [start, next];
  }
  step(net, rate);
}

// Adam (https://arxiv.org/abs/1412.6980, algorithm 1), beta 0.9 and 0.99
function step(net: Net, rate: number): void {
  const { weights, gradient, mean, square } = net;
  net.steps++;
  const [bias1, bias2] = [1 - 0.9 ** net.steps, 1 - 0.99 ** net.steps];
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]!;
    mean[i]! += 0.1 * (g - mean[i]!);
    square[i]! += 0.01 * (g * g - square[i]!);
    weights[i]! -= rate * (mean[i]! / bias1) / (Math.sqrt(square[i]! / bias2) + 1e-8);
  }
}
