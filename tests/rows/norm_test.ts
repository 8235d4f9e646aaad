import { deepStrictEqual as deepEqual, rejects } from "node:assert/strict";
import { assertClose, gamma } from "@rederive/lib/check";
import { layerNorm, layerNormGradients, rmsNorm, rmsNormGradients } from "@rederive/lib/rows";
import * as reference from "@rederive/lib/reference";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { fill, inputs, shapes, slopes } from "./rows.ts";

const U = 2 ** -24;
const epsilon = 1e-5;
/** A mean 10 000 times the spread: mean of squares less square of mean has no digit left. */
const regimes = { ...inputs, far: (i: number) => 1e4 + Math.sin(i * i) };

const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;

/**
 * Bounds of h = (x - mean) r in f32: the mean is off by gamma(C) mean |x|, which shifts every
 * difference and adds its square to the variance; r has that, gamma(C + 2) of the variance, and 8
 * roundings of its own.
 */
function bounds(row: readonly number[], h: readonly number[], centered: boolean): number[] {
  const middle = centered ? mean(row) : 0;
  const r = 1 / Math.sqrt(mean(row.map((v) => (v - middle) ** 2)) + epsilon);
  const shift = centered ? gamma(row.length) * mean(row.map(Math.abs)) * r : 0;
  return h.map((v, i) =>
    shift + 2 * U * r * Math.abs(row[i]!) +
    Math.abs(v) * (gamma(row.length + 2) + 8 * U + shift ** 2 + shift)
  );
}

for (const [rows, columns] of shapes) {
  for (const [name, at] of Object.entries(regimes)) {
    for (const centered of [true, false]) {
      const title = centered ? "layerNorm()" : "rmsNorm()";
      gpuTest(`${title} matches the f64 reference at ${rows}x${columns}, ${name}`, async (gpu) => {
        const x = fill(rows * columns, at);
        const gains = fill(columns, (i) => 1 + Math.cos(i));
        const biases = fill(columns, (i) => Math.sin(5 * i));
        using input = gpu.array(x);
        using gain = gpu.array(gains);
        using bias = gpu.array(biases);
        using output = centered
          ? await layerNorm(gpu, input, { rows, columns, gain, bias, epsilon })
          : await rmsNorm(gpu, input, { rows, columns, gain, epsilon });
        const y = await gpu.read(output);
        for (let r = 0; r < rows; r++) {
          const row = [...x.subarray(r * columns, (r + 1) * columns)];
          const h = (centered ? reference.layerNorm : reference.rmsNorm)(row, { epsilon });
          const want = h.map((v, i) => v * gains[i]! + (centered ? biases[i]! : 0));
          const abs = bounds(row, h, centered).map((b, i) =>
            b * gains[i]! + 2 * U * (Math.abs(h[i]! * gains[i]!) + Math.abs(want[i]!)) + 1e-37
          );
          assertClose(y.subarray(r * columns, (r + 1) * columns), want, { abs, rel: 0 });
        }
      }, { families: BOTH });
    }
  }
}

