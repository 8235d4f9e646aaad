import { fingerprint, type Gpu, openGpu } from "@rederive/lib/gpu";
import { adaGrad, adam, adamW, ema, type Optimizer, rmsProp, sgd } from "@rederive/lib/optim";
import {
  avalanche,
  key,
  randomBits,
  randomBlocks,
  randomNormal,
  randomUniform,
  stream,
} from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { type Entry, EXACT } from "../entry.ts";

const RULES = "optim/rules_test.ts";
const CASES = "optim/cases.ts";
const FILL = "random/fill_test.ts";
const GPU = "gpu/fingerprint_test.ts";

const numbers = (gpu: Gpu, ...shape: number[]) =>
  t.tensor(gpu, new Float32Array(shape.reduce((size, side) => size * side, 1)), { shape });

function rule(op: string, make: (w: t.Tensor[]) => Optimizer): Entry {
  return {
    op,
    part: "optim",
    shapes: "parameters, gradients → parameters, in place",
    accuracy: "16 roundings of the way walked a step, and 160 of the rate",
    test: RULES,
    names: CASES,
    run: async (gpu) => {
      const w = numbers(gpu, 3);
      await make([w]).step([w]);
    },
  };
}

/** Training, random numbers, and the device itself. */
export const training: readonly Entry[] = [
  rule("sgd", (w) => sgd(w)),
  { ...rule("sgd", (w) => sgd(w, { momentum: 0.9 })), op: "sgd, with momentum" },
  rule("adam", (w) => adam(w)),
  rule("adamW", (w) => adamW(w)),
  rule("adaGrad", (w) => adaGrad(w)),
  rule("rmsProp", (w) => rmsProp(w)),
  {
    op: "ema",
    part: "optim",
    shapes: "targets, sources → targets, in place",
    accuracy: "3 roundings a step of the larger",
    test: "optim/averages_test.ts",
    run: (gpu) => ema([numbers(gpu, 3)], [numbers(gpu, 3)], { decay: 0.5 }).update(),
  },
  {
    op: "dropout",
    part: "tensor",
    shapes: "(any) → the same",
    accuracy: "one rounding",
    test: "tensor/dropout_test.ts",
    run: (gpu) => t.evaluate([t.dropout(numbers(gpu, 9), { rate: 0.5, random: stream(1) })]),
  },
  {
    op: "takeAlong",
    part: "tensor",
    shapes: "(rows, n), places (rows, k) → (rows, k); back: sums",
    accuracy: "exact; back: gamma(repeats) sum abs(dy)",
    test: "tensor/indices_test.ts",
    run: async (gpu) => {
      const x = numbers(gpu, 2, 3);
      for (const k of [1, 2]) {
        const places = t.tensor(gpu, new Int32Array(2 * k), { shape: [2, k] });
        await t.evaluate(t.grad(t.sum(t.square(t.takeAlong(x, places))), [x]));
      }
    },
  },
  {
    op: "takeRows",
    part: "tensor",
    shapes: "(V, C), ids computed on the GPU → (..., C); back: sums",
    limits: "back: computed ids <= 32768",
    refused: async (gpu) => {
      const table = numbers(gpu, 3, 2);
      const ids = t.argmax(numbers(gpu, 32_769, 3), { axes: [1] });
      await t.evaluate(t.grad(t.sum(t.takeRows(table, ids)), [table]));
    },
    accuracy: "exact; back: gamma(uses) sum abs(dy)",
    test: "tensor/take_rows_test.ts",
    run: async (gpu) => {
      const table = numbers(gpu, 3, 2);
      const ids = t.argmax(numbers(gpu, 4, 3), { axes: [1] });
      await t.evaluate(t.grad(t.sum(t.square(t.takeRows(table, ids))), [table]));
    },
  },
  {
    op: "argsort",
    part: "tensor",
    shapes: "(any), axis → u32, the same",
    accuracy: EXACT,
    test: "tensor/indices_test.ts",
    run: (gpu) => t.evaluate([t.argsort(numbers(gpu, 2, 3))]),
  },
  {
    op: "toFloats",
    part: "tensor",
    shapes: "i32 or u32 (any) → f32, the same",
    accuracy: "exact below 2^24, else one rounding",
    test: "tensor/indices_test.ts",
    run: async (gpu) => {
      await t.evaluate([t.toFloats(t.tensor(gpu, Int32Array.of(1, 2)))]);
      await t.evaluate([t.toFloats(t.argmax(numbers(gpu, 2, 3), { axes: [1] }))]);
    },
  },
  {
    op: "concat",
    part: "tensor",
    shapes: "blocks → their shapes side by side; any type, up to 8 axes",
    accuracy: EXACT,
    test: "tensor/evaluate_test.ts",
    run: (gpu) => t.evaluate([t.concat([numbers(gpu, 2), numbers(gpu, 3)])]),
  },
  {
    op: "randomBits",
    part: "random",
    shapes: "key → u32 (n)",
    accuracy: EXACT,
    test: FILL,
    run: (gpu) => randomBits(gpu, key(1), 9),
  },
  {
    op: "randomUniform",
    part: "random",
    shapes: "key, low, high → (n)",
    accuracy: "exact from 0 to 1; else 2 roundings",
    test: FILL,
    run: (gpu) => randomUniform(gpu, key(1), 9),
  },
  {
    op: "randomNormal",
    part: "random",
    shapes: "key → (n)",
    accuracy: "1.3e-7 + gamma(8), relative, and the logarithm's own",
    test: FILL,
    run: (gpu) => randomNormal(gpu, key(1), 9),
  },
  {
    op: "randomBlocks",
    part: "random",
    shapes: "counters u32 (n, 2 or 4) → u32, the same",
    accuracy: EXACT,
    test: "random/blocks_test.ts",
    run: async (gpu) => {
      const counters = gpu.zeros("u32", 4);
      await randomBlocks(gpu, counters, { key: [0, 0] });
      await randomBlocks(gpu, counters, { generator: "threefry4x32", key: [0, 0, 0, 0] });
      await randomBlocks(gpu, counters, { generator: "philox4x32", key: [0, 0] });
    },
  },
  {
    op: "avalanche",
    part: "random",
    shapes: "counters u32 (n, 2) → u32 (64, 64)",
    accuracy: EXACT,
    test: "random/avalanche_test.ts",
    run: (gpu) => avalanche(gpu, gpu.zeros("u32", 4)),
  },
  {
    op: "fingerprint",
    part: "gpu",
    shapes: "→ bits of functions at 32 points",
    accuracy: EXACT,
    test: GPU,
    run: (gpu) => fingerprint(gpu),
  },
  {
    op: "Gpu.roof",
    part: "gpu",
    shapes: "→ bytes and operations a second",
    accuracy: "of a clock",
    test: "gpu/roof_test.ts",
    run: (gpu) => gpu.roof(),
  },
];

/** What `openGpu({ poison: true })` runs, which is for tests. */
export async function runPoison({ family }: Gpu, watch: (gpu: Gpu) => void): Promise<void> {
  using gpu = await openGpu({ family, poison: true });
  watch(gpu);
  using _ = await gpu.record(() => gpu.empty("f32", 4)[Symbol.dispose]());
}
