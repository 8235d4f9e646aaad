import type { Gpu, GpuArray } from "@rederive/lib/gpu";
import * as rows from "@rederive/lib/rows";
import { type Entry, numbers } from "../entry.ts";

/** Small and large, of whole fours and not. */
const SIZES = [[3, 7], [3, 8], [90, 90], [64, 64], [16, 512]] as const;

type Run = (gpu: Gpu, x: GpuArray<"f32">, sizes: rows.RowOptions) => Promise<unknown>;

function entry(
  op: keyof typeof rows,
  { run, ...rest }: Pick<Entry, "shapes" | "accuracy" | "test"> & { run: Run },
): Entry {
  return {
    op,
    part: "rows",
    ...rest,
    limits: "columns <= 8388608",
    refused: (gpu) => run(gpu, numbers(gpu, 0), { rows: 1, columns: 2 ** 23 + 1 }),
    run: async (gpu) => {
      for (const [rows, columns] of SIZES) {
        await run(gpu, numbers(gpu, rows * columns), { rows, columns });
      }
    },
  };
}

const targets = ({ rows }: rows.RowOptions) => new Int32Array(rows);

const SOFTMAX = "rows/softmax_test.ts";
const CROSS_ENTROPY = "rows/cross_entropy_test.ts";
const NORM = "rows/norm_test.ts";

/** What works on rows of R by C, and functions of one number. */
export const rowEntries: readonly Entry[] = [
  entry("softmax", {
    shapes: "(R, C) → (R, C)",
    accuracy: "y (11 + 3 (max - x) + 2 ln(C) + C / 2) ulp",
    test: SOFTMAX,
    run: (gpu, x, sizes) => rows.softmax(gpu, x, sizes),
  }),
  entry("logSoftmax", {
    shapes: "(R, C) → (R, C)",
    accuracy: "(7 + max - x + abs(y) + 5 ln(C) + C / 2) ulp of 1",
    test: SOFTMAX,
    run: (gpu, x, sizes) => rows.logSoftmax(gpu, x, sizes),
  }),
  entry("softmaxGradient", {
    shapes: "y, dy (R, C) → (R, C)",
    accuracy: "gamma(C + 16) sum abs(dy)",
    test: SOFTMAX,
    run: (gpu, x, sizes) => rows.softmaxGradient(gpu, x, x, sizes),
  }),
  entry("logSoftmaxGradient", {
    shapes: "y, dy (R, C) → (R, C)",
    accuracy: "gamma(C + 16) sum abs(dy)",
    test: SOFTMAX,
    run: (gpu, x, sizes) => rows.logSoftmaxGradient(gpu, x, x, sizes),
  }),
  entry("crossEntropy", {
    shapes: "(R, C), targets i32 (R) → (R)",
    accuracy: "as logSoftmax",
    test: CROSS_ENTROPY,
    run: (gpu, x, sizes) => rows.crossEntropy(gpu, x, targets(sizes), sizes),
  }),
  entry("crossEntropyGradient", {
    shapes: "(R, C), targets i32 (R) → (R, C)",
    accuracy: "as softmax, and half an ulp of 1, times the scale",
    test: CROSS_ENTROPY,
    run: (gpu, x, sizes) => rows.crossEntropyGradient(gpu, x, targets(sizes), sizes),
  }),
  entry("layerNorm", {
    shapes: "(R, C), gain and bias (C) → (R, C)",
    accuracy: "gamma(C) mean abs(x) / deviation, and y gamma(C + 10)",
    test: NORM,
    run: (gpu, x, sizes) => rows.layerNorm(gpu, x, sizes),
  }),
  entry("rmsNorm", {
    shapes: "(R, C), gain (C) → (R, C)",
    accuracy: "y gamma(C + 12)",
    test: NORM,
    run: (gpu, x, sizes) => rows.rmsNorm(gpu, x, sizes),
  }),
  entry("layerNormGradients", {
    shapes: "x, dy (R, C), gain (C) → (R, C), (C), (C)",
    accuracy: "8 gamma(2 C + 32) (2 + max y^2) / deviation; columns: R sqrt(C) gamma(R + 2 C + 32)",
    test: NORM,
    run: (gpu, x, sizes) => rows.layerNormGradients(gpu, x, x, sizes),
  }),
  entry("rmsNormGradients", {
    shapes: "x, dy (R, C), gain (C) → (R, C), (C)",
    accuracy: "as layerNormGradients",
    test: NORM,
    run: (gpu, x, sizes) => rows.rmsNormGradients(gpu, x, x, sizes),
  }),
];