for (
  const [rows, columns] of [[1, 1], [3, 7], [131, 6], [2, 64], [2, 129], [70, 60], [
    67,
    63,
  ]] as const
) {
  for (const centered of [true, false]) {
    const title = centered ? "layerNormGradients()" : "rmsNormGradients()";
    gpuTest(`${title} match central differences at ${rows}x${columns}`, async (gpu) => {
      const x = fill(rows * columns, (i) => 3 * Math.sin(i * i));
      const dy = fill(rows * columns, (i) => Math.cos(3 * i));
      const gains = fill(columns, (i) => 1 + Math.cos(i));
      using input = gpu.array(x);
      using gradient = gpu.array(dy);
      using gain = gpu.array(gains);
      const options = { rows, columns, gain, epsilon };
      const norm = centered ? reference.layerNorm : reference.rmsNorm;
      const found = centered
        ? await layerNormGradients(gpu, input, gradient, options)
        : { ...await rmsNormGradients(gpu, input, gradient, options), bias: undefined };
      using dx = found.dx;
      using dgain = found.gain;
      using dbias = found.bias ?? gpu.zeros("f32", 0);
      const [gotX, gotGain, gotBias] = await gpu.readMany([dx, dgain, dbias]);

      const rowOf = (data: Float32Array, r: number) => [
        ...data.subarray(r * columns, (r + 1) * columns),
      ];
      const wantGain = new Array<number>(columns).fill(0);
      const wantBias = new Array<number>(columns).fill(0);
      for (let r = 0; r < rows; r++) {
        const [row, weights] = [rowOf(x, r), rowOf(dy, r)];
        const h = norm(row, { epsilon });
        const loss = (v: number[]) =>
          norm(v, { epsilon }).reduce((sum, u, i) => sum + u * gains[i]! * weights[i]!, 0);
        // Every term is at most 2 (|gain dy| <= 2) times 2 + h^2, times r; all of them together
        // take fewer than 2 C + 32 roundings, and h brings as many again. Differences: 1e-7 of r.
        const steepest = 1 / Math.sqrt(mean(row.map((v) => v * v)) + epsilon);
        const middle = centered ? mean(row) : 0;
        const rate = Math.max(
          steepest,
          1 / Math.sqrt(mean(row.map((v) => (v - middle) ** 2)) + epsilon),
        );
        const widest = Math.max(...h.map((v) => v * v));
        const abs = rate * (4 * gamma(2 * columns + 32) * 2 * (2 + widest) + 1e-7);
        const want = slopes(loss, row);
        assertClose(gotX.subarray(r * columns, (r + 1) * columns), want, { abs, rel: 0 });
        for (let i = 0; i < columns; i++) {
          wantGain[i]! += weights[i]! * h[i]!;
          wantBias[i]! += weights[i]!;
        }
      }
      // sums of `rows` terms of at most sqrt(C) each, h off by less than gamma(2 C + 32) sqrt(C)
      const abs = rows * Math.sqrt(columns) * gamma(rows + 2 * columns + 32);
      assertClose(gotGain, wantGain, { abs, rel: 0 });
      if (centered) assertClose(gotBias, wantBias, { abs, rel: 0 });
    }, { families: BOTH });
  }
}

gpuTest("layerNormGradients() gives the same bits twice, over many slabs of rows", async (gpu) => {
  const [rows, columns] = [1009, 5];
  using x = gpu.array(fill(rows * columns, regimes.spiky));
  const once = async () => {
    const { dx, gain, bias } = await layerNormGradients(gpu, x, x, { rows, columns });
    using _ = dx;
    using __ = gain;
    using ___ = bias;
    return await gpu.readMany([dx, gain, bias]);
  };
  deepEqual(await once(), await once());
}, { families: BOTH });

gpuTest(
  "layerNorm() without gain and bias leaves them out; of equal numbers it is 0",
  async (gpu) => {
    using x = gpu.array(new Float32Array(6).fill(7));
    using y = await layerNorm(gpu, x, { rows: 2, columns: 3 });
    deepEqual([...await gpu.read(y)], [0, 0, 0, 0, 0, 0]);
  },
  { families: BOTH },
);

gpuTest("norms refuse what does not fit", async (gpu) => {
  using x = gpu.zeros("f32", 6);
  using two = gpu.zeros("f32", 2);
  await rejects(
    layerNorm(gpu, x, { rows: 2, columns: 3, bias: two }),
    /RangeError: Cannot take the layer norm: bias has 2 elements, wanted \(columns\) = \(3\)/,
  );
  await rejects(
    rmsNorm(gpu, x, { rows: 2, columns: 4 }),
    /Cannot take the RMS norm: x has 6 elements, wanted \(rows, columns\) = \(2, 4\)/,
  );
  await rejects(
    rmsNormGradients(gpu, x, two, { rows: 2, columns: 3 }),
    /Cannot take the RMS norm: dy has 2 elements/,
  );
});
