/** One parameter of an optimizer in f64, as its paper writes it; the gradient is that of the test. */
export type Rule = (w: number, g: number, step: number) => number;

/** Gradient descent with momentum, as PyTorch has it. */
export function sgd64(
  { rate, momentum = 0, nesterov = false, decay = 0 }: {
    rate: number;
    momentum?: number;
    nesterov?: boolean;
    decay?: number;
  },
): Rule {
  let v = 0;
  return (w, g) => {
    const slope = g + decay * w;
    v = momentum * v + slope;
    return w - rate * (nesterov ? slope + momentum * v : v);
  };
}

/** Adam by its algorithm 1: both means corrected, then the quotient. */
export function adam64(
  { rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0, decoupled = false },
): Rule {
  let [m, v] = [0, 0];
  return (w, g, step) => {
    const slope = decoupled ? g : g + decay * w;
    m = beta1 * m + (1 - beta1) * slope;
    v = beta2 * v + (1 - beta2) * slope * slope;
    const mean = m / (1 - Math.pow(beta1, step));
    const square = v / (1 - Math.pow(beta2, step));
    const pulled = decoupled ? w - rate * decay * w : w;
    return pulled - rate * mean / (Math.sqrt(square) + epsilon);
  };
}
