import { checkArray, checkBinding } from "../gpu/check_array.ts";
import { type Gpu, GpuArray } from "../gpu/mod.ts";
import { repack } from "../matmul/repack.ts";
import { checkWidth } from "./check_width.ts";
import type { VectorOptions } from "./normalize_rows.ts";
import { prepareRows } from "./prepare_rows.ts";

/** How vectors are stored. */
export interface DenseIndexOptions extends VectorOptions {
  /** The vectors have length 1 already, or are to be compared by dot products: they stay as they are. */
  normalized?: boolean;
  /** Vectors a block; as many as 64 MiB hold, and at most 65 536, unless given. */
  blockRows?: number;
}

/** Consecutive vectors, stored so that the same number of all of them lies together. */
export interface DenseBlock {
  /** (D, columns), D in whole fours and columns too, zeros where there is nothing. */
  readonly vectors: GpuArray<"f32">;
  /** Of the index, the first vector in here. */
  readonly first: number;
  /** How many vectors. */
  readonly rows: number;
  /** Those and what fills them up to fours. */
  readonly columns: number;
  /** What is added to their scores, so that filling never wins; undefined where there is none. */
  readonly bias: GpuArray<"f32"> | undefined;
}

/** Vectors that can be searched. */
export interface DenseIndex extends Disposable {
  /** How many, N. */
  readonly rows: number;
  /** Numbers a vector, D. */
  readonly width: number;
  /** Whether queries are to be divided by their lengths too. */
  readonly normalized: boolean;
  /** The vectors, in order. */
  readonly blocks: readonly DenseBlock[];
}

const ROOM = 64 * 2 ** 20;
const MOST_ROWS = 65_536;

/**
 * Makes vectors searchable: N rows of D numbers, in memory or on the GPU, divided by their lengths
 * unless they are `normalized`. They are stored in blocks, so that more than a binding holds fit.
 *
 * @throws {RangeError} when a vector in memory has a number that is not finite.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { denseIndex } from "@rederive/lib/retrieval";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using index = await denseIndex(gpu, Float32Array.of(1, 0, 3, 4, 0, 2), { width: 2 });
 * equal(index.rows, 3);
 * equal(index.blocks.length, 1);
 * ```
 */
export async function denseIndex(
  gpu: Gpu,
  vectors: Float32Array<ArrayBuffer> | GpuArray<"f32">,
  { width, normalized = false, blockRows }: DenseIndexOptions,
): Promise<DenseIndex> {
  const action = "index vectors";
  checkWidth(action, width);
  const rows = checkVectors(gpu, action, vectors, width);
  const wide = Math.ceil(width / 4) * 4;
  const most = blockRows ?? Math.min(MOST_ROWS, Math.floor(ROOM / (4 * wide)));
  if (!Number.isInteger(most) || most < 1) {
    throw new RangeError(`Cannot ${action}: blocks of ${most} rows, wanted an integer >= 1`);
  }
  // Blocks of about the same size, in whole fours but for the last one.
  const count = Math.ceil(rows / most);
  const length = Math.ceil(rows / Math.max(1, count) / 4) * 4;
  checkBinding(gpu, action, `a block of ${length} vectors`, length * wide * 4);
  const blocks: DenseBlock[] = [];
  for (let first = 0; first < rows; first += length) {
    const size = Math.min(length, rows - first);
    const range = { width, wide, rows: size, normalize: !normalized };
    blocks.push(await makeBlock(gpu, vectors, { ...range, first }));
  }
  return {
    rows,
    width,
    normalized,
    blocks,
    [Symbol.dispose]() {
      for (const { vectors, bias } of blocks) {
        vectors[Symbol.dispose]();
        bias?.[Symbol.dispose]();
      }
    },
  };
}

async function makeBlock(
  gpu: Gpu,
  vectors: Float32Array<ArrayBuffer> | GpuArray<"f32">,
  { first, ...range }: Parameters<typeof prepareRows>[2],
): Promise<DenseBlock> {
  const { width, rows, wide } = range;
  using prepared = await prepareHere();
  const columns = Math.ceil(rows / 4) * 4;
  // Turned round: element (i, r) of the block is number i of vector r.
  const turned = { array: prepared, rows: wide, columns: rows, stride: 0, row: 1, column: wide };
  return {
    vectors: await repack(gpu, turned, { batch: 1, rows: wide, columns }),
    first,
    rows,
    columns,
    bias: columns === rows ? undefined : gpu.array(
      Float32Array.from({ length: columns }, (_, i) => i < rows ? 0 : -1e30),
      "bias of a block",
    ),
  };

  async function prepareHere(): Promise<GpuArray<"f32">> {
    if (vectors instanceof GpuArray) return await prepareRows(gpu, vectors, { ...range, first });
    using part = gpu.array(vectors.slice(first * width, (first + rows) * width), "vectors");
    return await prepareRows(gpu, part, { ...range, first: 0 });
  }
}

function checkVectors(
  gpu: Gpu,
  action: string,
  vectors: Float32Array<ArrayBuffer> | GpuArray<"f32">,
  width: number,
): number {
  const rows = Math.floor(vectors.length / width);
  const shape = `rows of ${width}`;
  if (vectors instanceof GpuArray) {
    checkArray(gpu, action, "vectors", vectors, { type: "f32", length: rows * width, shape });
    return rows;
  }
  if (vectors.length !== rows * width) {
    throw new RangeError(`Cannot ${action}: ${vectors.length} numbers, wanted ${shape}`);
  }
  for (let i = 0; i < vectors.length; i++) {
    if (Number.isFinite(vectors[i])) continue;
    throw new RangeError(
      `Cannot ${action}: number ${i % width} of vector ${Math.floor(i / width)} is ${
        vectors[i]
      }, ` +
        `wanted a finite one`,
    );
  }
  return rows;
}
