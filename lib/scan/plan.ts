import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Family } from "../gpu/mod.ts";

/** How the rows of a scan are handed out. */
export interface ScanPlan {
  /** Parts a row is split into. */
  readonly chunks: number;
  readonly chunkLength: number;
  readonly workgroupSize: number;
  /** Invocations to a chunk. */
  readonly lanes: number;
  /** Elements of a chunk, or of a tile of it, that one invocation walks. */
  readonly perLane: number;
}

/** Chooses the split: a CPU wants few long walks, a GPU many short ones. */
export function planScan(family: Family, rows: number, n: number): ScanPlan {
  const split = (shortest: number, enough: number) =>
    Math.max(1, Math.min(Math.ceil(n / shortest), Math.ceil(enough / rows)));
  if (family === "cpu" || n <= 256) {
    const chunks = family === "cpu" ? split(512, 128) : 1;
    const chunkLength = Math.min(Math.ceil(n / chunks), LONGEST_LOOP);
    return {
      chunks: Math.ceil(n / chunkLength),
      chunkLength,
      workgroupSize: family === "cpu" ? 16 : 64,
      lanes: 1,
      perLane: chunkLength,
    };
  }
  const [lanes, perLane] = [256, 8];
  const tile = lanes * perLane;
  const chunkLength = Math.ceil(n / split(tile, 1024) / tile) * tile;
  return { chunks: Math.ceil(n / chunkLength), chunkLength, workgroupSize: lanes, lanes, perLane };
}
