import { deepStrictEqual as deepEqual, ok, rejects } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import { key } from "@rederive/lib/random";
import * as reference from "@rederive/lib/reference";
import { sampleCategorical } from "@rederive/lib/sampling";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";

// Largest error of a score in f32, by WGSL's bounds on log() (2^-21 from 0.5 to 2, 3 ulp elsewhere),
// for logits up to 32:
//   E:          log(u), u <= 0.875, E >= 0.1335: (2^-21 + 2^-23) / 0.1335   4.5e-6 relative
//               its series below that, v^7 / 8 cut, 8 roundings             0.6e-6
//   log E:      that, and 3 ulp of at most 23                               5.8e-6
//   log w:      of weights, 3 ulp of at most 32                             5.8e-6
//   the sum:    half an ulp of at most 64                                   1.9e-6
const SCORE_ERROR = 1.8e-5;

const rowsOf = {
  flat: (i: number) => Math.sin(i),
  spiky: (i: number) => [20, -20, 0, 19.5, -1e30, 1, -Infinity, 18][i % 8]!,
};

for (const [name, at] of Object.entries(rowsOf)) {
  for (
    const [rows, classes, draws] of [[1, 1, 3], [2, 63, 20], [1, 65, 40], [3, 7, 50], [1, 1000, 5]]
  ) {
    for (const  of of["logits", "weights"] as const) {
      gpuTest(
        `sampleCategorical() draws what the oracle draws, ${name} ${of}, ${rows}x${classes}`,
        async (gpu) => {
          const logits = Float32Array.from({ length: rows! * classes! }, (_, i) => at(i));
          const weights = logits.map(Math.exp);
          using x = gpu.array(of === "logits" ? logits : weights);
          const options = { key: key(9), rows: rows!, draws: draws!, of };
          using y = await sampleCategorical(gpu, x, options);
          const got = await gpu.read(y);
          for (const [draw, chosen] of got.entries()) {
            const start = Math.floor(draw / draws!) * classes!;
            const row = Array.from(
              logits.subarray(start, start + classes!),
              (logit, c) =>
                of === "logits"
                  ? Math.max(logit, -1e30)
                  : Math.max(Math.log(weights[start + c]!), -1e30),
            );
            const scores = reference.categoricalScores(row, { key: options.key, draw });
            const best = Math.max(...scores);
            ok(
              scores[chosen]! >= best - 2 * SCORE_ERROR,
              `draw ${draw} is class ${chosen} of score ${scores[chosen]}, the best is ${best}`,
            );
          }
        },
        { families: BOTH },
      );
    }
  }
}

gpuTest("sampleCategorical() draws each class as often as its probability says", async (gpu) => {
  const n = 200_000;
  const logits = Float32Array.of(0, 1, -3, 2, -1e30, 0.5, -1, 1.5, -0.25, -6);
  const weights = Array.from(logits, Math.exp);
  const total = weights.reduce((a, b) => a + b);
  using x = gpu.array(logits);
  using y = await sampleCategorical(gpu, x, { key: key(11), draws: n });
  const counts = new Array<number>(10).fill(0);
  for (const c of await gpu.read(y)) counts[c]!++;
  deepEqual(counts[4], 0);
  let chi = 0;
  for (const [c, weight] of weights.entries()) {
    const expected = n * weight / total;
    if (expected > 0) chi += (counts[c]! - expected) ** 2 / expected;
  }
  // 99.9 % point at 8 degrees of freedom. Scores off by SCORE_ERROR change each probability by a
  // factor within 1 +- 2 SCORE_ERROR, which adds at most n (2 SCORE_ERROR)^2 < 0.001 to chi-square.
  ok(chi < 26.12 + n * (2 * SCORE_ERROR) ** 2, `chi-square ${chi}`);
}, { families: BOTH });

gpuTest(
  "sampleCategorical() draws from all of half a million equal classes",
  async (gpu) => {
    // Equal weights: the index of the winner is uniform, so its mean is known.
    const [classes, draws] = [1 << 19, 64];
    using x = gpu.zeros("f32", classes);
    using y = await sampleCategorical(gpu, x, { key: key(12), draws });
    const got = await gpu.read(y);
    const mean = got.reduce((sum, c) => sum + c / classes, 0) / draws;
    // A mean of uniforms has the deviation sqrt(1 / 12 / draws); four of them.
    ok(Math.abs(mean - 0.5) < 4 * Math.sqrt(1 / 12 / draws), `mean ${mean}`);
    ok(new Set(got).size > draws - 3, "the same classes again"); // 64^2 / 2 pairs, 2^-19 each: 0.004
  },
);

Deno.test("both families draw the same classes, on one device", async () => {
  const logits = Float32Array.from({ length: 5000 }, (_, i) => 3 * Math.sin(i * i));
  const drawn = [];
  for (const family of BOTH) {
    await using gpu = await openGpu({ family });
    using x = gpu.array(logits);
    using y = await sampleCategorical(gpu, x, { key: key(5), rows: 5, draws: 40 });
    drawn.push(await gpu.read(y));
  }
  deepEqual(drawn[0], drawn[1]);
});

gpuTest("a draw does not depend on how many are drawn", async (gpu) => {
  using x = gpu.array(Float32Array.from({ length: 300 }, (_, i) => Math.sin(i)));
  using few = await sampleCategorical(gpu, x, { key: key(5), draws: 3 });
  using many = await sampleCategorical(gpu, x, { key: key(5), draws: 1000 });
  using others = await sampleCategorical(gpu, x, { key: key(6), draws: 3 });
  const got = await gpu.readMany([few, many, others]);
  deepEqual([...got[0]], [...got[1].slice(0, 3)]);
  ok(got[2].some((c, i) => c !== got[0][i]), "another key draws the same");
}, { families: BOTH });

// software Vulkan leaves loops after 65 535 turns: no lane may walk that many chunks
gpuTest("sampleCategorical() sees the chunks at the end of over a million classes", async (gpu) => {
  for (const certain of [65_535, 262_143, 1_099_999]) {
    const logits = new Float32Array(1_100_000);
    logits[certain] = 1e4;
    using x = gpu.array(logits);
    using y = await sampleCategorical(gpu, x, { key: key(4) });
    deepEqual([...await gpu.read(y)], [certain]);
  }
}, { families: BOTH });

gpuTest("where all weights are 0 the first class is drawn, and no draws are none", async (gpu) => {
  using x = gpu.zeros("f32", 70);
  const of = "weights";
  using y = await sampleCategorical(gpu, x, { key: key(5), draws: 4, of });
  using none = await sampleCategorical(gpu, x, { key: key(5), draws: 0, of });
  const got = await gpu.readMany([y, none]);
  deepEqual([...got[0]], [0, 0, 0, 0]);
  deepEqual(got[1].length, 0);
}, { families: BOTH });

gpuTest("sampleCategorical() refuses what it cannot sample", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using empty = gpu.zeros("f32", 0);
  await rejects(
    sampleCategorical(gpu, x, { key: key(0), rows: 4 }),
    /RangeError: Cannot sample: 6 logits in 4 rows, wanted rows of equal length, not empty/,
  );
  await rejects(
    sampleCategorical(gpu, empty, { key: key(0), of: "weights" }),
    /RangeError: Cannot sample: 0 weights in 1 rows, wanted rows of equal length, not empty/,
  );
  await rejects(
    sampleCategorical(gpu, x, { key: key(0), draws: -1 }),
    /RangeError: Cannot sample: -1 draws, wanted an integer >= 0/,
  );
});
