import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { avalanche, key, randomBits } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

for (const flip of ["counter", "key"] as const) {
  for (const [samples, rounds] of [[0, 20], [1, 20], [17, 13], [129, 2]] as const) {
    gpuTest(`avalanche() of ${samples} samples counts as the oracle, ${flip} bits`, async (gpu) => {
      using counters = await randomBits(gpu, key(1), 2 * samples);
      using counts = await avalanche(gpu, counters, { key: [5, 6], rounds, flip });
      const [words, got] = await gpu.readMany([counters, counts]);
      const pairs = Array.from({ length: samples }, (_, i) => [words[2 * i]!, words[2 * i + 1]!]);
      deepEqual([...got], reference.avalanche(pairs, { key: [5, 6], rounds, flip }));
    }, { families: BOTH });
  }
}

gpuTest("avalanche() tells 20 rounds from 4", async (gpu) => {
  const samples = 4096;
  using counters = await randomBits(gpu, key(2), 2 * samples);
  const worst = async (rounds: number) => {
    using counts = await avalanche(gpu, counters, { rounds });
    const got = await gpu.read(counts);
    return Math.max(...got.map((count) => Math.abs(count - samples / 2)));
  };
  // a fair coin thrown 4096 times: standard deviation 32
  equal(await worst(20) <= 5 * 32, true);
  equal(await worst(4), samples / 2);
});

gpuTest("avalanche() refuses half a counter", async (gpu) => {
  using counters = gpu.zeros("u32", 3);
  await rejects(avalanche(gpu, counters), /RangeError: Cannot flip bits: 3 words/);
});
