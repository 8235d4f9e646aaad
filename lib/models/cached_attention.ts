import { attention, type KvCache } from "../attention/mod.ts";
import { broadcastTo, record, type Tensor } from "../tensor/mod.ts";
import { valueOf, withDense } from "../tensor/storage.ts";

/**
 * Causal attention to all that a cache holds and to k and v, which it holds from then on: q, k and v
 * are (B, H, T, D). Runs once, when it is evaluated; derivatives do not flow through it.
 */
export function cachedAttention(
  { q, k, v }: { q: Tensor; k: Tensor; v: Tensor },
  cache: KvCache,
  { mask }: { mask?: Tensor | undefined } = {},
): Tensor {
  const [batch, heads, queries, width] = q.shape as [number, number, number, number];
  const past = cache.keys;
  const keys = past + queries;
  const full = mask && broadcastTo(mask, [batch, 1, queries, keys]);
  const refuse = (what: string) =>
    new TypeError(`Cannot attend to a cache: ${what}, wanted one evaluation on the GPU, at once`);
  return record({
    name: "cached attention",
    shape: q.shape,
    run: async (gpu, values) =>
      await withDense(gpu, values, async (q, k, v, mask) => {
        if (cache.keys !== past) {
          throw refuse(`it has ${cache.keys} rows, and had ${past} when this was written down`);
        }
        await cache.append(k!, v!, queries);
        const { output, logSumExp } = await attention(gpu, { q: q!, k: cache.k, v: cache.v }, {
          ...{ batch, heads, queries, keys, keyRows: cache.keyRows, width, causal: true },
          ...mask ? { mask } : {},
        });
        logSumExp[Symbol.dispose]();
        return valueOf(output, [batch, heads, queries, width]);
      }),
    f64: () => {
      throw refuse("its rows are not known in f64");
    },
    vjp: () => {
      throw refuse("it has no derivatives");
    },
  }, full ? [q, k, v, full] : [q, k, v]);
}
