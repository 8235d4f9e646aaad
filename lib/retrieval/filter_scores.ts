import { elementwise } from "../elementwise/mod.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import { checkAmong } from "./check_among.ts";
import { checkK } from "./check_k.ts";
import type { DenseBlock } from "./dense_index.ts";

/** Added to scores of what is not to be found: no sum of them comes near. */
const NEVER = -1e30;

/** Throws unless k things can be found among those that pass the filter, if there is one. */
export function checkFound(
  action: string,
  { k, among, count }: { k: number; among: Uint8Array | undefined; count: number },
): void {
  if (!among) return checkK(action, k, count);
  checkK(action, k, checkAmong(action, among, count), `of ${count} pass the filter`);
}

/** What is added to the scores of a block: nothing where a vector is there and passes the filter. */
export function biasOf(
  gpu: Gpu,
  { first, rows, columns }: DenseBlock,
  among: Uint8Array,
): GpuArray<"f32"> {
  const bias = Float32Array.from(
    { length: columns },
    (_, i) => i < rows && among[first + i] !== 0 ? 0 : NEVER,
  );
  return gpu.array(bias, "filter of a block");
}

/** Scores (Q, N) with those that do not pass the filter out of reach. */
export async function filterScores(
  gpu: Gpu,
  scores: GpuArray<"f32">,
  among: Uint8Array,
): Promise<GpuArray<"f32">> {
  const n = among.length;
  using bias = gpu.array(Float32Array.from(among, (one) => one !== 0 ? 0 : NEVER), "filter");
  const table = { array: scores, shape: [scores.length / n, n] };
  return await elementwise(gpu, "add", [table, bias]);
}
