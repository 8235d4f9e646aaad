import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./append_rows.wgsl" with { type: "text" };

const ACTION = "append to a cache";

/** Sizes of a cache. */
export interface KvCacheOptions {
  /** B; 1 unless given. */
  batch?: number;
  /** Heads of keys and values. */
  kvHeads: number;
  /** Rows there is room for, for good. */
  capacity: number;
  /** D. */
  width: number;
}

/**
 * Keys and values of the past, for decoding step by step; its memory goes back at the end of a `using`
 * scope. Spread into `attention()`: `k`, `v`, and the options `keys` and `keyRows`.
 *
 * @example
 * ```ts
 * import { attention, KvCache } from "@rederive/lib/attention";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using cache = new KvCache(gpu, { kvHeads: 1, capacity: 8, width: 1 });
 * using q = gpu.array(Float32Array.of(0));
 * for (const value of [1, 5]) {
 *   using k = gpu.array(Float32Array.of(0));
 *   using v = gpu.array(Float32Array.of(value));
 *   await cache.append(k, v);
 * }
 * const { k, v, keys, keyRows } = cache;
 * const options = { heads: 1, queries: 1, width: 1, causal: true, keys, keyRows };
 * using y = await attention(gpu, { q, k, v }, options);
 * deepStrictEqual([...await gpu.read(y.output)], [3]); // the mean of both steps
 * ```
 */
export class KvCache implements Disposable {
  /** (B, kvHeads, capacity, D). */
  readonly k: GpuArray<"f32">;
  /** (B, kvHeads, capacity, D). */
  readonly v: GpuArray<"f32">;
  /** Rows there is room for. */
  readonly keyRows: number;
  #gpu: Gpu;
  #heads: number;
  #width: number;
  #keys = 0;

  /** An empty cache. */
  constructor(gpu: Gpu, { batch = 1, kvHeads, capacity, width }: KvCacheOptions) {
    checkSizes("make a cache", { batch, kvHeads, capacity, width });
    const length = batch * kvHeads * capacity * width;
    checkBinding(gpu, "make a cache", "k", length * 4);
    this.k = gpu.zeros("f32", length, "cached keys");
    this.v = gpu.zeros("f32", length, "cached values");
    this.keyRows = capacity;
    this.#gpu = gpu;
    this.#heads = batch * kvHeads;
    this.#width = width;
  }

  /** Rows that are there. */
  get keys(): number {
    return this.#keys;
  }

  /** Appends `time` rows, 1 unless given, to each head: k and v are (B, kvHeads, time, D). */
  async append(k: GpuArray<"f32">, v: GpuArray<"f32">, time = 1): Promise<void> {
    this.#check(k, v, time);
    await this.write(k, v, { start: this.reserve(time), time });
  }

  /** Makes room for `time` more rows, and says where they start; `write()` fills them. */
  reserve(time: number): number {
    checkSizes(ACTION, { time });
    const start = this.#keys;
    if (start + time > this.keyRows) {
      throw new RangeError(
        `Cannot ${ACTION}: ${start} rows and ${time} more, there is room for ${this.keyRows}\n` +
          `Try: a larger capacity`,
      );
    }
    this.#keys += time;
    return start;
  }

  /** Writes `time` rows from `start` on into each head; to do it again changes nothing. */
  async write(
    k: GpuArray<"f32">,
    v: GpuArray<"f32">,
    { start, time }: { start: number; time: number },
  ): Promise<void> {
    this.#check(k, v, time);
    if (!(start >= 0 && start + time <= this.#keys)) {
      throw new RangeError(
        `Cannot ${ACTION}: rows ${start} to ${
          start + time
        }, wanted some of the ${this.#keys} reserved`,
      );
    }
    const width = this.#width;
    const length = this.#heads * time * width;
    if (length === 0) return;
    const workgroupSize = 64;
    const kernel = await this.#gpu.kernel({
      code,
      entry: "append_rows",
      overrides: { WORKGROUP_SIZE: workgroupSize },
    });
    const call = Uint32Array.of(length, time * width, this.keyRows * width, start * width);
    for (const [rows, cache] of [[k, this.k], [v, this.v]] as const) {
      this.#gpu.run(kernel, [call, rows, cache], spread(length, workgroupSize));
    }
  }

  /** Forgets all rows, and keeps the room. */
  clear(): void {
    this.#keys = 0;
  }

  /** Gives the memory back. */
  [Symbol.dispose](): void {
    this.k[Symbol.dispose]();
    this.v[Symbol.dispose]();
  }

  #check(k: GpuArray<"f32">, v: GpuArray<"f32">, time: number): void {
    checkSizes(ACTION, { time });
    const length = this.#heads * time * this.#width;
    const shape = `(B kvHeads, T, D) = (${this.#heads}, ${time}, ${this.#width})`;
    checkArray(this.#gpu, ACTION, "k", k, { type: "f32", length, shape });
    checkArray(this.#gpu, ACTION, "v", v, { type: "f32", length, shape });
  }
}
