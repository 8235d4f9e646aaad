import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { attentionCall, checkWalk, MOST_KEYS } from "./attention_call.ts";
import { cropRows, padRows, vectorsOf, walkingKernel } from "./attention_kernel.ts";
import type { AttentionInputs, AttentionOptions } from "./attention_options.ts";
import forward from "./forward.wgsl" with { type: "text" };

/** What `attention()` made; both arrays go back to the pool at the end of a `using` scope. */
export interface Attended extends Disposable {
  /** (B, H, queries, D). */
  readonly output: GpuArray<"f32">;
  /** (B, H, queries): the logarithm of each row's sum of exp(score), which the gradient wants. */
  readonly logSumExp: GpuArray<"f32">;
}

/**
 * Scaled dot-product attention, f32: softmax(scale q k^T + mask) v, without ever storing the scores.
 * A query that sees no key gets zeros, and -1e30 for its `logSumExp`. At most 16384 keys.
 *
 * @example
 * ```ts
 * import { attention } from "@rederive/lib/attention";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using q = gpu.array(Float32Array.of(0, 0, 0, 100)); // two queries, D = 2
 * using k = gpu.array(Float32Array.of(1, 1, 9, 9));
 * using v = gpu.array(Float32Array.of(1, 2, 3, 4));
 * const sizes = { heads: 1, queries: 2, width: 2 };
 * using all = await attention(gpu, { q, k, v }, sizes);
 * deepStrictEqual([...await gpu.read(all.output)], [2, 3, 3, 4]); // the mean, and the best match
 * using causal = await attention(gpu, { q, k, v }, { ...sizes, causal: true });
 * deepStrictEqual([...await gpu.read(causal.output)], [1, 2, 3, 4]); // the first sees only itself
 * ```
 */
export async function attention(
  gpu: Gpu,
  inputs: AttentionInputs,
  options: AttentionOptions,
): Promise<Attended> {
  const call = attentionCall(gpu, "attend", inputs, options);
  const { batch, heads, queries, keys, width } = call;
  checkWalk("attend", "keys", keys, MOST_KEYS);
  const rows = batch * heads * queries;
  if (rows === 0 || keys === 0) {
    const nothing = new Float32Array(rows).fill(-1e30);
    return attended(gpu.zeros("f32", rows * width, "attended"), gpu.array(nothing, "log sums"));
  }
  using q = await padRows(gpu, inputs.q, width);
  using k = await padRows(gpu, inputs.k, width);
  using v = await padRows(gpu, inputs.v, width);
  // On a GPU the registers of one query are enough; past D = 64 a pair takes long to compile.
  const isPaired = gpu.family === "cpu" && queries > 8 && width <= 64;
  const { kernel, workgroupSize, bind } = await walkingKernel(gpu, forward, "attend", call, {
    PAIRED: Number(isPaired),
  });
  const tiles = Math.ceil(queries / (isPaired ? 2 * workgroupSize : workgroupSize));
  const output = gpu.empty("f32", rows * vectorsOf(width) * 4, "attended");
  const logSumExp = gpu.empty("f32", rows, "log sums");
  const { numbers, mask = q.array, blocks = q.array } = call; // any array where there is none
  gpu.run(
    kernel,
    [
      numbers,
      bind(k.array),
      bind(v.array),
      q.array,
      q.array,
      mask,
      blocks,
      null,
      output,
      logSumExp,
    ],
    spread(batch * heads * tiles, 1),
    { flops: 4 * call.pairs * width },
  );
  return attended(await cropRows(gpu, output, width), logSumExp);
}

function attended(output: GpuArray<"f32">, logSumExp: GpuArray<"f32">): Attended {
  return {
    output,
    logSumExp,
    [Symbol.dispose]() {
      output[Symbol.dispose]();
      logSumExp[Symbol.dispose]();
    },
  };
}
