import type { Fault } from "./fault.ts";

const OPTIM = "tests/optim/optim_test.ts";

/** Faults of lib/optim. */
export const optimFaults: readonly Fault[] = [
  {
    what: "Nesterov momentum looks ahead along the old velocity",
    file: "lib/optim/sgd.ts",
    find: "add(g, mul(v, momentum))",
    replace: "add(g, mul(velocity, momentum))",
    test: OPTIM,
  },
  {
    what: "Adam leaves the correction of its mean square out",
    file: "lib/optim/adam.ts",
    find: "1 / Math.sqrt(1 - beta2 ** step)",
    replace: "1",
    test: OPTIM,
  },
  {
    what: "AdamW decays by the weight decay alone",
    file: "lib/optim/adam.ts",
    find: "1 - learningRate * weightDecay",
    replace: "1 - weightDecay",
    test: OPTIM,
  },
  {
    what: "gradients shorter than the bound are stretched to it",
    file: "lib/optim/clip_by_norm.ts",
    find: "max(norm, maxNorm)",
    replace: "max(norm, 1e-6)",
    test: OPTIM,
  },
  {
    what: "optimizers keep what they replaced",
    file: "lib/tensor/tensor.ts",
    find: "this.#storage?.release();\n    this.#storage = storage;",
    replace: "this.#storage = storage;",
    test: OPTIM,
  },
];
