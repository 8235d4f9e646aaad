import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { attention } from "@rederive/lib/attention";
import { assertClose, gamma } from "@rederive/lib/check";
import { type Gpu, openGpu } from "@rederive/lib/gpu";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import {
  type AttentionCase,
  fill,
  makeCase,
  regimes,
  rowErrors,
  ruleOf,
  send,
} from "./attention_case.ts";

/** Attends on the GPU and compares every element with the f64 attention. */
async function check(gpu: Gpu, given: AttentionCase): Promise<void> {
  using sent = send(gpu, given);
  using y = await attention(gpu, sent.inputs, sent.options);
  const [output, logSumExp] = await gpu.readMany([y.output, y.logSumExp]);
  const { q, k, v, keys, width } = given;
  const want = reference.attention(q, k, v, ruleOf(given));
  const sizes = reference.attention(q, k, v.map(Math.abs), ruleOf(given)).output;
  const errors = rowErrors(given);
  // The mean of v is off by what its shares are, and by a rounding a product, a sum and a division;
  // scaling down is one more a tile of keys.
  const abs = sizes.map((size, i) => (errors[Math.floor(i / width)]! + gamma(2 * keys + 3)) * size);
  assertClose(output, want.output, { abs, rel: 0 });
  const logarithms = want.logSumExp.map((l) => l === -Infinity ? -1e30 : l);
  assertClose(logSumExp, logarithms.map(Math.fround), { abs: errors, rel: 2 ** -23 });
}

const widths = [1, 8, 32, 33, 64];
const lengths = [1, 7, 63, 64, 65, 130];

for (const [name, at] of Object.entries(regimes)) {
  for (const [n, queries] of lengths.entries()) {
    gpuTest(`attention() matches the f64 reference at T = ${queries}, ${name}`, async (gpu) => {
      // Every length and every width meet, in turn full and causal.
      for (const [m, width] of widths.entries()) {
        if (queries > 65 && width > 33) continue;
        await check(gpu, makeCase({ queries, width, heads: 2, causal: (n + m) % 2 === 0 }, at));
      }
    }, { families: BOTH });
  }
}

gpuTest("attention() of other lengths, causal to the last key", async (gpu) => {
  for (const [queries, keys] of [[1, 130], [7, 65], [65, 7], [64, 1], [33, 100]] as const) {
    for (const causal of [false, true]) {
      await check(gpu, makeCase({ queries, keys, width: 8, batch: 2, heads: 2, causal }));
    }
  }
}, { families: BOTH });

Deno.test("attention() needs no subgroups", async () => {
  await using gpu = await openGpu({ family: "cpu", subgroups: false });
  for (const width of [8, 33]) {
    await check(gpu, makeCase({ queries: 7, keys: 21, width, heads: 2, causal: true }));
  }
});

gpuTest("attention() sees nothing of what was there before", async (gpu) => {
  using junk = gpu.array(new Float32Array(64 * 64).fill(NaN));
  const sizes = { heads: 1, queries: 64, width: 64 };
  (await attention(gpu, { q: junk, k: junk, v: junk }, sizes))[Symbol.dispose]();
  await check(gpu, makeCase({ queries: 3, width: 12 }));
}, { families: BOTH });

gpuTest("attention() with heads that share keys", async (gpu) => {
  for (const [heads, kvHeads] of [[6, 2], [4, 1], [3, 3]] as const) {
    await check(gpu, makeCase({ queries: 9, keys: 11, width: 8, batch: 2, heads, kvHeads }));
  }
}, { families: BOTH });

gpuTest("attention() adds a mask, for all, for each entry, for each head", async (gpu) => {
  const [batch, heads, queries, keys] = [2, 3, 9, 70];
  for (const copies of [1, batch, batch * heads]) {
    const mask = fill(copies * queries * keys, (i) => i % 3 ? 2 * Math.sin(i) : -1e30);
    await check(gpu, makeCase({ batch, heads, queries, keys, width: 8, mask }));
    await check(gpu, makeCase({ batch, heads, queries, keys, width: 8, mask, causal: true }));
  }
}, { families: BOTH });

gpuTest("attention() skips closed blocks", async (gpu) => {
  const sizes = { queries: 130, keys: 200, width: 8, heads: 2 };
  const blocks = Uint32Array.of(1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 7);
  await check(gpu, makeCase({ ...sizes, blocks }));
  await check(gpu, makeCase({ ...sizes, blocks, causal: true }));
}, { families: BOTH });

gpuTest("attention() gives zeros where a query sees nothing", async (gpu) => {
  // Hidden by the mask, by closed blocks, and by being before all keys.
  const mask = fill(3 * 5, (i) => i < 5 ? -1e30 : 0);
  const given = makeCase({ queries: 3, keys: 5, width: 4, mask }, regimes.spiky);
  using sent = send(gpu, given);
  using y = await attention(gpu, sent.inputs, sent.options);
  deepEqual([...await gpu.read(y.output)].slice(0, 4), [0, 0, 0, 0]);
  equal((await gpu.read(y.logSumExp))[0], Math.fround(-1e30));
  await check(gpu, given);
  await check(gpu, makeCase({ queries: 70, keys: 5, width: 4, causal: true }));
  await check(gpu, makeCase({ queries: 70, width: 4, blocks: Uint32Array.of(0, 0, 1, 0) }));
}, { families: BOTH });

