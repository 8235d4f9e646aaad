import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { attention, attentionGradient } from "@rederive/lib/attention";
import { assertClose, gamma } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
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

/** Some gradient of the output. */
function slopes({ batch, heads, queries, width }: AttentionCase): Float32Array<ArrayBuffer> {
  return fill(batch * heads * queries * width, (i) => Math.cos(3 * i + 1));
}

/** The three gradients from the GPU. */
async function differentiate(gpu: Gpu, given: AttentionCase) {
  using sent = send(gpu, given);
  using outputGradient = gpu.array(slopes(given));
  using y = await attention(gpu, sent.inputs, sent.options);
  const inputs = { ...sent.inputs, ...y, outputGradient };
  using gradient = await attentionGradient(gpu, inputs, sent.options);
  const [q, k, v] = await gpu.readMany([gradient.q, gradient.k, gradient.v]);
  return { q, k, v };
}

/** Compares every element with the f64 gradients. */
async function check(gpu: Gpu, given: AttentionCase): Promise<void> {
  const got = await differentiate(gpu, given);
  const want = reference.attentionGradient(given.q, given.k, given.v, slopes(given), ruleOf(given));
  const abs = tolerances(given);
  for (const name of ["q", "k", "v"] as const) {
    assertClose(got[name], want[name], { abs: abs[name], rel: 0 });
  }
}

/**
 * A probability is off by its row's error e; dy . v by gamma(D); the mean of it under the row's
 * probabilities, y . dy, by e and a rounding or two a key and a number. Each gradient then adds up as
 * many terms as there are keys, or queries of all the heads that share a key. A probability below
 * 2^-126 may be flushed to 0, and each is multiplied by at most 1e4.
 */
