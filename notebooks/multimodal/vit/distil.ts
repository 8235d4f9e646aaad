import { normalised } from "@rederive/lib/models";
import {
  logSoftmax,
  matmul,
  mean,
  mul,
  neg,
  softmax,
  sum,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";

/**
 * DINO's loss for one pair of views (https://arxiv.org/abs/2104.14294): the cross-entropy of the
 * student's distribution over directions with the teacher's, which is sharper. Both are given as
 * vectors (B, C); `directions` is (K, C).
 */
export function distilLoss(student: Tensor, teacher: Tensor, directions: Tensor): Tensor {
  const scores = (x: Tensor, temperature: number) =>
    mul(matmul(normalised(x), transpose(normalised(directions))), 1 / temperature);
  const wanted = softmax(scores(teacher, 0.04));
  return neg(mean(sum(mul(wanted, logSoftmax(scores(student, 0.1))), { axes: [1] })));
}
