import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { type Indices, reshape, takeRows, type Tensor } from "../tensor/mod.ts";
import { type Initialiser, scaledNormal } from "./initialisers.ts";
import { Module } from "./module.ts";

/** Sizes and start of an `Embedding`. */
export interface EmbeddingOptions {
  /** V, rows of the table. */
  rows: number;
  /** C. */
  channels: number;
  /** Starts the table; without it it is empty until `loadState()` fills it. */
  random?: Stream | undefined;
  /** How the table starts; standard normal unless given. */
  init?: Initialiser | undefined;
}

/**
 * Rows of a table by their numbers. Parameter: `weight` (V, C).
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Embedding } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using tokens = new Embedding(gpu, { rows: 50, channels: 8, random: stream(0) });
 * const x = tokens.forward(Int32Array.of(4, 0, 49, 4, 4, 4), { shape: [2, 3] });
 * deepEqual(x.shape, [2, 3, 8]);
 * ```
 */
export class Embedding extends Module {
  /** (V, C). */
  readonly weight: Tensor;

  /** A table with the sizes of its options. */
  constructor(gpu: Gpu, { rows, channels, random, init }: EmbeddingOptions) {
    super(gpu);
    const plain: Initialiser = (shape, options) => scaledNormal(shape, { ...options, std: 1 });
    const shape = [rows, channels];
    const values = random && (init ?? plain)(shape, { random });
    this.weight = this.parameter("weight", shape, { values });
  }

  /** The rows of `ids`: `shape`, that of ids unless given, and C behind it. */
  forward(ids: Indices, { shape }: { shape?: readonly number[] } = {}): Tensor {
    const rows = takeRows(this.weight, ids);
    return shape ? reshape(rows, [...shape, this.weight.shape[1]!]) : rows;
  }
}
