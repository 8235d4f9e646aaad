import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as nn from "@rederive/lib/nn";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "../tensor/chains.ts";

const sizes = { channels: 16, heads: 4, kvHeads: 2, causal: true, rope: { base: 50 } };

gpuTest("a block decoded step by step with a cache gives what it gives at once", async (gpu) => {
  using _scope = t.openScope(gpu);
  const block = new nn.Block(gpu, { ...sizes, norm: "rms", random: stream(0) });
  const x = uniform(gpu, [2, 7, 16]);
  const want = await t.read(block.forward(x));
  using cache = block.attn.openCache({ batch: 2, capacity: 8 });
  for (const [from, to] of [[0, 3], [3, 4], [4, 7]] as const) {
    const y = block.forward(t.slice(x, [null, [from, to]]), { cache });
    equal(cache.keys, to);
    const rows = [0, 1].flatMap((b) => [...want.subarray((b * 7 + from) * 16, (b * 7 + to) * 16)]);
    // Computed twice, the same rows are written twice. Sums of numbers below 8 in another order.
    for (const got of [await t.read(y), await t.read(y)]) {
      assertClose(got, rows, { abs: 2e-5, rel: 0 });
    }
  }
}, { families: BOTH });

gpuTest("a cache refuses what it cannot stand for", async (gpu) => {
  using _scope = t.openScope(gpu);
  const random = stream(0);
  const attend = new nn.MultiHeadAttention(gpu, { ...sizes, random });
  const whole = new nn.MultiHeadAttention(gpu, { ...sizes, causal: false, random });
  const x = uniform(gpu, [1, 2, 16]);
  using cache = attend.openCache({ capacity: 3 });
  throws(
    () => whole.forward(x, { cache }),
    /Cannot attend with a cache: the attention is not causal, wanted causal attention to itself/,
  );
  const memory = uniform(gpu, [1, 5, 16]);
  throws(() => attend.forward(x, { cache, memory }), /the attention is given a memory, wanted/);
  equal(cache.keys, 0);
  const y = attend.forward(x, { cache });
  const values = await t.values64([x, ...attend.parameters()]);
  throws(
    () => t.evaluate64(y, values),
    /Cannot evaluate attention with a cache in f64: what came before is in the cache alone/,
  );
  throws(
    () => t.grad(t.sum(y), [x]),
    /Cannot differentiate attention with a cache: .*\nTry: a pass/,
  );
  throws(
    () => attend.forward(x, { cache }),
    /2 rows and 2 more, there is room for 3\nTry: a larger/,
  );
  const two = uniform(gpu, [2, 1, 16]);
  await rejects(
    t.read(attend.forward(two, { cache })),
    /Cannot append to a cache: k has 16 elements/,
  );
});

gpuTest("without positions attention does not know an order, with them it does", async (gpu) => {
  using _scope = t.openScope(gpu);
  const x = uniform(gpu, [3, 16]);
  const turned = t.flip(x, [0]);
  for (const [rope, isBlind] of [[undefined, true], [{ base: 50 }, false]] as const) {
    const options = { ...sizes, causal: false, rope, random: stream(1) };
    const attend = new nn.MultiHeadAttention(gpu, options);
    const [a, b] = await t.readMany([
      attend.forward(x),
      t.flip(attend.forward(turned), [0]),
    ]);
    const distance = Math.max(...a!.map((v, i) => Math.abs(v - b![i]!)));
    equal(distance < 1e-6, isBlind, `${distance}`);
  }
});

gpuTest("an attention of fewer axes is a batch of one", async (gpu) => {
  using _scope = t.openScope(gpu);
  const attend = new nn.MultiHeadAttention(gpu, { ...sizes, random: stream(1) });
  const x = uniform(gpu, [5, 16]);
  const [a, b, c] = await t.readMany([
    attend.forward(x),
    attend.forward(t.reshape(x, [1, 5, 16])),
    attend.forward(t.reshape(x, [1, 1, 5, 16])),
  ]);
  deepEqual(a, b);
  deepEqual(a, c);
});
