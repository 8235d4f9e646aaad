import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { attention, attentionGradient } from "@rederive/lib/attention";
import { gpuTest } from "../gpu/with_gpu.ts";

for (const [queries, keys, causal] of [[5, 7, true], [7, 5, true], [5, 7, false]] as const) {
  gpuTest(
    `attention says what it computes, ${queries} queries, ${keys} keys, ${causal}`,
    async (gpu) => {
      const [batch, heads, width] = [2, 3, 4];
      const options = { batch, heads, queries, keys, width, causal };
      using q = gpu.zeros("f32", batch * heads * queries * width);
      using k = gpu.zeros("f32", batch * heads * keys * width);
      const rows = await gpu.profile(async () => {
        using y = await attention(gpu, { q, k, v: k }, options);
        using _slope = await attentionGradient(
          gpu,
          { q, k, v: k, ...y, outputGradient: q },
          options,
        );
      }, { print: () => {} });
      let pairs = 0; // seen one by one
      for (let i = 0; i < queries; i++) {
        for (let j = 0; j < keys; j++) pairs += Number(!causal || j <= i + keys - queries);
      }
      const flops = (kernel: string) => rows.find((row) => row.kernel === kernel)?.flops;
      // A product of vectors is 2 D: q k and p v forward; q k, dy v and what is summed backward.
      const products = 2 * width * pairs * batch * heads;
      deepEqual(["attend", "query_gradient", "key_gradient"].map(flops), [
        2 * products,
        3 * products,
        4 * products,
      ]);
    },
  );
}
