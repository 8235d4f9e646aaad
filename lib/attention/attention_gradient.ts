import { checkArray } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import {
  type AttentionCall,
  attentionCall,
  checkWalk,
  MOST_KEYS,
  MOST_QUERIES,
} from "./attention_call.ts";
import { cropRows, padRows, rowsKernel, vectorsOf, walkingKernel } from "./attention_kernel.ts";
import type { AttentionInputs, AttentionOptions } from "./attention_options.ts";
import keyGradient from "./key_gradient.wgsl" with { type: "text" };
import queryGradient from "./query_gradient.wgsl" with { type: "text" };
import statistics from "./row_statistics.wgsl" with { type: "text" };

/** What `attention()` was given and made, and the gradient of the loss by its output. */
export interface AttentionGradientInputs extends AttentionInputs {
  /** What `attention()` made, (B, H, queries, D). */
  output: GpuArray<"f32">;
  /** What `attention()` made, (B, H, queries). */
  logSumExp: GpuArray<"f32">;
  /** (B, H, queries, D). */
  outputGradient: GpuArray<"f32">;
}

/** The gradients of a loss by q, k and v; `k` and `v` are (B, kvHeads, keys, D), without spare rows. */
export interface AttentionGradient extends AttentionInputs, Disposable {}

/**
 * The gradient of `attention()` under the same options: probabilities are worked out again from
 * `logSumExp`. The same bits every time. The mask, if there is one, is taken for a constant.
 * At most 16384 keys, and 32768 queries of all heads that share one.
 *
 * @example
 * ```ts
 * import { attention, attentionGradient } from "@rederive/lib/attention";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using q = gpu.array(Float32Array.of(0));
 * using k = gpu.array(Float32Array.of(5, 7));
 * using v = gpu.array(Float32Array.of(1, 3));
 * const options = { heads: 1, queries: 1, keys: 2, width: 1 };
 * using y = await attention(gpu, { q, k, v }, options);
 * using outputGradient = gpu.array(Float32Array.of(4));
 * using gradient = await attentionGradient(gpu, { q, k, v, ...y, outputGradient }, options);
 * deepStrictEqual([...await gpu.read(gradient.v)], [2, 2]); // half of it each
 * deepStrictEqual([...await gpu.read(gradient.q)], [4]); // 4 (0.5 (1 - 2) 5 + 0.5 (3 - 2) 7)
 * ```
 */
export async function attentionGradient(
  gpu: Gpu,
  inputs: AttentionGradientInputs,
  options: AttentionOptions,
): Promise<AttentionGradient> {
  const call = attentionCall(gpu, ACTION, inputs, options);
  const { batch, heads, kvHeads, queries, keys, width } = call;
  checkWalk(ACTION, "keys", keys, MOST_KEYS);
  const shared = heads / Math.max(1, kvHeads) * 32 * Math.ceil(queries / 32);
  checkWalk(ACTION, "queries in whole tiles of 32 share a key", shared, MOST_QUERIES);
  const rows = batch * heads * queries;
  for (const name of ["output", "logSumExp", "outputGradient"] as const) {
    const sizes = [batch, heads, queries, ...name === "logSumExp" ? [] : [width]];
    checkArray(gpu, ACTION, name, inputs[name], {
      type: "f32",
      length: sizes.reduce((product, size) => product * size, 1),
      shape: `(${sizes.join(", ")})`,
    });
  }
  if (rows === 0 || keys === 0) {
    const held = batch * kvHeads * keys * width;
    const [q, k] = [gpu.zeros("f32", rows * width), gpu.zeros("f32", held)];
    return gradients(q, k, gpu.zeros("f32", held));
  }
  using q = await padRows(gpu, inputs.q, width);
  using k = await padRows(gpu, inputs.k, width);
  using v = await padRows(gpu, inputs.v, width);
  using y = await padRows(gpu, inputs.output, width);
  using dy = await padRows(gpu, inputs.outputGradient, width);
  using saved = await statisticsOf(gpu, call, [y.array, dy.array, inputs.logSumExp]);
  const arrays = { q: q.array, k: k.array, v: v.array, dy: dy.array, saved };
  const dq = await byQueries(gpu, call, arrays);
  const [dk, dv] = await byKeys(gpu, call, arrays);
  return gradients(
    await cropRows(gpu, dq, width),
    await cropRows(gpu, dk, width),
    await cropRows(gpu, dv, width),
  );
}

const ACTION = "differentiate attention";

interface Arrays extends AttentionInputs {
  dy: GpuArray<"f32">;
  saved: GpuArray<"f32">;
}

async function statisticsOf(
  gpu: Gpu,
  { batch, heads, queries, width }: AttentionCall,
  [y, dy, logSumExp]: [GpuArray<"f32">, GpuArray<"f32">, GpuArray<"f32">],
): Promise<GpuArray<"f32">> {
  const rows = batch * heads * queries;
  const workgroupSize = 64;
  const kernel = await rowsKernel(gpu, statistics, "row_statistics", { width, workgroupSize });
  const saved = gpu.empty("f32", rows * 2, "row statistics");
  gpu.run(
    kernel,
    [Uint32Array.of(rows), null, null, y, dy, null, null, logSumExp, saved],
    spread(rows, workgroupSize),
  );
  return saved;
}

async function byQueries(
  gpu: Gpu,
  call: AttentionCall,
  { q, k, v, dy, saved }: Arrays,
): Promise<GpuArray<"f32">> {
  const { batch, heads, queries, width, numbers, mask = q, blocks = q } = call;
  const { kernel, workgroupSize, bind } = await walkingKernel(
    gpu,
    queryGradient,
    "query_gradient",
    call,
  );
  const dq = gpu.empty("f32", batch * heads * queries * vectorsOf(width) * 4, "dq");
  gpu.run(
    kernel,
    [numbers, bind(k), bind(v), q, dy, mask, blocks, bind(saved), dq],
    spread(batch * heads * Math.ceil(queries / workgroupSize), 1),
    { flops: 6 * call.pairs * width },
  );
  return dq;
}

async function byKeys(
  gpu: Gpu,
  call: AttentionCall,
  { q, k, v, dy, saved }: Arrays,
): Promise<[GpuArray<"f32">, GpuArray<"f32">]> {
  const { batch, kvHeads, keys, width, numbers, mask = q, blocks = q } = call;
  const { kernel, workgroupSize, bind } = await walkingKernel(
    gpu,
    keyGradient,
    "key_gradient",
    call,
  );
  const size = batch * kvHeads * keys * vectorsOf(width) * 4;
  const [dk, dv] = [gpu.empty("f32", size, "dk"), gpu.empty("f32", size, "dv")];
  gpu.run(
    kernel,
    [numbers, bind(q), bind(dy), k, v, mask, blocks, bind(saved), dk, dv],
    spread(batch * kvHeads * Math.ceil(keys / workgroupSize), 1),
    { flops: 8 * call.pairs * width },
  );
  return [dk, dv];
}

function gradients(
  q: GpuArray<"f32">,
  k: GpuArray<"f32">,
  v: GpuArray<"f32">,
): AttentionGradient {
  return {
    q,
    k,
    v,
    [Symbol.dispose]() {
      for (const array of [q, k, v]) array[Symbol.dispose]();
    },
  };
}
