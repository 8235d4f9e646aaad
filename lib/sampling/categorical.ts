import { checkBinding } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import type { Key } from "../random/mod.ts";
import threefry from "../random/threefry2x32.wgsl" with { type: "text" };
import code from "./categorical.wgsl" with { type: "text" };

/** From what, and how often. */
export interface SampleOptions {
  /** Of lib/random; use each key once. The same key draws the same classes. */
  key: Key;
  /** How many distributions of equal length the array holds, one a row; 1 unless given. */
  rows?: number;
  /** Draws from each row, with replacement; 1 unless given. */
  draws?: number;
  /** "logits" (unless given): logarithms of weights. "weights": probabilities times any number. */
  of?: "logits" | "weights";
}

/**
 * Draws classes: class c of a row with probability exp(x[c]) / sum exp(x), or x[c] / sum x of weights.
 * Draw d of row r depends on the key, r, d and the row alone. Classes of weight 0, or logits of -1e30
 * and below, are only drawn where there are no others.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { key } from "@rederive/lib/random";
 * import { sampleCategorical } from "@rederive/lib/sampling";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using weights = gpu.array(Float32Array.of(0, 1, 0, 0, 0, 5)); // two rows, each certain
 * const options = { key: key(0), rows: 2, draws: 3, of: "weights" } as const;
 * using classes = await sampleCategorical(gpu, weights, options);
 * deepEqual([...await gpu.read(classes)], [1, 1, 1, 2, 2, 2]);
 * ```
 */
export async function sampleCategorical(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { key, rows = 1, draws = 1, of = "logits" }: SampleOptions,
): Promise<GpuArray<"u32">> {
  const classes = x.length / rows;
  if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(classes) || classes < 1) {
    throw new RangeError(
      `Cannot sample: ${x.length} ${of} in ${rows} rows, wanted rows of equal length, not empty`,
    );
  }
  if (!Number.isInteger(draws) || draws < 0) {
    throw new RangeError(`Cannot sample: ${draws} draws, wanted an integer >= 0`);
  }
  if (x.type !== "f32") throw new TypeError(`Cannot sample: ${of} are of ${x.type}, wanted f32`);
  const chunks = chooseChunks(gpu, rows * draws, classes);
  checkBinding(gpu, "sample", `"${x.label}"`, x.byteLength);
  checkBinding(gpu, "sample", "the best of each chunk", rows * draws * chunks * 8);
  const workgroupSize = gpu.family === "cpu" ? 8 : 64;
  const compile = (entry: string) =>
    gpu.kernel({
      code: [threefry, code],
      entry,
      label: `sample ${entry}`,
      overrides: { WORKGROUP_SIZE: workgroupSize, LOGITS: Number(of === "logits") },
    });
  const [race, finish] = [await compile("race"), await compile("finish")];
  const call = Uint32Array.of(...key, rows, classes, draws, chunks, 0, 0);
  using bests = gpu.empty("u32", rows * draws * chunks * 2, "best of each chunk");
  const y = gpu.empty("u32", rows * draws, "sampled classes");
  gpu.run(race, [call, x, bests], spread(rows * draws * chunks, workgroupSize));
  gpu.run(finish, [call, null, bests, y], spread(rows * draws, workgroupSize));
  return y;
}

/** Chunks of a row, unless they would be too long: a lane walks the best of all of them. */
const MOST_CHUNKS = 1024;

/** Splits rows where there are too few draws to fill the device. */
function chooseChunks(gpu: Gpu, draws: number, classes: number): number {
  const [least, enough] = gpu.family === "cpu" ? [64, 128] : [16, 1 << 16];
  const wanted = Math.min(Math.ceil(classes / least), Math.ceil(enough / Math.max(1, draws)));
  const few = Math.min(wanted, MOST_CHUNKS);
  return Math.max(few, Math.ceil(classes / LONGEST_LOOP));
}
