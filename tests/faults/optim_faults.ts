import type { Fault } from "./fault.ts";

const OPTIM = "tests/optim/optim_test.ts";
const TRAIN = "tests/optim/train_test.ts";
const RULES = "tests/optim/rules_test.ts";

/** Faults of lib/optim. */
export const optimFaults: readonly Fault[] = [
  {
    what: "training takes one step more than it should",
    file: "lib/optim/train.ts",
    find: "let i = 0; i < steps; i++",
    replace: "let i = 0; i <= steps; i++",
    test: TRAIN,
  },
  {
    what: "training forgets its schedule",
    file: "lib/optim/train.ts",
    find: "scale ? { scale } : {}",
    replace: "{}",
    test: TRAIN,
  },
  {
    what: "an update leaves the last vector of a parameter out",
    file: "lib/optim/update.wgsl",
    find: "arrayLength(&w)",
    replace: "arrayLength(&w) - 1u",
    test: RULES,
  },
  {
    what: "gradient descent adds decay with the wrong sign",
    file: "lib/optim/sgd.wgsl",
    find: "g[i] + n.decay * w[i]",
    replace: "g[i] - n.decay * w[i]",
    test: RULES,
  },
  {
    what: "Nesterov momentum does not look ahead",
    file: "lib/optim/momentum.wgsl",
    find: "slope + n.momentum * v, NESTEROV",
    replace: "v, NESTEROV",
    test: RULES,
  },
  {
    what: "Adam leaves the correction of its mean square out",
    file: "lib/optim/adam.ts",
    find: "1 / Math.sqrt(1 - beta2 ** step)",
    replace: "1",
    test: RULES,
  },
  {
    what: "Adam adds epsilon under the root",
    file: "lib/optim/adam.wgsl",
    find: "n.root * sqrt(v) + n.epsilon",
    replace: "n.root * sqrt(v + n.epsilon)",
    test: RULES,
  },
  {
    what: "RMSProp adds epsilon under the root",
    file: "lib/optim/rms_prop.wgsl",
    find: "sqrt(v) + n.epsilon",
    replace: "sqrt(v + n.epsilon)",
    test: RULES,
  },
  {
    what: "AdaGrad forgets what came before the last square",
    file: "lib/optim/ada_grad.wgsl",
    find: "total[i] = t;",
    replace: "total[i] = slope * slope;",
    test: RULES,
  },
  {
    what: "decoupled decay does not follow the learning rate",
    file: "lib/optim/groups.ts",
    find: "1 - learningRate * weightDecay",
    replace: "1 - weightDecay",
    test: RULES,
  },
  {
    what: "a group's own settings lose against those of the whole",
    file: "lib/optim/groups.ts",
    find: "{ ...options, ...own }",
    replace: "{ ...own, ...options }",
    test: RULES,
  },
  {
    what: "gradients shorter than the bound are stretched to it",
    file: "lib/optim/clip_by_norm.ts",
    find: "max(norm, maxNorm)",
    replace: "max(norm, 1e-6)",
    test: "tests/optim/clip_test.ts",
  },
  {
    what: "an average moves by what it should keep",
    file: "lib/optim/ema.ts",
    find: "1 - now",
    replace: "now",
    test: "tests/optim/averages_test.ts",
  },
  {
    what: "an average is moved away from what it follows",
    file: "lib/optim/ema.wgsl",
    find: "g[i] - w[i]",
    replace: "w[i] - g[i]",
    test: "tests/optim/averages_test.ts",
  },
  {
    what: "elements that another tensor looks at are overwritten",
    file: "lib/tensor/overwrite.ts",
    find: "storage.isSole\n",
    replace: "true\n",
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
