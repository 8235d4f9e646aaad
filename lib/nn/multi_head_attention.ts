import { KvCache } from "../attention/mod.ts";
import type { Gpu } from "../gpu/mod.ts";
import type { Stream } from "../random/mod.ts";
import { attention, permute, reshape, rope, type Tensor } from "../tensor/mod.ts";
import { cachedAttention } from "./cached_attention.ts";
import { checkChannels } from "./check_channels.ts";
import type { Initialiser } from "./initialisers.ts";
import { Linear } from "./linear.ts";
import { Module } from "./module.ts";

/** Sizes and rules of a `MultiHeadAttention`. */
export interface MultiHeadAttentionOptions {
  /** C, of what attends and of what comes out. */
  channels: number;
  /** H. */
  heads: number;
  /** Heads of keys and values, a divisor of H; H unless given. */
  kvHeads?: number | undefined;
  /** D; C / H unless given. */
  width?: number | undefined;
  /** Channels of what is attended to; C unless given. */
  memoryChannels?: number | undefined;
  /** Queries do not see what comes after them; false unless given. */
  causal?: boolean | undefined;
  /** Turn queries and keys by their positions, with wavelengths up to `base`. */
  rope?: { base?: number } | undefined;
  /** Have biases; true unless given. */
  bias?: boolean | undefined;
  /** Starts the parameters; without it they are empty until `loadState()` fills them. */
  random?: Stream | undefined;
  /** How the weights start; see `Linear`. */
  init?: Initialiser | undefined;
}

/** What is attended to, and how. */
export interface AttendOptions {
  /** (..., S, memoryChannels); x itself unless given. */
  memory?: Tensor | undefined;
  /** Added to the scores, S those of a cache and of x: (T, S), or what broadcasts to (..., H, T, S); -1e30 hides a key. */
  mask?: Tensor | undefined;
  /** Keys and values of the past, of `openCache()`: x is what comes next. */
  cache?: KvCache | undefined;
}

/**
 * Attention with several heads (https://arxiv.org/abs/1706.03762, section 3.2.2), to itself or to a
 * memory; fewer key heads than query heads share (https://arxiv.org/abs/2305.13245). Parameters:
 * `q_proj`, `k_proj`, `v_proj` and `out_proj`, each a `Linear`.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { MultiHeadAttention } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const sizes = { channels: 8, heads: 2, causal: true };
 * using attend = new MultiHeadAttention(gpu, { ...sizes, random: stream(0) });
 * using x = tensor(gpu, new Float32Array(2 * 5 * 8), { shape: [2, 5, 8] });
 * deepEqual(attend.forward(x).shape, [2, 5, 8]);
 * ```
 */
export class MultiHeadAttention extends Module {
  /** To (H D). */
  readonly query: Linear;
  /** To (kvHeads D). */
  readonly key: Linear;
  /** To (kvHeads D). */
  readonly value: Linear;
  /** From (H D). */
  readonly out: Linear;
  /** H. */
  readonly heads: number;
  /** Heads of keys and values. */
  readonly kvHeads: number;
  /** D. */
  readonly width: number;
  #causal: boolean;
  #rope: { base?: number } | undefined;

  /** An attention with the sizes of its options. */
  constructor(gpu: Gpu, options: MultiHeadAttentionOptions) {
    super(gpu);
    const { channels, heads, kvHeads = heads, width = channels / heads } = options;
    const { memoryChannels = channels, causal = false, bias = true, random, init } = options;
    if (!(heads % kvHeads === 0 && Number.isInteger(width))) {
      throw new RangeError(
        `Cannot split heads: C=${channels}, H=${heads}, kvHeads=${kvHeads}, D=${width}, ` +
          `wanted H to divide C, or a whole D, and kvHeads to divide H`,
      );
    }
    this.heads = heads;
    this.kvHeads = kvHeads;
    this.width = width;
    this.#causal = causal;
    this.#rope = options.rope;
    const linear = (inputs: number, outputs: number) =>
      new Linear(gpu, { inputs, outputs, bias, random, init });
    this.query = this.child("q_proj", linear(channels, heads * width));
    this.key = this.child("k_proj", linear(memoryChannels, kvHeads * width));
    this.value = this.child("v_proj", linear(memoryChannels, kvHeads * width));
    this.out = this.child("out_proj", linear(heads * width, channels));
  }

  /** What each of (..., T, C) finds in the memory. */
  forward(x: Tensor, { memory = x, mask, cache }: AttendOptions = {}): Tensor {
    checkChannels("attend", x, this.query.inputs);
    checkChannels("attend to a memory", memory, this.key.inputs);
    const start = cache?.keys ?? 0;
    const q = this.#turned(this.#split(this.query.forward(x), this.heads), start);
    const k = this.#turned(this.#split(this.key.forward(memory), this.kvHeads), start);
    const v = this.#split(this.value.forward(memory), this.kvHeads);
    if (cache) {
      this.#checkCached(memory !== x);
      return this.out.forward(joined(cachedAttention({ q, k, v }, cache, mask)));
    }
    const rules = { causal: this.#causal, ...mask ? { mask } : {} };
    return this.out.forward(joined(attention({ q, k, v }, rules)));
  }

  /** Room for the keys and values of `capacity` steps of a batch. */
  openCache({ capacity, batch = 1 }: { capacity: number; batch?: number }): KvCache {
    const { kvHeads, width } = this;
    return new KvCache(this.gpu, { batch, kvHeads, capacity, width });
  }

  /** (..., T, H D) to (..., H, T, D). */
  #split(x: Tensor, heads: number): Tensor {
    const apart = reshape(x, [...x.shape.slice(0, -1), heads, this.width]);
    return permute(apart, swapped(apart.shape.length));
  }

  #turned(x: Tensor, start: number): Tensor {
    return this.#rope ? rope(x, { ...this.#rope, start }) : x;
  }

  #checkCached(hasMemory: boolean): void {
    if (this.#causal && !hasMemory) return;
    const state = this.#causal ? "given a memory" : "not causal";
    throw new TypeError(
      `Cannot attend with a cache: the attention is ${state}, wanted causal attention to itself`,
    );
  }
}

/** (..., H, T, D) to (..., T, H D). */
function joined(x: Tensor): Tensor {
  const behind = permute(x, swapped(x.shape.length));
  return reshape(behind, [...behind.shape.slice(0, -2), -1]);
}

/** All axes, the third and second from the back exchanged. */
function swapped(rank: number): number[] {
  const front = Array.from({ length: rank - 3 }, (_, axis) => axis);
  return [...front, rank - 2, rank - 3, rank - 1];
}
