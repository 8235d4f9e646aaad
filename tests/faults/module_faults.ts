import type { Fault } from "./fault.ts";

const MODULE = "tests/nn/module_test.ts";
const PYTORCH = "tests/nn/pytorch_test.ts";
const INITIALISERS = "tests/nn/initialisers_test.ts";
const LAYERS = "tests/nn/layers_test.ts";
const LORA = "tests/nn/lora_test.ts";

/** Faults of lib/nn and lib/checkpoints. */
export const moduleFaults: readonly Fault[] = [
  {
    what: "a run without losses is kept with an empty list of them",
    file: "lib/checkpoints/write_checkpoints.ts",
    find: "losses.length > 0",
    replace: "losses.length >= 0",
    test: "tests/checkpoints/write_checkpoints_test.ts",
  },
  {
    what: "the last file that has a run wins, and nobody is told",
    file: "lib/checkpoints/read_checkpoints.ts",
    find: "if (ofRun.has(run))",
    replace: "if (false)",
    test: "tests/checkpoints/read_checkpoints_test.ts",
  },
  {
    what: "parameters are those of the run that was read last",
    file: "lib/checkpoints/read_checkpoints.ts",
    find: "float32Weights(tensors, run)",
    replace: "float32Weights(tensors, [...tensors.keys()].at(-1)!)",
    test: "tests/checkpoints/read_checkpoints_test.ts",
  },
  {
    what: "every parameter begins with the first number",
    file: "lib/nn/load_parameters.ts",
    find: "values.slice(from, from += size)",
    replace: "values.slice(0, size), from: from += size",
    test: "tests/nn/load_parameters_test.ts",
  },
  {
    what: "names that a state lacks are passed over",
    file: "lib/nn/state.ts",
    find: 'missing === "throw" && absent.length > 0',
    replace: 'missing === "throw" && absent.length > 5',
    test: MODULE,
  },
  {
    what: "frozen parameters are trained",
    file: "lib/nn/module.ts",
    find: "isParameter && !isFrozen",
    replace: "isParameter",
    test: MODULE,
  },
  {
    what: "a tied weight is saved under its last name",
    file: "lib/nn/module.ts",
    find: "wanted(of) && !first.has(tensor)",
    replace: "wanted(of)",
    test: MODULE,
  },
  {
    what: "a copy takes the source's own tensors over",
    file: "lib/nn/module.ts",
    find: "mul(sources.get(name)!, 1)",
    replace: "sources.get(name)!",
    test: LAYERS,
  },
  {
    what: "positions start over at each step of decoding",
    file: "lib/nn/multi_head_attention.ts",
    find: "rope(x, { ...this.#rope, start })",
    replace: "rope(x, this.#rope)",
    test: "tests/nn/attention_test.ts",
  },
  {
    what: "a block that norms behind norms only what a part gave",
    file: "lib/nn/block.ts",
    find: "norm.forward(add(x, this.#dropout.forward(work(x), options)))",
    replace: "add(x, norm.forward(this.#dropout.forward(work(x), options)))",
    test: PYTORCH,
  },
  {
    what: "a block never drops anything",
    file: "lib/nn/block.ts",
    find: "this.#dropout.forward(work(norm.forward(x)), options)",
    replace: "work(norm.forward(x))",
    test: LAYERS,
  },
  {
    what: "a gated MLP activates what is gated, not the gate",
    file: "lib/nn/mlp.ts",
    find: "mul(this.#activate(this.gate.forward(x)), y)",
    replace: "mul(this.gate.forward(x), this.#activate(y))",
    test: PYTORCH,
  },
  {
    what: "an LSTM exchanges its input and forget gates",
    file: "lib/nn/lstm_cell.ts",
    find: "const [i, f, g, o]",
    replace: "const [f, i, g, o]",
    test: PYTORCH,
  },
  {
    what: "a GRU resets the state without its bias, as its paper does",
    file: "lib/nn/gru_cell.ts",
    find: "add(newX!, mul(reset, newH))",
    replace: "add(newX!, add(mul(reset, sub(newH, this.stateBias ?? 0)), this.stateBias ?? 0))",
    test: PYTORCH,
  },
  {
    what: "a convolution starts by the size of its window alone",
    file: "lib/nn/fans.ts",
    find: "fanIn: inputs * area",
    replace: "fanIn: area",
    test: INITIALISERS,
  },
  {
    what: "Kaiming's variance takes the slope for its square",
    file: "lib/nn/initialisers.ts",
    find: "1 + slope * slope",
    replace: "1 + slope",
    test: INITIALISERS,
  },
  {
    what: "a truncated normal has its lower tail",
    file: "lib/nn/initialisers.ts",
    find: "Math.abs(z) <= within",
    replace: "z <= within",
    test: INITIALISERS,
  },
  {
    what: "directions are made orthogonal to the first one alone",
    file: "lib/nn/orthogonal.ts",
    find: "[...directions, ...directions]",
    replace: "directions.slice(0, 1)",
    test: INITIALISERS,
  },
  {
    what: "the base of an adapter is trained as well",
    file: "lib/nn/linear.ts",
    find: "this.freeze();",
    replace: "",
    test: LORA,
  },
  {
    what: "an adapter that was merged is added once more",
    file: "lib/nn/linear.ts",
    find: "this.#lora && !this.#lora.isMerged",
    replace: "this.#lora",
    test: LORA,
  },
  {
    what: "alpha is not divided by the rank",
    file: "lib/nn/lora.ts",
    find: "alpha / rank",
    replace: "alpha",
    test: LORA,
  },
  {
    what: "unmerging takes the adapter off again instead of remembering the weight",
    file: "lib/nn/lora.ts",
    find: "assign([[this.#linear.weight, this.#original]])",
    replace: "assign([[this.#linear.weight, add(this.#linear.weight, " +
      "mul(matmul(this.up, this.down), -this.#scale))]])",
    test: LORA,
  },
];
