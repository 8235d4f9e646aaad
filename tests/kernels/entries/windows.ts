import { attention, attentionGradient, KvCache, rope, ropeGradient } from "@rederive/lib/attention";
import * as conv from "@rederive/lib/conv";
import type { Gpu } from "@rederive/lib/gpu";
import { type Entry, EXACT, numbers } from "../entry.ts";

const IMAGES = "(B, C, height, width)";
const WINDOWS = "(B, C, down, across)";
const SIZES = { batch: 1, channels: 4, height: 6, width: 6, kernel: 3, padding: 1, outputs: 2 };
const POOL = { batch: 1, channels: 1, height: 4, width: 4, kernel: 2 };
const POOL_TEST = "conv/pool_test.ts";
const CONV_TEST = "conv/conv2d_test.ts";

const large = { batch: 1, channels: 1, height: 200, width: 200, kernel: 200 };
const refused = (run: (gpu: Gpu) => Promise<unknown>) => ({
  limits: "windows that meet an element < 32768",
  refused: run,
});

const attended = async (gpu: Gpu, width: number) => {
  const [q, k, v] = [numbers(gpu, 8 * width), numbers(gpu, 8 * width), numbers(gpu, 8 * width)];
  const options = { heads: 2, queries: 4, width };
  return { q, k, v, options, made: await attention(gpu, { q, k, v }, options) };
};

const noKeys = (gpu: Gpu) => {
  const [q, k, v] = [numbers(gpu, 1), numbers(gpu, 16_385), numbers(gpu, 16_385)];
  return { inputs: { q, k, v }, options: { heads: 1, queries: 1, keys: 16_385, width: 1 } };
};

