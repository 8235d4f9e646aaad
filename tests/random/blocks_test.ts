import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { philox, threefry } from "@rederive/lib/reference";
import {
  type Generator,
  type Pair,
  philox4x32,
  type Quad,
  randomBlocks,
  threefry2x32,
  threefry4x32,
} from "@rederive/lib/random";
import { gpuTest } from "../gpu/with_gpu.ts";
import { knownAnswers } from "./known_answers.ts";

const mirrors = {
  threefry2x32: (key: number[], counter: number[], rounds: number): number[] =>
    threefry2x32(key as unknown as Pair, counter as unknown as Pair, rounds),
  threefry4x32: (key: number[], counter: number[], rounds: number): number[] =>
    threefry4x32(key as unknown as Quad, counter as unknown as Quad, rounds),
  philox4x32: (key: number[], counter: number[], rounds: number): number[] =>
    philox4x32(key as unknown as Pair, counter as unknown as Quad, rounds),
};

for (const { generator, rounds, counter, key, want } of knownAnswers) {
  const title = `${generator}-${rounds} matches Random123 at counter ${counter[0]?.toString(16)}`;
  Deno.test(title, () => {
    deepEqual(mirrors[generator](key, counter, rounds), want);
    const oracle = generator === "philox4x32" ? philox : threefry;
    deepEqual(oracle(key, counter, { rounds }), want);
  });
  gpuTest(`${title} on the GPU`, async (gpu) => {
    using counters = gpu.array(Uint32Array.from(counter));
    using blocks = await randomBlocks(gpu, counters, { generator, key, rounds });
    deepEqual([...await gpu.read(blocks)], want);
  });
}

const sizes = { threefry2x32: [2, 2], threefry4x32: [4, 4], philox4x32: [2, 4] } as const;
const inputs = {
  flat: (i: number) => i,
  spiky: (i: number) => [0, 2 ** 32 - 1, 2 ** 31, 1, 0x80008000][i % 5]!,
};

for (const generator of Object.keys(sizes) as Generator[]) {
  for (const [name, at] of Object.entries(inputs)) {
    for (const n of [0, 1, 63, 64, 65, 257, 1009]) {
      gpuTest(
        `randomBlocks() of ${n} ${name} counters equals ${generator}'s oracle`,
        async (gpu) => {
          const [keyWords, words] = sizes[generator];
          const key = Array.from({ length: keyWords }, (_, i) => at(i + 3));
          using counters = gpu.array(Uint32Array.from({ length: n * words }, (_, i) => at(i * 7)));
          const rounds = 1 + n % 20; // odd and even, with and without a rest of a group of four
          using blocks = await randomBlocks(gpu, counters, { generator, key, rounds });
          const [sent, got] = await gpu.readMany([counters, blocks]);
          const oracle = generator === "philox4x32" ? philox : threefry;
          for (let b = 0; b < n; b++) {
            const counter = [...sent.subarray(b * words, (b + 1) * words)];
            const want = oracle(key, counter, { rounds });
            deepEqual([...got.subarray(b * words, (b + 1) * words)], want, `block ${b}`);
            deepEqual(mirrors[generator](key, counter, rounds), want);
          }
        },
      );
    }
  }
}

gpuTest("randomBlocks() refuses a key or counters of the wrong size", async (gpu) => {
  using counters = gpu.zeros("u32", 6);
  await rejects(
    randomBlocks(gpu, counters, { generator: "threefry4x32", key: [0, 0, 0, 0] }),
    /RangeError: Cannot run threefry4x32: key of 4 words and counters of 6, wanted 4 and a multiple/,
  );
  await rejects(randomBlocks(gpu, counters, { key: [0] }), /key of 1 words/);
  equal(counters.disposed, false);
});
