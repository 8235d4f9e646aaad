import { normalised } from "@rederive/lib/models";
import {
  log,
  logSoftmax,
  max,
  mean,
  mul,
  neg,
  softmax,
  sqrt,
  sub,
  sum,
  type Tensor,
  variance,
} from "@rederive/lib/tensor";

/**
 * Of a teacher's sharpened scores (B, K): the mean entropy of its distributions, and what they tell of
 * their picture, the entropy of their mean less that, in nats. Whichever way it collapses, they tell 0.
 */
export function told(scores: Tensor): [entropy: Tensor, told: Tensor] {
  const shares = softmax(scores);
  const entropy = neg(mean(sum(mul(shares, logSoftmax(scores)), { axes: [1] })));
  const all = mean(shares, { axes: [0] });
  const ofMean = neg(sum(mul(all, log(max(all, 1e-30)))));
  return [entropy, sub(ofMean, entropy)];
}

/** Standard deviation of a number of a class token over pictures, tokens made 1 long; mean of all. */
export function spread(tokens: Tensor): Tensor {
  return mean(sqrt(variance(normalised(tokens), { axes: [0] })));
}
