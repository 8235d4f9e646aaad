import type { Gpu } from "../gpu/mod.ts";
import { Module, scaledNormal } from "../nn/mod.ts";
import type { Stream } from "../random/mod.ts";
import { concat, matmul, reshape, takeRows, type Tensor, transpose } from "../tensor/mod.ts";
import type { Place } from "./checkpoint.ts";

/** Sizes of a `TokenTable`. */
export interface TokenTableOptions {
  /** V. */
  rows: number;
  /** C. */
  channels: number;
  /** Starts it; without it it is empty until it is loaded. */
  random?: Stream | undefined;
  /** The most bytes in one piece; what a kernel can be given on this device unless given. */
  most?: number | undefined;
}

/** How a model is loaded. */
export interface LoadModelOptions {
  /** The most bytes in one piece of its table of tokens; see `TokenTable`. */
  most?: number;
}

/**
 * A vector for each token, in as many pieces as the device needs: GPT-2's table is larger than what a
 * kernel can be given on software Vulkan. Parameters: `weight` (V, C), or `weight0`, `weight1` and so
 * on, some rows each.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { TokenTable } from "@rederive/lib/models";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using table = new TokenTable(gpu, { rows: 9, channels: 4, random: stream(0), most: 80 });
 * deepEqual(table.weights.map(({ shape }) => shape[0]), [5, 4]); // 16 bytes a row
 * const x = table.forward(Int32Array.of(0, 8), { shape: [1, 2] });
 * deepEqual(table.logits(x).shape, [1, 2, 9]);
 * ```
 */
export class TokenTable extends Module {
  /** Its pieces. */
  readonly weights: readonly Tensor[];
  #rows: number;
  #rowsEach: number;

  /** A table of these sizes. */
  constructor(gpu: Gpu, { rows, channels, random, most }: TokenTableOptions) {
    super(gpu);
    const bytes = most ?? gpu.device.limits.maxStorageBufferBindingSize;
    this.#rows = rows;
    this.#rowsEach = Math.max(1, Math.min(rows, Math.floor(bytes / (4 * channels))));
    const pieces = Math.ceil(rows / this.#rowsEach);
    this.weights = Array.from({ length: pieces }, (_, i) => {
      const shape = [Math.min(this.#rowsEach, rows - i * this.#rowsEach), channels];
      const values = random && scaledNormal(shape, { random, std: 1 });
      return this.parameter(pieces === 1 ? "weight" : `weight${i}`, shape, { values });
    });
  }

  /**
   * The rows of `ids`, `shape` and C behind it.
   *
   * @throws {RangeError} when an id is no row.
   */
  forward(ids: Int32Array<ArrayBuffer>, { shape }: { shape: readonly number[] }): Tensor {
    const stray = ids.findIndex((id) => id < 0 || id >= this.#rows);
    if (stray >= 0) {
      throw new RangeError(
        `Cannot look up tokens: id ${ids[stray]} at ${stray}, wanted one from 0 to ${
          this.#rows - 1
        }`,
      );
    }
    return reshape(this.#take(ids), [...shape, this.weights[0]!.shape[1]!]);
  }

  /** The product of vectors (..., C) with each row, (..., V). */
  logits(x: Tensor): Tensor {
    const parts = this.weights.map((weight) => matmul(x, transpose(weight)));
    return parts.length === 1 ? parts[0]! : concat(parts, { axis: -1 });
  }

  /** Each piece is asked for all ids, for its first row where it has no such; then the right are taken. */
  #take(ids: Int32Array<ArrayBuffer>): Tensor {
    if (this.weights.length === 1) return takeRows(this.weights[0]!, ids);
    const pieceOf = (id: number) => Math.floor(id / this.#rowsEach);
    const parts = this.weights.map((weight, piece) =>
      takeRows(weight, ids.map((id) => pieceOf(id) === piece ? id - piece * this.#rowsEach : 0))
    );
    return takeRows(concat(parts), ids.map((id, i) => pieceOf(id) * ids.length + i));
  }
}

/** Where a checkpoint has a piece, "weight" or "weight1", of a table that it calls `name`. */
export function placeOfPiece({ weights }: TokenTable, piece: string, name: string): Place {
  if (weights.length === 1) return { name };
  const at = Number(piece.slice("weight".length));
  const [rows, channels] = weights[at]!.shape as [number, number];
  const rowsOf = (some: readonly Tensor[]) => some.reduce((sum, { shape }) => sum + shape[0]!, 0);
  const start = rowsOf(weights.slice(0, at)) * channels;
  return {
    name,
    shape: [rowsOf(weights), channels],
    take: (all) => all.slice(start, start + rows * channels),
  };
}