gpuTest("attention() of 128 numbers a row", async (gpu) => {
  await check(gpu, makeCase({ queries: 9, keys: 37, width: 128 }));
  await check(gpu, makeCase({ queries: 3, keys: 5, width: 125 }));
}, { families: BOTH });

gpuTest("attention() of keys with room for more", async (gpu) => {
  const given = makeCase({ queries: 3, keys: 5, width: 6, batch: 2, heads: 2, causal: true });
  const keyRows = 9;
  const spread = (x: Float32Array) => {
    const wide = new Float32Array(4 * keyRows * 6).fill(1e30); // none of which may be looked at
    for (let head = 0; head < 4; head++) {
      wide.set(x.subarray(head * 30, (head + 1) * 30), head * keyRows * 6);
    }
    return wide;
  };
  using sent = send(gpu, given);
  using roomy = send(gpu, { ...given, k: spread(given.k), v: spread(given.v) });
  using want = await attention(gpu, sent.inputs, sent.options);
  using got = await attention(gpu, roomy.inputs, { ...roomy.options, keyRows });
  deepEqual(await gpu.read(got.output), await gpu.read(want.output));
}, { families: BOTH });

gpuTest("attention() of nothing, or with nothing, is zeros", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using q = gpu.array(Float32Array.of(1, 2));
  const sizes = { heads: 1, width: 2 };
  using empty = await attention(gpu, { q: none, k: q, v: q }, { ...sizes, queries: 0, keys: 1 });
  equal(empty.output.length, 0);
  using zeros = await attention(gpu, { q, k: none, v: none }, { ...sizes, queries: 1, keys: 0 });
  deepEqual([...await gpu.read(zeros.output)], [0, 0]);
  deepEqual(await gpu.read(zeros.logSumExp), Float32Array.of(-1e30));
});

gpuTest("attention() refuses what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 24);
  using words = gpu.zeros("u32", 1);
  const inputs = { q: x, k: x, v: x };
  const sizes = { heads: 2, queries: 3, width: 4 };
  await rejects(
    attention(gpu, inputs, { ...sizes, queries: 4 }),
    /RangeError: Cannot attend: q has 24 elements, wanted \(B, H, queries, D\) = \(1, 2, 4, 4\)/,
  );
  await rejects(
    attention(gpu, inputs, { ...sizes, keys: 2 }),
    /k has 24 elements, wanted \(B, kvHeads, keyRows, D\) = \(1, 2, 2, 4\)/,
  );
  await rejects(
    attention(gpu, inputs, { heads: 3, kvHeads: 2, queries: 2, width: 4 }),
    /RangeError: Cannot attend: 3 heads share 2 heads of keys, wanted a divisor of 3/,
  );
  await rejects(
    attention(gpu, inputs, { heads: 1, queries: 1, width: 129 }),
    /RangeError: Cannot attend: width is 129, wanted 1 to 128/,
  );
  await rejects(
    attention(gpu, inputs, { ...sizes, keys: 3, keyRows: 2 }),
    /RangeError: Cannot attend: 3 keys in 2 rows, wanted at most as many/,
  );
  await rejects(
    attention(gpu, inputs, { ...sizes, scale: NaN }),
    /RangeError: Cannot attend: scale is NaN, wanted a finite number/,
  );
  await rejects(
    attention(gpu, inputs, { ...sizes, mask: x }),
    /mask has 24 elements, wanted \(3, 3\) once, 1 or 1 x 2 times/,
  );
  await rejects(
    attention(gpu, inputs, { ...sizes, queries: 3, blocks: words, keys: 3, batch: 1.5 }),
    /Cannot attend: batch is 1.5, wanted an integer >= 0/,
  );
  using many = gpu.zeros("u32", 2);
  await rejects(
    attention(gpu, inputs, { ...sizes, blocks: many }),
    /blocks has 2 elements, wanted \(queries \/ 64, keys \/ 64\) = \(1, 1\)/,
  );
  await rejects(
    // @ts-expect-error: an array of another type
    attention(gpu, { ...inputs, v: words }, sizes),
    /TypeError: Cannot attend: v is of u32, wanted f32/,
  );
});

gpuTest("attention() walks as many keys as it takes, and refuses more", async (gpu) => {
  const [keys, width] = [16_384, 68];
  using q = gpu.zeros("f32", width);
  using k = gpu.zeros("f32", keys * width);
  // Only the last sixteenth of the values is not 0: the mean is 1.
  using v = gpu.array(
    Float32Array.from({ length: keys * width }, (_, i) => i < keys * width * 15 / 16 ? 0 : 16),
  );
  using y = await attention(gpu, { q, k, v }, { heads: 1, queries: 1, keys, width });
  deepEqual([...await gpu.read(y.output)], Array(width).fill(1));
  using few = gpu.zeros("f32", keys + 1);
  await rejects(
    attention(gpu, { q: few, k: few, v: few }, { heads: 1, queries: keys + 1, width: 1 }),
    /RangeError: Cannot attend: 16385 keys, wanted at most 16384$/,
  );
}, { families: BOTH });
