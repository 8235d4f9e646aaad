import { stream } from "@rederive/lib/random";
import type { Loss } from "./losses.ts";
import { gradientInto, type Inputs, makeNetwork, type Network, type Sizes } from "./network.ts";

/** How a network is trained. */
export interface Training extends Sizes {
  readonly loss: Loss;
  /** Plain gradient descent on mini-batches, or Adam. */
  readonly optimizer: "SGD" | "Adam";
  readonly learningRate: number;
  readonly steps: number;
  /** Fixes the first weights and the order of the examples. */
  readonly seed: number;
  /** Examples a step; 32 unless given. */
  readonly batch?: number;
  /** Every step shrinks the weights by learningRate weightDecay; 0 unless given. */
  readonly weightDecay?: number;
  /** Called after the steps that `when` names. */
  readonly visit?: (step: number, network: Network) => void;
  readonly when?: (step: number) => boolean;
}

/** A network trained on shuffled mini-batches, in f64 on the CPU. */
export function train(inputs: Inputs, options: Training): Network {
  const { loss, learningRate, steps, seed, batch = 32, weightDecay = 0 } = options;
  const network = makeNetwork(options, { seed });
  const { weights } = network;
  const gradient = new Float64Array(weights.length);
  const direction = options.optimizer === "Adam" ? adam(weights.length) : () => gradient;
  const batches = drawBatches(inputs.count, { batch, seed });
  for (let step = 1; step <= steps; step++) {
    gradientInto(network, inputs, { batch: batches.next().value, loss, gradient });
    const move = direction(gradient, step);
    for (let i = 0; i < weights.length; i++) {
      weights[i]! -= learningRate * (move[i]! + weightDecay * weights[i]!);
    }
    if (options.visit && (options.when?.(step) ?? true)) options.visit(step, network);
  }
  return network;
}

/** Adam's direction (https://arxiv.org/abs/1412.6980, algorithm 1), with its usual constants. */
function adam(size: number): (gradient: Float64Array, step: number) => Float64Array {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const [mean, square, move] = [0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return (gradient, step) => {
    const [bias1, bias2] = [1 - beta1 ** step, 1 - beta2 ** step];
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      mean[i] = beta1 * mean[i]! + (1 - beta1) * g;
      square[i] = beta2 * square[i]! + (1 - beta2) * g * g;
      move[i] = mean[i]! / bias1 / (Math.sqrt(square[i]! / bias2) + epsilon);
    }
    return move;
  };
}

/** Example numbers, shuffled anew whenever all had their turn. */
export function* drawBatches(
  count: number,
  { batch, seed }: { batch: number; seed: number },
): Generator<number[], never> {
  const random = stream(1000 + seed);
  let left: number[] = [];
  for (;;) {
    if (left.length < batch) left = random.shuffle(Array.from({ length: count }, (_, i) => i));
    yield left.splice(0, batch);
  }
}
