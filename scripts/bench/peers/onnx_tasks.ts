import { type Model, type Node, typeOf } from "./onnx_model.ts";
import type { Input, Options } from "./peer.ts";

type MakeModel = (inputs: readonly Input[], options: Options) => Model;

const EPSILON = { float: 1e-5 };

/** s = a b^T. */
const product: Node = {
  op: "Gemm",
  inputs: ["a", "b"],
  outputs: ["s"],
  attributes: { transB: 1 },
};

const whole = (...numbers: number[]) => ({
  data: BigInt64Array.from(numbers, BigInt),
  shape: [numbers.length],
});

/** Every operation that ONNX has, by the name that cases give it. Inputs are a, b, c, outputs y, z. */
export const onnxTasks: Readonly<Record<string, MakeModel>> = {
  add: single("Add", ["a", "b"]),
  addTranspose: chain([
    { op: "Transpose", inputs: ["a"], outputs: ["t"], attributes: { perm: [1, 0] } },
    { op: "Add", inputs: ["a", "t"], outputs: ["y"] },
  ]),
  argmaxRows: (inputs) => ({
    ...chain([{
      op: "ArgMax",
      inputs: ["a"],
      outputs: ["y"],
      attributes: { axis: -1, keepdims: 0 },
    }])(inputs),
    outputs: { y: "i64" },
  }),
  attention: (inputs) =>
    chain([{
      op: "Attention",
      inputs: ["a", "b", "c"],
      outputs: ["y"],
      attributes: { is_causal: 1 },
    }])(inputs.map(({ data, shape }) => ({ data, shape: [1, ...shape] }))),
  batchedMatmul: single("MatMul", ["a", "b"]),
  conv2d: (inputs, { stride, padding, kernel }) =>
    chain([{
      op: "Conv",
      inputs: ["a", "b"],
      outputs: ["y"],
      attributes: {
        kernel_shape: [kernel!, kernel!],
        pads: [padding!, padding!, padding!, padding!],
        strides: [stride!, stride!],
      },
    }])(inputs),
  cumsum: (inputs) => ({
    ...single("CumSum", ["a", "axis"])(inputs),
    constants: { axis: { data: BigInt64Array.of(0n), shape: [] } },
  }),
  embedding: single("Gather", ["a", "b"]),
  geluTanh: chain([{
    op: "Gelu",
    inputs: ["a"],
    outputs: ["y"],
    attributes: { approximate: "tanh" },
  }]),
  lateInteraction: (inputs, { tokens, documents, length }) => ({
    ...chain([
      product,
      { op: "Reshape", inputs: ["s", "shape"], outputs: ["t"] },
      { op: "ReduceMax", inputs: ["t", "last"], outputs: ["m"], attributes: { keepdims: 0 } },
      { op: "ReduceSum", inputs: ["m", "first"], outputs: ["y"], attributes: { keepdims: 0 } },
    ])(inputs),
    constants: {
      shape: whole(tokens!, documents!, length!),
      last: whole(2),
      first: whole(0),
    },
  }),
  layerNorm: (inputs, { C }) => ({
    ...chain([{
      op: "LayerNormalization",
      inputs: ["a", "gain"],
      outputs: ["y"],
      attributes: { axis: -1, epsilon: EPSILON },
    }])(inputs),
    constants: { gain: { data: new Float32Array(C!).fill(1), shape: [C!] } },
  }),
  logSoftmax: single("LogSoftmax", ["a"]),
  logSumExpRows: reduced("ReduceLogSumExp", [1]),
  matmul: single("MatMul", ["a", "b"]),
  maxAbsDifference: (inputs) => {
    const last = reduced("ReduceMax", [0])(inputs);
    return {
      ...last,
      nodes: [
        { op: "Sub", inputs: ["a", "b"], outputs: ["d"] },
        { op: "Abs", inputs: ["d"], outputs: ["e"] },
        { ...last.nodes[0]!, inputs: ["e", "axes"] },
      ],
    };
  },
  nearest: (inputs, { k }) => ({
    ...chain([product, { op: "TopK", inputs: ["s", "k"], outputs: ["y", "z"] }])(inputs),
    constants: { k: whole(k!) },
    outputs: { y: "f32", z: "i64" },
  }),
  softmax: single("Softmax", ["a"]),
  sort: (inputs) => ({ ...topK(inputs, inputs[0]!.data.length, 0), outputs: { y: "f32" } }),
  sum: reduced("ReduceSum", [0]),
  sumColumns: reduced("ReduceSum", [0]),
  sumRows: reduced("ReduceSum", [1]),
  topK: (inputs, { k }) => topK(inputs, k!, 1),
};

/** One operator whose inputs are these; "a", "b" and "c" are given, others are constants. */
function single(op: string, inputs: readonly string[]): (inputs: readonly Input[]) => Model {
  return chain([{ op, inputs, outputs: ["y"] }]);
}

function chain(nodes: readonly Node[]): (inputs: readonly Input[]) => Model {
  return (inputs) => ({
    nodes,
    inputs: Object.fromEntries(
      inputs.map(({ data, shape }, i) => ["abcdef"[i]!, { type: typeOf(data), shape }]),
    ),
    outputs: { y: "f32" },
  });
}

function reduced(op: string, axes: readonly number[]): (inputs: readonly Input[]) => Model {
  return (inputs) => ({
    ...chain([{ op, inputs: ["a", "axes"], outputs: ["y"], attributes: { keepdims: 0 } }])(inputs),
    constants: { axes: { data: BigInt64Array.from(axes, BigInt), shape: [axes.length] } },
  });
}

function topK(inputs: readonly Input[], k: number, largest: number): Model {
  return {
    ...chain([{ op: "TopK", inputs: ["a", "k"], outputs: ["y", "z"], attributes: { largest } }])(
      inputs,
    ),
    constants: { k: { data: BigInt64Array.of(BigInt(k)), shape: [1] } },
    outputs: { y: "f32", z: "i64" },
  };
}
