/** One parameter of an optimizer in f64, as its paper writes it; the gradient is that of the test. */
export type Rule = (w: number, g: number, step: number) => number;

/** Settings by short names; every rule takes the rate and the decay. */
interface Settings {
  rate?: number;
  decay?: number;
  decoupled?: boolean;
}

/** What decay adds to the gradient, and what it leaves of the parameter. */
function pull({ rate = 1e-3, decay = 0, decoupled = false }: Settings, w: number, g: number) {
  return decoupled ? { slope: g, kept: w - rate * decay * w } : { slope: g + decay * w, kept: w };
}

/** Gradient descent with momentum, as PyTorch has it. */
export function sgd64(settings: Settings & { momentum?: number; nesterov?: boolean }): Rule {
  const { rate = 1e-3, momentum = 0, nesterov = false } = settings;
  let v = 0;
  return (w, g) => {
    const { slope, kept } = pull(settings, w, g);
    v = momentum * v + slope;
    return kept - rate * (nesterov ? slope + momentum * v : v);
  };
}

/** Adam by its algorithm 1: both means corrected, then the quotient. */
export function adam64(
  settings: Settings & { beta1?: number; beta2?: number; epsilon?: number },
): Rule {
  const { rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = settings;
  let [m, v] = [0, 0];
  return (w, g, step) => {
    const { slope, kept } = pull(settings, w, g);
    m = beta1 * m + (1 - beta1) * slope;
    v = beta2 * v + (1 - beta2) * slope * slope;
    const mean = m / (1 - Math.pow(beta1, step));
    const square = v / (1 - Math.pow(beta2, step));
    return kept - rate * mean / (Math.sqrt(square) + epsilon);
  };
}

/** AdaGrad: the sum of all squares. */
export function adaGrad64(settings: Settings & { epsilon?: number; start?: number }): Rule {
  const { rate = 0.01, epsilon = 1e-10 } = settings;
  let total = settings.start ?? 0;
  return (w, g) => {
    const { slope, kept } = pull(settings, w, g);
    total += slope ** 2;
    return kept - rate * slope / (Math.sqrt(total) + epsilon);
  };
}

/** RMSProp: the running mean of squares, not corrected. */
export function rmsProp64(settings: Settings & { beta2?: number; epsilon?: number }): Rule {
  const { rate = 0.01, beta2 = 0.99, epsilon = 1e-8 } = settings;
  let square = 0;
  return (w, g) => {
    const { slope, kept } = pull(settings, w, g);
    square = beta2 * square + (1 - beta2) * slope ** 2;
    return kept - rate * slope / (Math.sqrt(square) + epsilon);
  };
}
