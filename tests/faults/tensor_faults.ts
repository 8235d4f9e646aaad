import type { Fault } from "./fault.ts";

const EVALUATE = "tests/tensor/evaluate_test.ts";
const GRADIENTS = "tests/tensor/gradients_test.ts";

/** Faults of lib/tensor. */
export const tensorFaults: readonly Fault[] = [
  {
    what: "placing a block leaves the last, partial run of a row out",
    file: "lib/tensor/ops/place.wgsl",
    find: "(last.length + RUN - 1u) / RUN",
    replace: "max(1u, last.length / RUN)",
    test: EVALUATE,
  },
  {
    what: "a block is placed at the start of its row",
    file: "lib/tensor/ops/place.wgsl",
    find: "var goal = plan.to +",
    replace: "var goal =",
    test: EVALUATE,
  },
  {
    what: "the gradients of keys and values are exchanged",
    file: "lib/tensor/ops/attention.ts",
    find: "[slope.k, slope.v]",
    replace: "[slope.v, slope.k]",
    test: GRADIENTS,
  },
  {
    what: "the second derivative of attention sees keys that are hidden",
    file: "lib/tensor/ops/attention_formula.ts",
    find: "if (!causal && !shape.blocks) {",
    replace: "if (heads > 0) {",
    test: GRADIENTS,
  },
  {
    what: "the gradient of a turn by position turns forward",
    file: "lib/tensor/ops/rope.ts",
    find: "sign > 0 ? -1 : 1)",
    replace: "sign)",
    test: GRADIENTS,
  },
  {
    what: "dropout never enlarges what it keeps",
    file: "lib/tensor/ops/dropout.wgsl",
    find: "x[i] * call.scale",
    replace: "x[i]",
    test: "tests/tensor/dropout_test.ts",
  },
  {
    what: "dropout forgets the last number",
    file: "lib/tensor/ops/dropout.wgsl",
    find: "i >= call.n",
    replace: "i + 1u >= call.n",
    test: "tests/tensor/dropout_test.ts",
  },
  {
    what: "the gradient of a variance divides by all elements",
    file: "lib/tensor/ops/variance.ts",
    find: "2 / (count - correction)",
    replace: "2 / count",
    test: GRADIENTS,
  },
  {
    what: "turning a view round keeps where it starts",
    file: "lib/tensor/ops/flip.ts",
    find: "sum + Math.max(0, shape[axis]! - 1) * stride : sum",
    replace: "sum : sum",
    test: GRADIENTS,
  },
  {
    what: "the blocks of a split all start at the front",
    file: "lib/tensor/ops/stack.ts",
    find: "    start += length;\n",
    replace: "",
    test: EVALUATE,
  },
  {
    what: "the second derivative of a norm forgets what its gradient is multiplied by",
    file: "lib/tensor/ops/norm.ts",
    find: "...pullBackThrough(again!, [x], h)",
    replace: "undefined",
    test: GRADIENTS,
  },
  {
    what: "derivatives flow on through the cotangent of a second derivative",
    file: "lib/tensor/ops/pointwise.ts",
    find: "[detach(g), slope(inputs, y)]",
    replace: "[g, slope(inputs, y)]",
    test: GRADIENTS,
  },
  {
    what: "an input given twice gets its second derivative twice",
    file: "lib/tensor/pull_back.ts",
    find: "inputs.indexOf(inputs[i]!) === i ? part : undefined",
    replace: "i >= 0 ? part : undefined",
    test: GRADIENTS,
  },
  {
    what: "what a repeated input gets is not summed",
    file: "lib/tensor/ops/sum_to.ts",
    find: "axis < added ||",
    replace: "axis < added &&",
    test: GRADIENTS,
  },
  {
    what: "a tensor that was assigned to is read as if nothing had happened",
    file: "lib/tensor/tensor.ts",
    find: "if (overwrite) this.#version++;",
    replace: "if (overwrite) this.#version += 0;",
    test: EVALUATE,
  },
  {
    what: "steps in between are never let go",
    file: "lib/tensor/evaluate.ts",
    find: "for (const input of recipe.inputs) letGo(input);",
    replace: "",
    test: EVALUATE,
  },
];
