import { logSoftmax, softmax as softmaxOf } from "@rederive/lib/reference";
import {
  accuracyOf,
  argmaxOfRows,
  bestLogits,
  type Blobs,
  drawBlobs,
  drawCentres,
} from "./blobs.ts";
import { crossEntropy, crossEntropyOfSoftmax } from "./losses.ts";
import { makeNetwork, type Network, outputsOf } from "./network.ts";
import { train } from "./train.ts";

/** Softmax once, inside the loss; or twice, in the model and in the loss. */
export type Softmax = "once" | "twice";

/** What is trained how: the optimizer, and the share of wrong labels. */
export interface Setting {
  readonly optimizer: "SGD" | "Adam";
  readonly mislabelled: number;
}

/** Points to train on and to be tested on, and the best accuracy there is. */
export interface Problem {
  readonly training: Blobs;
  readonly test: Blobs;
  readonly best: number;
}

/** What came of one training. Accuracies are shares of the best there is. */
export interface Outcome {
  readonly accuracy: number;
  /** Classes that are guessed for fewer than a twentieth of their share. */
  readonly lost: number;
  /** The first step of the curve at 80 % of the best accuracy; `steps` + 10 if there is none. */
  readonly reached: number;
  /** Accuracy every 10 steps, on the first 300 test points; empty unless it was asked for. */
  readonly curve: readonly number[];
  /** The mean loss that is trained, over the first 200 training points, before and after. */
  readonly loss: readonly [before: number, after: number];
}

const [K, D, H] = [10, 10, 24];
const LOSSES = { once: crossEntropy, twice: crossEntropyOfSoftmax };

/** Ten blobs in ten dimensions: 2000 points to train on, 2000 with right labels to be tested on. */
export function drawProblem(number: number, mislabelled: number): Problem {
  const centres = drawCentres(1000 * number, { K, D, apart: 1 });
  const of = { centres, K, count: 2000 };
  const training = drawBlobs(1000 * number + 1, { ...of, mislabelled });
  const test = drawBlobs(1000 * number + 2, of);
  return { training, test, best: accuracyOf(bestLogits(test, centres, K), test.labels) };
}

/** Trains a network with one of the losses and tests it. */
export function run(
  { training, test, best }: Problem,
  { softmax, optimizer, learningRate, seed, steps = 300, labels = training.labels, curved = false }:
    {
      softmax: Softmax;
      optimizer: Setting["optimizer"];
      learningRate: number;
      seed: number;
      steps?: number;
      /** Other labels to train on. */
      labels?: Int32Array;
      /** Whether the accuracy is followed on the way. */
      curved?: boolean;
    },
): Outcome {
  const few = { x: test.x, count: 300 };
  const fewLabels = test.labels.subarray(0, 300);
  const lossOf = (network: Network) => {
    const outputs = outputsOf(network, { x: training.x, count: 200 });
    return meanLoss(outputs, labels.subarray(0, 200), softmax);
  };
  const curve: number[] = [];
  const before = lossOf(makeNetwork({ D, H, K }, { seed }));
  const network = train(training, {
    ...{ D, H, K, loss: LOSSES[softmax](labels), optimizer, learningRate, steps, seed },
    when: (step) => curved && step % 10 === 0,
    visit: (_, now) => curve.push(accuracyOf(outputsOf(now, few), fewLabels) / best),
  });
  const outputs = outputsOf(network, test);
  const guesses = argmaxOfRows(outputs, K);
  const shares = Array.from({ length: K }, (_, k) => guesses.filter((g) => g === k).length);
  const first = curve.findIndex((accuracy) => accuracy >= 0.8);
  return {
    accuracy: accuracyOf(outputs, test.labels) / best,
    lost: shares.filter((share) => share < test.count / K / 20).length,
    reached: first < 0 ? steps + 10 : 10 * (first + 1),
    curve,
    loss: [before, lossOf(network)],
  };
}

function meanLoss(outputs: Float64Array, labels: Int32Array, times: Softmax): number {
  const losses = Array.from(labels, (label, i) => {
    const row = outputs.subarray(i * K, (i + 1) * K);
    return -logSoftmax(times === "once" ? row : softmaxOf(row))[label]!;
  });
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}
