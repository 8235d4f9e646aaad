import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { clipByNorm, clipByValue } from "@rederive/lib/optim";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";
import golden from "./fixtures/optim_golden.json" with { type: "json" };

gpuTest(
  "clipByNorm() leaves short gradients and zeros alone, and keeps directions",
  async (gpu) => {
    using a = t.tensor(gpu, Float32Array.of(3, 0));
    using b = t.tensor(gpu, Float32Array.of(4));
    using zero = t.tensor(gpu, Float32Array.of(0));
    const short = clipByNorm([a, b], { maxNorm: 8 });
    const long = clipByNorm([a, b], { maxNorm: 2.5 });
    const none = clipByNorm([zero], { maxNorm: 1 });
    const all = [...short.gradients, ...long.gradients, ...none.gradients, long.norm];
    const got = await t.readMany(all);
    deepEqual(got.flatMap((each) => [...each]), [3, 0, 4, 1.5, 0, 2, 0, 5]);
    throws(() => clipByNorm([], { maxNorm: 1 }), /Cannot clip 0 gradients/);
    throws(
      () => clipByNorm([a], { maxNorm: 0 }),
      /to a norm of 0: wanted at least one, and a finite/,
    );
  },
);

for (const [most, want] of Object.entries(golden.clipped)) {
  gpuTest(`clipByNorm() to ${most} clips as PyTorch does`, async (gpu) => {
    using _scope = t.openScope(gpu);
    const g = golden.gradients[0]!.map((each) => t.tensor(gpu, Float32Array.from(each)));
    const { gradients, norm } = clipByNorm(g, { maxNorm: Number(most) });
    const [length, ...got] = await t.readMany([norm, ...gradients]);
    assertClose(length!, [want.norm], { abs: 0, rel: 2 ** -20 });
    // PyTorch adds 1e-6 to the norm that it divides by.
    for (const [i, each] of got.entries()) {
      assertClose(each, want.gradients[i]!, { abs: 0, rel: 1e-6 / want.norm + 2 ** -20 });
    }
  });
}

gpuTest("clipByValue() bounds elements one by one", async (gpu) => {
  using a = t.tensor(gpu, Float32Array.of(-0.5, 2, -3, 1), { shape: [2, 2] });
  using b = t.tensor(gpu, Float32Array.of(-0, 1e30));
  const got = await t.readMany(clipByValue([a, b], { most: 1 }));
  deepEqual(got.map((each) => [...each].map((v) => v + 0)), [[-0.5, 1, -1, 1], [0, 1]]);
  throws(() => clipByValue([a], { most: 0 }), /Cannot clip gradients to values up to 0: wanted/);
  throws(() => clipByValue([a], { most: NaN }), RangeError);
});
