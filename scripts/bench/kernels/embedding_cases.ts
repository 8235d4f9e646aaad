import { embedding, embeddingGradient, rowIndex } from "@rederive/lib/embedding";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const [V, C, N] = [4096, 256, 8192];
const size = `${N} of ${V} rows of ${C}`;
/** Few rows often, many seldom, as words are. */
const chosen = Uint32Array.from({ length: N }, (_, n) => V * Math.abs(Math.sin(n * n)) ** 3);

const forwardCase: MakeCase = async (gpu) => {
  const table = await randomNormal(gpu, key(1), V * C);
  const index = rowIndex(gpu, chosen, { rows: V });
  const rows = await gpu.read(table);
  const y = new Float32Array(N * C);
  return {
    name: "embedding",
    size,
    gpu: () => embedding(gpu, table, index, { width: C }),
    plain: () => {
      for (let n = 0; n < N; n++) {
        const from = chosen[n]! * C;
        for (let c = 0; c < C; c++) y[n * C + c] = rows[from + c]!;
      }
      return y;
    },
    peers: {
      task: "embedding",
      inputs: [{ data: rows, shape: [V, C] }, { data: Int32Array.from(chosen), shape: [N] }],
      tolerance: 0,
    },
  };
};

const backwardCase: MakeCase = async (gpu) => {
  const slopes = await randomNormal(gpu, key(2), N * C);
  const index = rowIndex(gpu, chosen, { rows: V });
  const dy = await gpu.read(slopes);
  const byTable = new Float32Array(V * C);
  return {
    name: "embeddingGradient",
    size,
    gpu: () => embeddingGradient(gpu, slopes, index, { width: C }),
    plain: () => {
      byTable.fill(0);
      for (let n = 0; n < N; n++) {
        const to = chosen[n]! * C;
        for (let c = 0; c < C; c++) byTable[to + c]! += dy[n * C + c]!;
      }
      return byTable;
    },
    peers: {
      task: "embeddingGradient",
      inputs: [{ data: dy, shape: [N, C] }, { data: Int32Array.from(chosen), shape: [N] }],
      options: { V, C },
    },
  };
};

export const embeddingCases: readonly MakeCase[] = [forwardCase, backwardCase];
