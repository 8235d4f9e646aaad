import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Family } from "../gpu/mod.ts";
import type { Middle } from "./axes.ts";

/** How the work of a reduction is handed out. */
export interface ReducePlan {
  readonly entry: "outputs" | "outputs_in_vectors" | "rows" | "rows_in_vectors";
  /** Parts that n is split into. */
  readonly chunks: number;
  /** Elements of a row in one part. */
  readonly chunkLength: number;
  readonly workgroupSize: number;
  /** Invocations to a row. */
  readonly lanes: number;
  /** Invocations in all. */
  readonly invocations: number;
  /** What owns a part: rows, or fours of results. */
  readonly owners: number;
}

// Chosen by measuring on llvmpipe, and from what is known of GPUs.
const SHAPES = {
  cpu: {
    outputs: { workgroupSize: 64, rowsAChunk: 64, enough: 1024 },
    rows: { workgroupSize: 8, lanes: [8, 8], chunk: 8 * 512, enough: 32, shortest: 64 },
  },
  gpu: {
    outputs: { workgroupSize: 64, rowsAChunk: 16, enough: 2 ** 17 },
    rows: { workgroupSize: 256, lanes: [32, 256], chunk: 256 * 16, enough: 1024, shortest: 32 },
  },
} as const;

const MOST_CHUNKS = 1024;

/** Chooses the kernel and the split. */
export function planReduce(family: Family, { outer, n, inner }: Middle): ReducePlan {
  const { outputs, rows } = SHAPES[family];
  const results = outer * inner;
  const most = (wanted: number, owners: number, enough: number) =>
    Math.max(1, Math.min(wanted, Math.ceil(enough / owners), MOST_CHUNKS));
  if (inner > 1 || n <= rows.shortest) {
    const owners = Math.ceil(results / 4);
    const chunks = most(Math.floor(n / outputs.rowsAChunk), owners, outputs.enough);
    return {
      entry: inner % 4 === 0 ? "outputs_in_vectors" : "outputs",
      chunks,
      chunkLength: 0,
      workgroupSize: outputs.workgroupSize,
      lanes: 1,
      invocations: owners * chunks,
      owners,
    };
  }
  const lanes = n < rows.chunk / 4 ? rows.lanes[0] : rows.lanes[1];
  const fewest = Math.ceil(n / (lanes * LONGEST_LOOP));
  const wanted = Math.max(fewest, most(Math.ceil(n / rows.chunk), results, rows.enough));
  const chunkLength = Math.ceil(n / wanted / 4) * 4; // parts start at vectors
  const chunks = Math.ceil(n / chunkLength);
  return {
    entry: n % 4 === 0 || results === 1 ? "rows_in_vectors" : "rows",
    chunks,
    chunkLength,
    workgroupSize: rows.workgroupSize,
    lanes,
    invocations: results * chunks * lanes,
    owners: results,
  };
}
