import { bits, key, randomNormal } from "@rederive/lib/random";
import { multiplySparse, sparseMatrix } from "@rederive/lib/sparse";
import type { MakeCase } from "./bench_case.ts";

const [N, M, ENTRIES] = [20_000, 10_000, 500_000];

function multiplyCase(width: number): MakeCase {
  return async (gpu) => {
    const words = bits(key(1), ENTRIES);
    const starts = Uint32Array.from({ length: N + 1 }, (_, row) => Math.floor(ENTRIES * row / N));
    const indices = words.map((word) => word % M);
    const values = Float32Array.from(words, (word) => word / 2 ** 32);
    const matrix = sparseMatrix(gpu, { starts, indices, values }, { columns: M });
    const dense = await randomNormal(gpu, key(2), M * width);
    const x = await gpu.read(dense);
    const y = new Float32Array(N * width);
    return {
      name: `sparse times ${width} columns`,
      size: `(${N}, ${M}), ${ENTRIES} entries`,
      gpu: () => multiplySparse(gpu, matrix, dense, { width }),
      plain: () => {
        y.fill(0);
        for (let row = 0; row < N; row++) {
          for (let i = starts[row]!; i < starts[row + 1]!; i++) {
            const [value, from] = [values[i]!, indices[i]! * width];
            for (let c = 0; c < width; c++) y[row * width + c]! += value * x[from + c]!;
          }
        }
        return y;
      },
    };
  };
}

export const sparseCases: readonly MakeCase[] = [multiplyCase(1), multiplyCase(64)];