/** Attention, and what slides over images. */
export const windows: readonly Entry[] = [
  {
    op: "attention",
    part: "attention",
    shapes: "q (B, H, T, D), k and v (B, H / groups, S, D) → (B, H, T, D), (B, H, T)",
    limits: "S <= 16384; D <= 128",
    refused: async (gpu) => {
      const { inputs, options } = noKeys(gpu);
      const errors = await Promise.allSettled([
        attention(gpu, inputs, options),
        attention(gpu, inputs, { heads: 1, queries: 1, width: 129 }),
      ]);
      throw new Error(errors.map((each) => String((each as PromiseRejectedResult).reason)).join());
    },
    accuracy:
      "(e + gamma(2 S + 3)) sum p abs(v), e = gamma(D + 3) scale max sum abs(q) abs(k), and its exp",
    test: "attention/attention_test.ts",
    run: (gpu) => Promise.all([attended(gpu, 6), attended(gpu, 8)]),
  },
  {
    op: "attentionGradient",
    part: "attention",
    shapes: "the same, and dy (B, H, T, D) → dq, dk, dv",
    limits: "S <= 16384; H / groups T <= 32768",
    refused: async (gpu) => {
      const { inputs, options } = noKeys(gpu);
      const [output, logSumExp, outputGradient] = [
        numbers(gpu, 1),
        numbers(gpu, 1),
        numbers(gpu, 1),
      ];
      const many = numbers(gpu, 32_800);
      const made = { output: many, logSumExp: many, outputGradient: many };
      const one = { q: many, k: numbers(gpu, 1), v: numbers(gpu, 1) };
      const errors = await Promise.allSettled([
        attentionGradient(gpu, { ...inputs, output, logSumExp, outputGradient }, options),
        attentionGradient(gpu, { ...one, ...made }, {
          heads: 1,
          queries: 32_800,
          keys: 1,
          width: 1,
        }),
      ]);
      throw new Error(errors.map((each) => String((each as PromiseRejectedResult).reason)).join());
    },
    accuracy: "(2 e + gamma(2 S + 2 D + 8 + terms)) sum of what is added",
    test: "attention/attention_gradient_test.ts",
    run: async (gpu) => {
      for (const width of [6, 8]) {
        const { q, k, v, options, made } = await attended(gpu, width);
        const outputGradient = numbers(gpu, 8 * width);
        await attentionGradient(gpu, { q, k, v, ...made, outputGradient }, options);
      }
    },
  },
  {
    op: "KvCache.append",
    part: "attention",
    shapes: "(B, H, T, D) → rows of (B, H, capacity, D)",
    accuracy: EXACT,
    test: "attention/kv_cache_test.ts",
    run: async (gpu) => {
      const cache = new KvCache(gpu, { kvHeads: 1, capacity: 8, width: 2 });
      await cache.append(numbers(gpu, 2), numbers(gpu, 2));
    },
  },
  {
    op: "rope",
    part: "attention",
    shapes: "(rows, T, D) → the same",
    accuracy: "2^-22 (abs(x[c]) + abs(x[c + D/2]))",
    test: "attention/rope_test.ts",
    run: (gpu) => rope(gpu, numbers(gpu, 8), { rows: 1, time: 2, width: 4 }),
  },
  {
    op: "ropeGradient",
    part: "attention",
    shapes: "(rows, T, D) → the same",
    accuracy: "as rope",
    test: "attention/rope_test.ts",
    run: (gpu) => ropeGradient(gpu, numbers(gpu, 8), { rows: 1, time: 2, width: 4 }),
  },
  {
    op: "conv2d",
    part: "conv",
    shapes: `${IMAGES}, (O, C / groups, rows, columns), bias (O) → (B, O, down, across)`,
    accuracy: "gamma(terms + 1) sum abs(weight) abs(x)",
    test: CONV_TEST,
    run: (gpu) => {
      const bias = numbers(gpu, 2);
      return conv.conv2d(gpu, numbers(gpu, 144), numbers(gpu, 72), { ...SIZES, bias });
    },
  },
  {
    op: "conv2dGradients",
    part: "conv",
    shapes: `${IMAGES}, weight, dy → those of x, weight and bias`,
    ...refused((gpu) =>
      conv.conv2dGradients(gpu, numbers(gpu, 40_000), numbers(gpu, 40_000), numbers(gpu, 40_401), {
        ...large,
        outputs: 1,
        padding: 100,
      })
    ),
    accuracy: "gamma(terms + 1) sum abs(weight) abs(dy), or sum abs(x) abs(dy)",
    test: CONV_TEST,
    run: async (gpu) => {
      const odd = { ...SIZES, width: 5 };
      await conv.conv2dGradients(gpu, numbers(gpu, 120), numbers(gpu, 72), numbers(gpu, 60), odd);
    },
  },
  {
    op: "averagePool2d",
    part: "conv",
    shapes: `${IMAGES} → ${WINDOWS}`,
    ...refused((gpu) => conv.averagePool2d(gpu, numbers(gpu, 40_000), large)),
    accuracy: "gamma(window + 1) mean abs(x)",
    test: POOL_TEST,
    run: (gpu) => conv.averagePool2d(gpu, numbers(gpu, 16), POOL),
  },
  {
    op: "averagePool2dGradient",
    part: "conv",
    shapes: `${WINDOWS} → ${IMAGES}`,
    accuracy: "gamma(window + 1) sum abs(dy) / window",
    test: POOL_TEST,
    run: (gpu) => conv.averagePool2dGradient(gpu, numbers(gpu, 4), POOL),
  },
  {
    op: "maxPool2d",
    part: "conv",
    shapes: `${IMAGES} → ${WINDOWS}, u32 places`,
    ...refused((gpu) => conv.maxPool2d(gpu, numbers(gpu, 40_000), large)),
    accuracy: EXACT,
    test: POOL_TEST,
    run: (gpu) => conv.maxPool2d(gpu, numbers(gpu, 16), POOL),
  },
  {
    op: "maxPool2dGradient",
    part: "conv",
    shapes: `${WINDOWS}, u32 places → ${IMAGES}`,
    accuracy: "gamma(window + 1) sum abs(dy)",
    test: POOL_TEST,
    run: (gpu) => conv.maxPool2dGradient(gpu, numbers(gpu, 4), gpu.zeros("u32", 4), POOL),
  },
  {
    op: "unfold",
    part: "conv",
    shapes: `${IMAGES} → (B, C window, windows)`,
    accuracy: EXACT,
    test: "conv/unfold_test.ts",
    run: (gpu) => conv.unfold(gpu, numbers(gpu, 16), POOL),
  },
  {
    op: "fold",
    part: "conv",
    shapes: `(B, C window, windows) → ${IMAGES}`,
    accuracy: "gamma(window) sum abs(columns)",
    test: "conv/unfold_test.ts",
    run: (gpu) => conv.fold(gpu, numbers(gpu, 36), POOL),
  },
];
