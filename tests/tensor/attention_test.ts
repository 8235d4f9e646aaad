import { throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { uniform } from "./chains.ts";

gpuTest("attention() in open blocks: value, gradients and jvp() match f64", async (gpu) => {
  using _scope = t.openScope(gpu);
  const inputs = [[1, 70, 2], [1, 130, 2], [1, 130, 2]].map((shape, seed) =>
    uniform(gpu, shape, { seed })
  ) as [t.Tensor, t.Tensor, t.Tensor];
  const [q, k, v] = inputs;
  const y = t.attention({ q, k, v }, { causal: true, blocks: Uint32Array.of(1, 0, 1, 0, 1, 0) });
  const g = uniform(gpu, y.shape, { seed: 9 });
  const tangents = inputs.map((x, i) => uniform(gpu, x.shape, { seed: 20 + i }));
  const wanted = [y, ...t.vjp(y, inputs, g), t.jvp(y, inputs, tangents)];
  const values = await t.values64([...inputs, g, ...tangents]);
  const got = await t.readMany(wanted);
  for (const [i, each] of wanted.entries()) {
    // a few hundred roundings of numbers near 1
    assertClose(got[i]!, t.evaluate64(each, values), { abs: 2e-5, rel: 2e-5 });
  }
  const moves = new Map(inputs.map((x, i) => [x, values.get(tangents[i]!)!]));
  const moved = t.difference64(y, values, moves);
  assertClose(t.evaluate64(wanted.at(-1)!, values), moved, { abs: 1e-9, rel: 1e-8 });
}, { families: BOTH });

gpuTest("attention() and rope() name shapes that do not fit", (gpu) => {
  using q = uniform(gpu, [2, 3, 4]);
  using k = uniform(gpu, [2, 5, 4]);
  using row = uniform(gpu, [5]);
  throws(
    () => t.attention({ q, k, v: q }),
    /q is \(2, 3, 4\), k is \(2, 5, 4\) and v is \(2, 3, 4\), wanted \(\.\.\., H, T, D\) and/,
  );
  throws(
    () => t.attention({ q, k, v: k }, { mask: q }),
    /the mask is \(2, 3, 4\), wanted what broadcasts to .* = \(2, 3, 5\)|Cannot broadcast shapes/,
  );
  throws(
    () => t.rope(row),
    /Cannot turn "input 0" by position: it is \(5\), wanted \(\.\.\., T, D\)/,
  );
});
