import { rejects } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import { type Activation, matmul } from "@rederive/lib/matmul";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

const names = ["none", "relu", "gelu", "geluTanh", "silu"] satisfies Activation[];
const regimes = {
  flat: (i: number) => 6 * Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  huge: (i: number) => (i % 2 ? -1 : 1) * 10 ** (i % 38),
};

/** f(x), behind the product of a column with 1. */
async function activate(gpu: Gpu, x: Float32Array<ArrayBuffer>, activation: Activation) {
  using column = gpu.array(x);
  using one = gpu.array(Float32Array.of(1));
  using y = await matmul(gpu, column, one, { n: x.length, k: 1, m: 1, activation });
  return await gpu.read(y);
}

for (const activation of names) {
  for (const [name, at] of Object.entries(regimes)) {
    gpuTest(`matmul() applies ${activation} as f64 does, ${name}`, async (gpu) => {
      for (const n of [1, 3, 63, 64, 65, 1000]) {
        const x = Float32Array.from({ length: n }, (_, i) => at(i));
        // Each is x times a share below 1 that is off by at most 8 ulps: an exponential (3 + 2 |z|
        // ulps, times s (1 - s) <= 1/4), a division (2.5), the fit of erfc (1.2e-7).
        assertClose(
          await activate(gpu, x, activation),
          Array.from(x, reference.activations[activation]!),
          { abs: Array.from(x, (v) => 1e-6 * Math.abs(v) + 1e-30), rel: 0 },
        );
      }
    }, { families: BOTH });
  }
}

gpuTest("gelu and silu keep their digits in the negative tail", async (gpu) => {
  const x = Float32Array.from({ length: 61 }, (_, i) => -2 - i / 10);
  for (const activation of ["gelu", "geluTanh", "silu"] satisfies Activation[]) {
    // The exponent z <= 46 is off by 4 roundings of itself, exp() by 3 + 2 z ulps: 4e-5 at most.
    const want = Array.from(x, reference.activations[activation]!);
    assertClose(await activate(gpu, x, activation), want, { abs: 0, rel: 4e-5 });
  }
}, { families: BOTH });

gpuTest("activations refuse names they do not know", async (gpu) => {
  await rejects(
    // @ts-expect-error: no such activation
    activate(gpu, Float32Array.of(1), "tanh"),
    /TypeError: Cannot .*: activation is "tanh", wanted one of none, relu/,
  );
});