function tolerances(given: AttentionCase) {
  const { batch, heads, kvHeads, queries, keys, width, scale, q, k, v } = given;
  const { probabilities } = reference.attention(q, k, v, ruleOf(given));
  const dy = slopes(given);
  const errors = rowErrors(given);
  const [byQuery, byKey, byValue] = [q, k, v].map((x) => new Float64Array(x.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const terms = keys + (heads / kvHeads) * queries;
  for (let row = 0; row < batch * heads * queries; row++) {
    const head = Math.floor(row / queries);
    const shared = Math.floor(head / heads) * kvHeads +
      Math.floor((head % heads) * kvHeads / heads);
    const error = 2 * errors[row]! + gamma(2 * keys + 2 * width + 8 + terms);
    const p = probabilities.slice(row * keys, (row + 1) * keys);
    const sizes = p.map((_, j) => {
      let size = 0;
      for (let d = 0; d < width; d++) {
        size += Math.abs(dy[row * width + d]! * v[(shared * keys + j) * width + d]!);
      }
      return size;
    });
    const mean = p.reduce((sum, share, j) => sum + share * sizes[j]!, 0);
    for (let j = 0; j < keys; j++) {
      const slope = error * scale * p[j]! * (sizes[j]! + mean);
      for (let d = 0; d < width; d++) {
        const [own, other] = [row * width + d, (shared * keys + j) * width + d];
        byQuery[own]! += slope * Math.abs(k[other]!);
        byKey[other]! += slope * Math.abs(q[own]!);
        byValue[other]! += error * p[j]! * Math.abs(dy[own]!);
      }
    }
  }
  const floor = terms * 1e4 * 2 ** -126;
  const raise = (sizes: Float64Array) => sizes.map((size) => size + floor);
  return { q: raise(byQuery), k: raise(byKey), v: raise(byValue) };
}

for (const [name, at] of Object.entries(regimes)) {
  for (const [n, queries] of [1, 7, 63, 64, 65, 130].entries()) {
    gpuTest(
      `attentionGradient() matches the f64 gradients at T = ${queries}, ${name}`,
      async (gpu) => {
        for (const [m, width] of [1, 8, 32, 33, 64].entries()) {
          if (queries > 65 && width > 8) continue;
          await check(gpu, makeCase({ queries, width, heads: 2, causal: (n + m) % 2 === 0 }, at));
        }
      },
      { families: BOTH },
    );
  }
}

gpuTest("attentionGradient() matches central differences of the f64 attention", async (gpu) => {
  const mask = fill(2 * 5 * 6, (i) => i % 7 ? Math.sin(i) : -1e30);
  const sizes = { batch: 2, heads: 2, kvHeads: 1, queries: 5, keys: 6, width: 3, causal: true };
  const given = makeCase({ ...sizes, mask });
  const got = await differentiate(gpu, given);
  const dy = slopes(given);
  for (const name of ["q", "k", "v"] as const) {
    const arrays = { q: [...given.q], k: [...given.k], v: [...given.v] };
    const loss = () =>
      reference.attention(arrays.q, arrays.k, arrays.v, ruleOf(given)).output
        .reduce((sum, y, i) => sum + y * dy[i]!, 0);
    const step = 1e-5;
    const want = arrays[name].map((x, i) => {
      arrays[name][i] = x + step;
      const after = loss();
      arrays[name][i] = x - step;
      const before = loss();
      arrays[name][i] = x;
      return (after - before) / (2 * step);
    });
    // The difference itself: step^2 / 6 of a third derivative of order 1, and 1e-15 / step of rounding.
    const abs = tolerances(given)[name].map((size) => size + 1e-9);
    assertClose(got[name], want, { abs, rel: 0 });
  }
}, { families: BOTH });

gpuTest("attentionGradient() of other lengths, shared heads and masks", async (gpu) => {
  for (const [queries, keys] of [[1, 130], [7, 65], [65, 7], [33, 100]] as const) {
    const sizes = { queries, keys, width: 8, batch: 2, heads: 4, kvHeads: 2 };
    const mask = fill(8 * queries * keys, (i) => i % 3 ? Math.sin(i) : -1e30);
    await check(gpu, makeCase({ ...sizes, causal: true }));
    await check(gpu, makeCase({ ...sizes, mask }));
  }
}, { families: BOTH });

gpuTest("attentionGradient() skips closed blocks; what sees nothing has none", async (gpu) => {
  const blocks = Uint32Array.of(1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0);
  const given = makeCase({ queries: 130, keys: 200, width: 4, heads: 2, blocks });
  await check(gpu, given);
  await check(gpu, { ...given, causal: true });
  const { q } = await differentiate(gpu, given);
  deepEqual([...q.subarray(128 * 4, 130 * 4)], new Array(8).fill(0));
}, { families: BOTH });

gpuTest("attentionGradient() of keys with room for more has none of the room", async (gpu) => {
  const given = makeCase({ queries: 3, keys: 4, width: 4 });
  const want = await differentiate(gpu, given);
  const wide = (x: Float32Array) => Float32Array.of(...x, ...new Float32Array(8).fill(1e30));
  using sent = send(gpu, { ...given, k: wide(given.k), v: wide(given.v) });
  using outputGradient = gpu.array(slopes(given));
  const options = { ...sent.options, keyRows: 6 };
  using y = await attention(gpu, sent.inputs, options);
  using got = await attentionGradient(gpu, { ...sent.inputs, ...y, outputGradient }, options);
  deepEqual(await gpu.readMany([got.q, got.k, got.v]), [want.q, want.k, want.v]);
}, { families: BOTH });

gpuTest("attentionGradient() gives the same bits twice", async (gpu) => {
  const given = makeCase({ queries: 65, width: 32, heads: 4, kvHeads: 2 }, regimes.spiky);
  deepEqual(await differentiate(gpu, given), await differentiate(gpu, given));
}, { families: BOTH });

gpuTest("attentionGradient() of nothing is nothing, and refuses what does not fit", async (gpu) => {
  using none = gpu.empty("f32", 0);
  using x = gpu.zeros("f32", 2);
  const saved = { output: x, logSumExp: none, outputGradient: x };
  const sizes = { heads: 1, width: 2, queries: 1 };
  await rejects(
    attentionGradient(gpu, { q: x, k: x, v: x, ...saved }, sizes),
    /RangeError: Cannot differentiate attention: logSumExp has 0 elements, wanted \(1, 1, 1\)/,
  );
  using one = gpu.zeros("f32", 1);
  const inputs = { q: x, k: none, v: none, ...saved, logSumExp: one };
  using gradient = await attentionGradient(gpu, inputs, { ...sizes, keys: 0 });
  deepEqual([...await gpu.read(gradient.q)], [0, 0]);
  equal(gradient.k.length, 0);
});
