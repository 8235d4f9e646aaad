import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { prepare, runs } from "./cases.ts";
import type { GoldenName } from "./golden.ts";

/** Ten digits are in the file, of numbers below 100. */
const IN_F64 = { abs: 1e-7, rel: 0 };
/**
 * Sums of at most 30 products of numbers below 10, twelve operations deep, and the roundings of the
 * GPU's exp().
 */
const IN_F32 = { abs: 2e-4, rel: 0 };

for (const [name, { f64 = IN_F64 }] of Object.entries(runs)) {
  gpuTest(`${name}: PyTorch computes the same, and the same gradients`, async (gpu) => {
    using ready = await prepare(gpu, name as GoldenName);
    const { golden, outputs, loss, leaves, values } = ready;
    const wanted = { ...golden.input_gradients, ...golden.state_gradients };
    const slopes = t.grad(loss, Object.keys(wanted).map((key) => leaves[key]!));
    const all = [...outputs, ...slopes];
    const want = [...golden.outputs, ...Object.values(wanted)];
    deepEqual(all.map(({ shape }) => shape), want.map(({ shape }) => shape));
    const got = await t.readMany(all);
    for (const [i, { values: numbers }] of want.entries()) {
      assertClose(t.evaluate64(all[i]!, values), numbers, f64);
      assertClose(got[i]!, numbers, IN_F32);
    }
  }, { families: BOTH });

  gpuTest(`${name}: central differences agree with the gradients in f64`, async (gpu) => {
    using ready = await prepare(gpu, name as GoldenName);
    const { golden, loss, leaves, values } = ready;
    const keys = Object.keys({ ...golden.input_gradients, ...golden.state_gradients });
    const slopes = t.grad(loss, keys.map((key) => leaves[key]!));
    for (const [i, key] of keys.entries()) {
      const leaf = leaves[key]!;
      // One direction a tensor in which every element counts differently.
      const along = Float64Array.from({ length: leaf.size }, (_, k) => Math.sin(1 + 7 * k));
      const [want] = t.difference64(loss, values, new Map([[leaf, along]]), { step: 1e-4 });
      const got = t.evaluate64(slopes[i]!, values).reduce((sum, v, k) => sum + v * along[k]!, 0);
      // Five points: h^4 / 30 of the fifth derivative, and 1.5 u / h of a loss below 100.
      assertClose([got], [want!], { abs: 1e-8, rel: 1e-8 });
    }
  });
}
