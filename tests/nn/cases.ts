import type { Gpu } from "@rederive/lib/gpu";
import * as nn from "@rederive/lib/nn";
import * as t from "@rederive/lib/tensor";
import { type Golden, type GoldenName, goldenOf, stateOf } from "./golden.ts";

/** Tensors by name. */
export type Inputs = Record<string, t.Tensor>;

/** How a case of the file is run by our modules. */
export interface Run {
  readonly make: (gpu: Gpu) => nn.Module & { forward(...x: never[]): unknown };
  /** Unless it is forward(x). */
  readonly run?: (module: never, inputs: Inputs) => t.Tensor | readonly t.Tensor[];
  /** How far we may be in f64, unless PyTorch was there too. */
  readonly f64?: { abs: number; rel: number };
}

const cell = { inputs: 4, channels: 3 };
const block = { channels: 6, heads: 2, hidden: 7, epsilon: 0.1 };

const stepLstm = (module: nn.LstmCell, { x, h, c }: Inputs) => {
  const next = module.forward(x!, { h: h!, c: c! });
  return [next.h, next.c];
};
const stepGru = (module: nn.GruCell, { x, h }: Inputs) => module.forward(x!, h);

/** Every case of the file. */
export const runs: Record<GoldenName, Run> = {
  linear: { make: (gpu) => new nn.Linear(gpu, { inputs: 5, outputs: 3 }) },
  "linear without bias": {
    make: (gpu) => new nn.Linear(gpu, { inputs: 5, outputs: 3, bias: false }),
  },
  embedding: {
    make: (gpu) => new nn.Embedding(gpu, { rows: 7, channels: 3 }),
    run: (module: nn.Embedding) =>
      module.forward(Int32Array.of(1, 6, 1, 0, 1, 5), { shape: [2, 3] }),
  },
  "layer norm": { make: (gpu) => new nn.LayerNorm(gpu, { channels: 6, epsilon: 0.1 }) },
  "rms norm": { make: (gpu) => new nn.RmsNorm(gpu, { channels: 6, epsilon: 0.1 }) },
  conv2d: {
    make: (gpu) =>
      new nn.Conv2d(gpu, {
        inputs: 4,
        outputs: 6,
        kernel: [3, 2],
        stride: [2, 1],
        padding: [1, 2],
        dilation: [1, 2],
        groups: 2,
      }),
  },
  patches: {
    make: (gpu) => new nn.Conv2d(gpu, { inputs: 3, outputs: 5, kernel: 4, stride: 4, bias: false }),
  },
  lstm: { make: (gpu) => new nn.LstmCell(gpu, cell), run: stepLstm },
  "lstm without bias": {
    make: (gpu) => new nn.LstmCell(gpu, { ...cell, bias: false }),
    run: stepLstm,
  },
  gru: { make: (gpu) => new nn.GruCell(gpu, cell), run: stepGru },
  "gru without bias": {
    make: (gpu) => new nn.GruCell(gpu, { ...cell, bias: false }),
    run: stepGru,
  },
  attention: { make: (gpu) => new nn.MultiHeadAttention(gpu, { channels: 6, heads: 2 }) },
  "causal attention": {
    make: (gpu) =>
      new nn.MultiHeadAttention(gpu, { channels: 6, heads: 3, causal: true, bias: false }),
  },
  "masked attention to a memory": {
    make: (gpu) =>
      new nn.MultiHeadAttention(gpu, { channels: 6, heads: 2, memoryChannels: 4, bias: false }),
    run: (module: nn.MultiHeadAttention, { x, memory, mask }) =>
      module.forward(x!, { memory, mask }),
  },
  "pre-norm block": { make: (gpu) => new nn.Block(gpu, block) },
  "post-norm block": {
    make: (gpu) => new nn.Block(gpu, { ...block, order: "post", activation: "relu" }),
  },
  "block with a memory": {
    make: (gpu) => new nn.Block(gpu, { ...block, causal: true, cross: { channels: 6 } }),
    run: (module: nn.Block, { x, memory }) => module.forward(x!, { memory }),
  },
  llama: {
    make: (gpu) =>
      new nn.Block(gpu, {
        channels: 8,
        heads: 4,
        kvHeads: 2,
        width: 4,
        hidden: 7,
        norm: "rms",
        epsilon: 0.1,
        activation: "silu",
        gated: true,
        bias: false,
        causal: true,
        rope: { base: 100 },
      }),
    // Their norms and angles are in f32 whatever the rest is in: 20 roundings of numbers below 10.
    f64: { abs: 20 * 10 * 2 ** -24, rel: 0 },
  },
};

/** A case that is ready to be computed. */
export interface Prepared extends Disposable {
  readonly golden: Golden;
  readonly outputs: readonly t.Tensor[];
  /** What PyTorch differentiated. */
  readonly loss: t.Tensor;
  /** Inputs and parameters, by the names of their gradients in the file. */
  readonly leaves: Inputs;
  /** All that was made from data, in f64. */
  readonly values: Map<t.Tensor, Float64Array>;
}

/** Makes the module of a case, loads its state, and writes its outputs and loss down. */
export async function prepare(gpu: Gpu, name: GoldenName): Promise<Prepared> {
  const { make, run = (module: never, { x }: Inputs) => (module as nn.Linear).forward(x!) } =
    runs[name];
  const golden = goldenOf(name);
  const scope = t.openScope(gpu);
  const module = make(gpu);
  await module.loadState(stateOf(golden));
  const inputs: Inputs = {};
  for (const [key, { shape, values }] of Object.entries(golden.inputs)) {
    inputs[key] = t.tensor(gpu, Float32Array.from(values), { shape, label: key });
  }
  const outputs = [run(module as never, inputs)].flat() as t.Tensor[];
  const upstream = golden.upstream.map(({ shape, values }) =>
    t.tensor(gpu, Float32Array.from(values), { shape })
  );
  const loss = outputs.map((y, i) => t.sum(t.mul(y, upstream[i]!))).reduce((a, b) => t.add(a, b));
  const leaves = { ...inputs, ...Object.fromEntries(module.namedParameters()) };
  const values = await t.values64([...Object.values(leaves), ...upstream]);
  return { golden, outputs, loss, leaves, values, [Symbol.dispose]: () => scope[Symbol.dispose]() };
}
