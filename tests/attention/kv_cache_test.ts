import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { attention, KvCache } from "@rederive/lib/attention";
import { assertClose } from "@rederive/lib/check";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { makeCase, send } from "./attention_case.ts";

gpuTest("a KvCache decoded step by step gives what attention() gives at once", async (gpu) => {
  const sizes = { batch: 2, heads: 4, kvHeads: 2, queries: 7, width: 6, causal: true };
  const given = makeCase(sizes);
  using sent = send(gpu, given);
  using whole = await attention(gpu, sent.inputs, sent.options);
  const want = await gpu.read(whole.output);
  using cache = new KvCache(gpu, { batch: 2, kvHeads: 2, capacity: 9, width: 6 });
  /** Rows `from` to `to` of each head. */
  const steps = (x: Float32Array, [from, to]: readonly [number, number]) => {
    const heads = x.length / 42;
    const part = (head: number) => [...x.subarray(head * 42 + from * 6, head * 42 + to * 6)];
    return Float32Array.from(Array.from({ length: heads }, (_, head) => part(head)).flat());
  };
  for (const span of [[0, 3], [3, 4], [4, 4], [4, 7]] as const) {
    using q = gpu.array(steps(given.q, span));
    using newK = gpu.array(steps(given.k, span));
    using newV = gpu.array(steps(given.v, span));
    const queries = span[1] - span[0];
    await cache.append(newK, newV, queries);
    equal(cache.keys, span[1]);
    const { k, v, keys, keyRows } = cache;
    using y = await attention(gpu, { q, k, v }, { ...sizes, queries, keys, keyRows });
    // The same sums in the same order, but for keys that are hidden by another tile's end.
    assertClose(await gpu.read(y.output), steps(want, span), { abs: 1e-6, rel: 0 });
  }
  const held = await gpu.read(cache.k);
  deepEqual(held.subarray(0, 42), given.k.subarray(0, 42));
  deepEqual([...held.subarray(42, 54)], new Array(12).fill(0));
}, { families: BOTH });

gpuTest("a KvCache forgets, and refuses what does not fit", async (gpu) => {
  using cache = new KvCache(gpu, { kvHeads: 1, capacity: 2, width: 2 });
  using row = gpu.array(Float32Array.of(1, 2));
  using three = gpu.zeros("f32", 6);
  await cache.append(row, row);
  await rejects(cache.append(row, three, 1), /Cannot append to a cache: v has 6 elements, wanted/);
  await rejects(
    cache.append(three, three, 3),
    /RangeError: Cannot append to a cache: 1 rows and 3 more, there is room for 2\nTry: a larger/,
  );
  equal(cache.keys, 1);
  cache.clear();
  equal(cache.keys, 0);
  await cache.append(row, row);
  deepEqual([...await gpu.read(cache.v)], [1, 2, 0, 0]);
});

gpuTest(
  "rows of a KvCache may be reserved first and written later, twice and out of order",
  async (gpu) => {
    using cache = new KvCache(gpu, { kvHeads: 1, capacity: 3, width: 2 });
    using row = gpu.array(Float32Array.of(1, 2));
    using rows = gpu.array(Float32Array.of(3, 4, 5, 6));
    equal(cache.reserve(1), 0);
    equal(cache.reserve(2), 1);
    equal(cache.keys, 3);
    await cache.write(rows, rows, { start: 1, time: 2 });
    await cache.write(row, row, { start: 0, time: 1 });
    await cache.write(rows, rows, { start: 1, time: 2 });
    deepEqual([...await gpu.read(cache.k)], [1, 2, 3, 4, 5, 6]);
    cache.clear();
    await rejects(
      cache.write(row, row, { start: 0, time: 1 }),
      /Cannot append to a cache: rows 0 to 1, wanted some of the 0 reserved/,
    );
  },
);
