import {
  add,
  crossEntropy,
  exp,
  matmul,
  mean,
  mul,
  type Tensor,
  transpose,
} from "@rederive/lib/tensor";

/** The pseudo-code's loss of logits (N, N): the mean of both directions. `labels` are 0 to N - 1. */
export function symmetricLoss(logits: Tensor, labels: Tensor<"i32">): Tensor {
  const rows = mean(crossEntropy(logits, labels));
  const columns = mean(crossEntropy(transpose(logits), labels));
  return mul(add(rows, columns), 0.5);
}

/** Cosines of vectors of length 1, each text with each picture, times e to the logit scale. */
export function logitsOf(texts: Tensor, pictures: Tensor, logitScale: Tensor): Tensor {
  return mul(matmul(texts, transpose(pictures)), exp(logitScale));
}
