import type { Gpu, GpuArray } from "@rederive/lib/gpu";
import { elementwise, elementwiseGradient } from "@rederive/lib/elementwise";
import { gather } from "@rederive/lib/gather";
import * as reduce from "@rederive/lib/reduce";
import { discountedSum, fold, MAX, scan, SUM } from "@rederive/lib/scan";
import { histogram } from "@rederive/lib/statistics";
import { type Entry, EXACT, numbers } from "../entry.ts";

/** Long and short rows, whole fours and not, and other axes than the last. */
const SHAPES = [
  [[100_000], [0]],
  [[3, 100], [1]],
  [[3, 6001], [1]],
  [[64, 64], [0]],
  [[63, 63], [0]],
] as const;

function reduction(
  op: Exclude<keyof typeof reduce, "reducedShape">,
  accuracy: string,
  type = "",
): Entry {
  return {
    op,
    part: "reduce",
    shapes: `(any), axes →${type} (axes that are left)`,
    accuracy,
    test: "reduce/reduce_test.ts",
    run: async (gpu) => {
      for (const [shape, axes] of SHAPES) {
        const x = numbers(gpu, shape.reduce((size, side) => size * side, 1));
        await reduce[op](gpu, x, { shape, axes });
      }
    },
  };
}

const bothLengths = async (gpu: Gpu, run: (x: GpuArray<"f32">) => Promise<unknown>) => {
  for (const length of [100, 20_000]) await run(numbers(gpu, length));
};

/** Along axes, element by element, and place by place. */
export const reductions: readonly Entry[] = [
  reduction("sum", "gamma(n) sum abs(x)"),
  reduction("mean", "gamma(n + 5) mean abs(x)"),
  reduction("variance", "2 gamma(n + 12) (y + d^2) + d^2 / 1024, d = gamma(n + 5) mean abs(x)"),
  reduction("max", EXACT),
  reduction("min", EXACT),
  reduction("argmax", EXACT, " u32"),
  reduction("argmin", EXACT, " u32"),
  reduction("logSumExp", "gamma(n + 6) + (6 ln(n) + 7 abs(y)) 2^-24 + 2^-21"),
  {
    op: "scan",
    part: "scan",
    shapes: "(rows, n), heads u32 → (rows, n); f32, i32, u32",
    accuracy: "gamma(i + 1) sum abs(x) at place i; integers exact",
    test: "scan/scan_test.ts",
    run: (gpu) => bothLengths(gpu, (x) => scan(gpu, x, { monoid: SUM })),
  },
  {
    op: "fold",
    part: "scan",
    shapes: "(rows, n) → (rows); f32, i32, u32",
    accuracy: "gamma(n) sum abs(x); integers exact",
    test: "scan/scan_test.ts",
    run: (gpu) => bothLengths(gpu, (x) => fold(gpu, x, { monoid: MAX })),
  },
  {
    op: "discountedSum",
    part: "scan",
    shapes: "(rows, n), heads u32 → (rows, n)",
    accuracy: "gamma(2 n + 2) sum abs(x)",
    test: "scan/scan_test.ts",
    run: (gpu) => bothLengths(gpu, (x) => discountedSum(gpu, x, { discount: 0.9 })),
  },
  {
    op: "elementwise",
    part: "elementwise",
    shapes: "up to 3 views that broadcast → their shape, up to 8 axes",
    accuracy: "each function's own, in WGSL's words",
    test: "elementwise/op_table_test.ts",
    run: async (gpu) => {
      await elementwise(gpu, "mul", [numbers(gpu, 64), 0.5]);
      await elementwise(gpu, "mul", [numbers(gpu, 7), { array: numbers(gpu, 3), shape: [3, 1] }]);
    },
  },
  {
    op: "elementwiseGradient",
    part: "elementwise",
    shapes: "the same, and dy → their shape",
    accuracy: "each function's own, in WGSL's words",
    test: "elementwise/elementwise_test.ts",
    run: (gpu) => elementwiseGradient(gpu, "square", [numbers(gpu, 64)], { input: 0 }),
  },
  {
    op: "gather",
    part: "gather",
    shapes: "(any), strides, offset, positions → up to 8 axes; any type",
    accuracy: EXACT,
    test: "gather/gather_test.ts",
    run: async (gpu) => {
      await gather(gpu, numbers(gpu, 64), { shape: [64], strides: [1], offset: 0 });
      await gather(gpu, numbers(gpu, 64), { shape: [8, 8], strides: [1, 8], offset: 0 });
    },
  },
  {
    op: "histogram",
    part: "statistics",
    shapes: "(n) f32 or u32 → u32 (bins)",
    limits: "bins <= 4096",
    refused: (gpu) => histogram(gpu, numbers(gpu, 1), { bins: 4097, low: 0, high: 1 }),
    accuracy: EXACT,
    test: "statistics/histogram_test.ts",
    run: async (gpu) => {
      await histogram(gpu, numbers(gpu, 9), { bins: 4, low: 0, high: 1 });
      await histogram(gpu, gpu.array(Uint32Array.of(1, 2)), { bins: 4, low: 0, high: 4 });
    },
  },
];
