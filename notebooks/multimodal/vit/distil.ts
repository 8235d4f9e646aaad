import { normalised } from "@rederive/lib/models";
import {
  logSoftmax,
  matmul,
  mean,
  mul,
  neg,
  softmax,
  sub,
  sum,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";

/** Cosines of vectors (B, C) with directions (K, C): (B, K). */
export function cosines(x: Tensor, directions: Tensor): Tensor {
  return matmul(normalised(x), transpose(normalised(directions)));
}

/** What the scores of a distribution are divided by, in DINO. */
export const TEMPERATURES = { student: 0.1, teacher: 0.04 } as const;

/** How a teacher's scores become a distribution. */
export interface TargetOptions {
  /** Subtracted from the scores, (K); nothing unless given. */
  readonly centre?: Tensor | undefined;
  /** What they are divided by; 0.04 unless given. */
  readonly temperature?: number | undefined;
}

/** A teacher's scores (B, K), centred and divided by the temperature. */
export function sharpened(
  scores: Tensor,
  { centre, temperature = TEMPERATURES.teacher }: TargetOptions = {},
): Tensor {
  return mul(centre ? sub(scores, centre) : scores, 1 / temperature);
}

/**
 * DINO's loss for pairs of views (https://arxiv.org/abs/2104.14294): the cross-entropy of the student's
 * distribution over directions with the teacher's, which is sharper; both are given as cosines (B, K).
 */
export function distilLoss(student: Tensor, teacher: Tensor, options?: TargetOptions): Tensor {
  const wanted = softmax(sharpened(teacher, options));
  const given = logSoftmax(mul(student, 1 / TEMPERATURES.student));
  return neg(mean(sum(mul(wanted, given), { axes: [1] })));
}
