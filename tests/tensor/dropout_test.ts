import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

const regimes = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => i % 7 === 0 ? 1e30 : -1e-30 * i,
};

for (const n of [0, 1, 63, 64, 65, 1000, 1009]) {
  for (const [regime, at] of Object.entries(regimes)) {
    gpuTest(`dropout() keeps what Threefry's words say at ${n} numbers, ${regime}`, async (gpu) => {
      using x = t.tensor(gpu, Float32Array.from({ length: n }, (_, i) => at(i)));
      const draw = stream(n);
      const key = [draw.integer(2 ** 32), draw.integer(2 ** 32)];
      const [got, source] = await t.readMany([
        t.dropout(x, { rate: 0.75, random: stream(n) }), // enlarges by 4, which rounds nothing
        x,
      ]);
      const wanted = Float32Array.from(source!, (v, i) => {
        const [a, b] = reference.threefry(key, [0, i], { rounds: 20 });
        return ((a! ^ b!) >>> 0) / 2 ** 32 >= 0.75 ? 4 * v : 0;
      });
      deepEqual(got, wanted);
    });
  }
}

gpuTest(
  "dropout() draws anew each time it is written down, and never when computed",
  async (gpu) => {
    using x = t.tensor(gpu, new Float32Array(64).fill(1));
    const random = stream(5);
    const first = t.dropout(x, { rate: 0.5, random });
    const second = t.dropout(x, { rate: 0.5, random });
    const [a, b] = await t.readMany([first, second]);
    deepEqual(await t.read(first), a);
    equal(a!.every((v, i) => v === b![i]), false);
    equal(t.dropout(x, { rate: 0, random }), x);
  },
);

gpuTest("dropout() names a rate that is none", (gpu) => {
  using x = t.tensor(gpu, Float32Array.of(1));
  for (const rate of [-0.1, 1, NaN]) {
    throws(
      () => t.dropout(x, { rate, random: stream(0) }),
      new RegExp(`the rate is ${rate}, wanted one from 0 to below 1`),
    );
  }
});
