import { readJson } from "@rederive/lib/data";

/** A number, or its name where JSON has none for it: "nan", "inf", "-inf". */
export type Printed = number | string;

/** One row of logits, f64, and what the libraries make of it. */
export interface Row {
  readonly z: readonly number[];
  /** The right column. */
  readonly y: number;
  /** PyTorch's CrossEntropyLoss of the logits, and of their softmax. */
  readonly once: number;
  readonly twice: number;
  /** Their slopes for the logits, by PyTorch's autograd. */
  readonly slopeOnce: readonly number[];
  readonly slopeTwice: readonly number[];
  /** Keras' SparseCategoricalCrossentropy: told of logits; with its defaults, of logits, of softmax. */
  readonly kerasFromLogits: number;
  readonly kerasByDefault: number;
  readonly kerasOfSoftmax: number;
}

/** Ten steps of a linear classifier on bytes, in f32. */
export interface OverflowingTraining {
  readonly losses: readonly Printed[];
  readonly raised: number;
  readonly warned: number;
  readonly nanWeights: number;
}

interface File {
  torch: string;
  keras: string;
  /** Of [1000, 1001, 1002], by format: torch.softmax, and exp / sum of exp. */
  softmax: { [format: string]: number[] };
  naive: { [format: string]: Printed[] };
  /** The largest number whose exponential is finite, by format. */
  largestExponent: { [format: string]: number };
  rows: Row[];
  /** The log-softmax of the first of [0, gap], f32: fused, and the logarithm of the softmax. */
  gaps: { gap: number; fused: number; twoSteps: Printed }[];
  /** Binary cross-entropy of a logit, f32. */
  binary: {
    z: number;
    y: number;
    withLogits: number;
    ofSigmoid: number;
    logOfSigmoid: Printed;
    asTwoClasses: number;
  }[];
  training: { byHand: OverflowingTraining; fused: OverflowingTraining };
}

/** What PyTorch and Keras answered, from data/torch-softmax-golden.json. */
export function readGolden(): Promise<File> {
  return readJson<File>("torch-softmax-golden.json");
}
