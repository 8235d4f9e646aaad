import { attention, type KvCache } from "../attention/mod.ts";
import { record, type Tensor } from "../tensor/mod.ts";
import { maskFor } from "../tensor/ops/attention_shape.ts";
import { sizeOf, valueOf, withDense } from "../tensor/storage.ts";

/**
 * Causal attention of new queries (..., H, T, D) to all keys and values of a cache, to which the new
 * ones (..., kvHeads, T, D) are written first. The mask, as that of `attention()`, is for all of them.
 * In f32 only, and not differentiated.
 */
export function cachedAttention(
  { q, k, v }: { q: Tensor; k: Tensor; v: Tensor },
  cache: KvCache,
  mask?: Tensor,
): Tensor {
  const [heads, time, width] = q.shape.slice(-3) as [number, number, number];
  const { shape } = q;
  const kvHeads = k.shape.at(-3)!;
  const hidden = mask && maskFor(mask, [...shape.slice(0, -1), cache.keys + time]);
  const start = cache.reserve(time);
  const batch = sizeOf(q.shape.slice(0, -3));
  const options = { batch, heads, kvHeads, queries: time, width, causal: true };
  return record({
    name: "attention with a cache",
    shape,
    run: (gpu, values) =>
      withDense(gpu, values, async (q, k, v, mask) => {
        await cache.write(k, v, { start, time });
        const { k: keys, v: held, keyRows } = cache;
        const rows = { keys: start + time, keyRows };
        const { output, logSumExp } = await attention(gpu, { q, k: keys, v: held }, {
          ...options,
          ...rows,
          ...mask ? { mask } : {},
        });
        logSumExp[Symbol.dispose]();
        return valueOf(output, shape);
      }),
    f64: () => {
      throw refusal("evaluate attention with a cache in f64");
    },
    vjp: () => {
      throw refusal("differentiate attention with a cache");
    },
  }, hidden ? [q, k, v, hidden] : [q, k, v]);
}

function refusal(action: string): TypeError {
  return new TypeError(
    `Cannot ${action}: what came before is in the cache alone, wanted all of it at once\n` +
      `Try: a pass without a cache`,
  );
}
