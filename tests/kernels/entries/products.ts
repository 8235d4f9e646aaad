import { embedding, embeddingGradient, rowIndex } from "@rederive/lib/embedding";
import type { Gpu } from "@rederive/lib/gpu";
import { matmul } from "@rederive/lib/matmul";
import { multiplySparse, sparseMatrix, sparseValuesGradient } from "@rederive/lib/sparse";
import { type Entry, EXACT, numbers } from "../entry.ts";

const sparse = (gpu: Gpu) =>
  sparseMatrix(gpu, { starts: [0, 2, 3], indices: [0, 2, 1], values: [1, 2, 3] }, { columns: 3 });

/** Products of matrices, sparse ones, and tables of rows. */
export const products: readonly Entry[] = [
  {
    op: "matmul",
    part: "matmul",
    shapes: "(B, n, k), (B, k, m), bias (m) → (B, n, m)",
    accuracy: "gamma(k + 1) sum abs(a) abs(b)",
    test: "matmul/matmul_test.ts",
    run: async (gpu) => {
      for (const n of [3, 64, 65]) {
        const [a, b] = [numbers(gpu, n * n), numbers(gpu, n * n)];
        await matmul(gpu, a, b, { n, k: n, m: n });
      }
      const [x, weight] = [numbers(gpu, 64), numbers(gpu, 64 * 64)];
      await matmul(gpu, x, weight, { n: 1, k: 64, m: 64, transposeB: true });
    },
  },
  {
    op: "multiplySparse",
    part: "sparse",
    shapes: "CSR (N, M), (M, C) → (N, C); transposed: (N, C) → (M, C)",
    accuracy: "gamma(entries of a row) sum abs(a) abs(x)",
    test: "sparse/multiply_sparse_test.ts",
    run: async (gpu) => {
      const matrix = sparse(gpu);
      for (const width of [1, 4, 64]) {
        await multiplySparse(gpu, matrix, numbers(gpu, 3 * width), { width });
        const x = numbers(gpu, 2 * width);
        await multiplySparse(gpu, matrix, x, { width, transpose: true });
      }
    },
  },
  {
    op: "sparseValuesGradient",
    part: "sparse",
    shapes: "CSR (N, M), (M, C), dy (N, C) → (entries)",
    limits: "C <= 32768",
    refused: (gpu) => {
      const [x, outputGradient] = [numbers(gpu, 0), numbers(gpu, 0)];
      return sparseValuesGradient(gpu, sparse(gpu), { x, outputGradient, width: 32_769 });
    },
    accuracy: "gamma(C) sum abs(dy) abs(x)",
    test: "sparse/multiply_sparse_test.ts",
    run: (gpu) => {
      const [x, outputGradient] = [numbers(gpu, 3), numbers(gpu, 2)];
      return sparseValuesGradient(gpu, sparse(gpu), { x, outputGradient, width: 1 });
    },
  },
  {
    op: "embedding",
    part: "embedding",
    shapes: "table (V, C), ids (N) → (N, C)",
    accuracy: EXACT,
    test: "embedding/embedding_test.ts",
    run: async (gpu) => {
      const index = rowIndex(gpu, [2, 0, 2], { rows: 3 });
      for (const width of [3, 4]) {
        await embedding(gpu, numbers(gpu, 3 * width), index, { width });
      }
    },
  },
  {
    op: "embeddingGradient",
    part: "embedding",
    shapes: "dy (N, C), ids (N) → (V, C)",
    accuracy: "gamma(uses of a row) sum abs(dy)",
    test: "embedding/embedding_test.ts",
    run: async (gpu) => {
      const index = rowIndex(gpu, [2, 0, 2], { rows: 3 });
      for (const width of [3, 64]) {
        await embeddingGradient(gpu, numbers(gpu, 3 * width), index, { width });
      }
    },
  },
];
