import { rejects } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { activate, type Activation, activationGradient } from "@rederive/lib/rows";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fill } from "./rows.ts";

const names = ["none", "relu", "gelu", "geluTanh", "silu"] satisfies Activation[];
const regimes = {
  flat: (i: number) => 6 * Math.sin(i + 1),
  spiky: (i: number) => 1e4 * Math.sin(i * i) ** 9,
  huge: (i: number) => (i % 2 ? -1 : 1) * 10 ** (i % 38),
};

for (const activation of names) {
  for (const [name, at] of Object.entries(regimes)) {
    gpuTest(`activate() and its gradient match f64 for ${activation}, ${name}`, async (gpu) => {
      for (const n of [0, 1, 3, 63, 64, 65, 1000, 4093]) {
        const x = fill(n, at);
        const dy = fill(n, (i) => Math.cos(i));
        using input = gpu.array(x);
        using gradient = gpu.array(dy);
        using y = await activate(gpu, input, { activation });
        using dx = await activationGradient(gpu, input, gradient, { activation });
        const [got, slopes] = await gpu.readMany([y, dx]);
        const f = reference.activations[activation]!;
        // Each is x times a share below 1 that is off by at most 8 ulps: an exponential (3 + 2 |z|
        // ulps, times s (1 - s) <= 1/4), a division (2.5), the fit of erfc (1.2e-7).
        assertClose(got, Array.from(x, f), {
          abs: Array.from(x, (v) => 1e-6 * Math.abs(v) + 1e-30),
          rel: 0,
        });
        // Slopes stay below 1.13 and are a share plus x s (1 - s), |x s (1 - s)| < 0.3 with
        // exponents that count double: 4e-6; differences of f64 in steps of 1e-5 are good to 1e-9.
        const want = Array.from(x, (v, i) => {
          const step = 1e-5;
          if (activation === "relu") return v > 0 ? dy[i]! : 0;
          if (Math.abs(v) > 100) return v > 0 || activation === "none" ? dy[i]! : 0;
          return dy[i]! * (f(v + step) - f(v - step)) / (2 * step);
        });
        assertClose(slopes, want, { abs: 5e-6, rel: 0 });
      }
    }, { families: BOTH });
  }
}

gpuTest("gelu and silu keep their digits in the negative tail", async (gpu) => {
  const x = fill(61, (i) => -2 - i / 10);
  using input = gpu.array(x);
  for (const activation of ["gelu", "geluTanh", "silu"] satisfies Activation[]) {
    using y = await activate(gpu, input, { activation });
    // The exponent z <= 46 is off by 4 roundings of itself, exp() by 3 + 2 z ulps: 4e-5 at most.
    const want = Array.from(x, reference.activations[activation]!);
    assertClose(await gpu.read(y), want, { abs: 0, rel: 4e-5 });
  }
}, { families: BOTH });

gpuTest("activations refuse names they do not know and gradients that do not fit", async (gpu) => {
  using x = gpu.zeros("f32", 3);
  using dy = gpu.zeros("f32", 4);
  await rejects(
    activationGradient(gpu, x, dy, { activation: "gelu" }),
    /RangeError: Cannot apply an activation: dy has 4 elements, wanted 3, as x has/,
  );
  await rejects(
    // @ts-expect-error: no such activation
    activate(gpu, x, { activation: "tanh" }),
    /TypeError: Cannot apply an activation: activation is "tanh", wanted one of none, relu/,
  );
});
