import { crossEntropy, layerNorm, layerNormGradients, softmax } from "@rederive/lib/rows";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const [ROWS, COLUMNS] = [8192, 512];
const shape = [ROWS, COLUMNS];
const size = `${ROWS} x ${COLUMNS}`;

const softmaxCase: MakeCase = async (gpu) => {
  const input = await randomNormal(gpu, key(1), ROWS * COLUMNS);
  const x = await gpu.read(input);
  const y = new Float32Array(x.length);
  return {
    name: "softmax",
    size,
    gpu: () => softmax(gpu, input, { rows: ROWS, columns: COLUMNS }),
    plain: () => {
      for (let start = 0; start < x.length; start += COLUMNS) {
        let peak = -Infinity;
        for (let i = start; i < start + COLUMNS; i++) peak = Math.max(peak, x[i]!);
        let sum = 0;
        for (let i = start; i < start + COLUMNS; i++) sum += y[i] = Math.exp(x[i]! - peak);
        for (let i = start; i < start + COLUMNS; i++) y[i]! /= sum;
      }
      return y;
    },
    peers: { task: "softmax", inputs: [{ data: x, shape }] },
  };
};

const entropyCase: MakeCase = async (gpu) => {
  const logits = await randomNormal(gpu, key(2), ROWS * COLUMNS);
  const x = await gpu.read(logits);
  const targets = Int32Array.from({ length: ROWS }, (_, row) => row % COLUMNS);
  const goals = gpu.array(targets);
  const losses = new Float32Array(ROWS);
  return {
    name: "crossEntropy",
    size,
    gpu: () => crossEntropy(gpu, logits, goals, { rows: ROWS, columns: COLUMNS }),
    plain: () => {
      for (let row = 0; row < ROWS; row++) {
        const [start, end] = [row * COLUMNS, (row + 1) * COLUMNS];
        let peak = -Infinity;
        for (let i = start; i < end; i++) peak = Math.max(peak, x[i]!);
        let sum = 0;
        for (let i = start; i < end; i++) sum += Math.exp(x[i]! - peak);
        losses[row] = Math.log(sum) + peak - x[start + targets[row]!]!;
      }
      return losses;
    },
    peers: {
      task: "crossEntropy",
      inputs: [{ data: x, shape }, { data: targets, shape: [ROWS] }],
      options: { C: COLUMNS },
    },
  };
};

/** Mean and 1 / deviation of a row, by two passes. */
function momentsOf(x: Float32Array, start: number): [number, number] {
  let mean = 0;
  for (let i = start; i < start + COLUMNS; i++) mean += x[i]!;
  mean /= COLUMNS;
  let variance = 0;
  for (let i = start; i < start + COLUMNS; i++) variance += (x[i]! - mean) ** 2;
  return [mean, 1 / Math.sqrt(variance / COLUMNS + 1e-5)];
}

const normCase: MakeCase = async (gpu) => {
  const input = await randomNormal(gpu, key(3), ROWS * COLUMNS);
  const x = await gpu.read(input);
  const y = new Float32Array(x.length);
  return {
    name: "layerNorm",
    size,
    gpu: () => layerNorm(gpu, input, { rows: ROWS, columns: COLUMNS }),
    plain: () => {
      for (let start = 0; start < x.length; start += COLUMNS) {
        const [mean, rate] = momentsOf(x, start);
        for (let i = start; i < start + COLUMNS; i++) y[i] = (x[i]! - mean) * rate;
      }
      return y;
    },
    peers: { task: "layerNorm", inputs: [{ data: x, shape }], options: { C: COLUMNS } },
  };
};

const normGradientsCase: MakeCase = async (gpu) => {
  const input = await randomNormal(gpu, key(4), ROWS * COLUMNS);
  const gradient = await randomNormal(gpu, key(5), ROWS * COLUMNS);
  const [x, dy] = await gpu.readMany([input, gradient]);
  const [dx, dgain, dbias] = [ROWS, 1, 1].map((rows) => new Float32Array(rows * COLUMNS));
  return {
    name: "layerNormGradients",
    size,
    gpu: async () => {
      const options = { rows: ROWS, columns: COLUMNS };
      const found = await layerNormGradients(gpu, input, gradient, options);
      return [found.dx, found.gain, found.bias];
    },
    plain: () => {
      dgain!.fill(0);
      dbias!.fill(0);
      for (let start = 0; start < x.length; start += COLUMNS) {
        const [mean, rate] = momentsOf(x, start);
        let [sum, along] = [0, 0];
        for (let j = 0; j < COLUMNS; j++) {
          const [g, h] = [dy[start + j]!, (x[start + j]! - mean) * rate];
          sum += g;
          along += g * h;
          dgain![j]! += g * h;
          dbias![j]! += g;
        }
        for (let i = start; i < start + COLUMNS; i++) {
          const h = (x[i]! - mean) * rate;
          dx![i] = rate * (dy[i]! - sum / COLUMNS - h * along / COLUMNS);
        }
      }
      return [dx!, dgain!, dbias!];
    },
    peers: {
      task: "layerNormGradients",
      inputs: [{ data: x, shape }, { data: dy, shape }],
      options: { C: COLUMNS },
    },
  };
};

export const rowCases: readonly MakeCase[] = [
  softmaxCase,
  entropyCase,
  normCase,
  normGradientsCase,
];
