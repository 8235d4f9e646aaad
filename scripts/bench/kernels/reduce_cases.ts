import { key, randomNormal } from "@rederive/lib/random";
import { argmax, logSumExp, sum, variance } from "@rederive/lib/reduce";
import type { MakeCase } from "./bench_case.ts";

const N = 1 << 22;
const COLUMNS = 512;
const ROWS = N / COLUMNS;
const shape = [ROWS, COLUMNS];

const sumCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(1);
  return {
    name: "reduce sum",
    size: `${N} numbers`,
    gpu: () => sum(gpu, x),
    plain: () => {
      let total = 0;
      for (let i = 0; i < N; i++) total += a[i]!;
      y[0] = total;
      return y;
    },
    // of 4 M numbers around 0 most cancel: the sum is a thousandth of what was added up
    peers: { task: "sum", inputs: [{ data: a, shape: [N] }], tolerance: 1e-2 },
  };
};

const rowsCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(ROWS);
  return {
    name: "reduce sum of rows",
    size: `${ROWS} x ${COLUMNS}`,
    gpu: () => sum(gpu, x, { shape, axes: [1] }),
    plain: () => {
      for (let r = 0; r < ROWS; r++) {
        let total = 0;
        for (let i = r * COLUMNS; i < (r + 1) * COLUMNS; i++) total += a[i]!;
        y[r] = total;
      }
      return y;
    },
    peers: { task: "sumRows", inputs: [{ data: a, shape }] },
  };
};

const columnsCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(COLUMNS);
  return {
    name: "reduce sum of columns",
    size: `${ROWS} x ${COLUMNS}`,
    gpu: () => sum(gpu, x, { shape, axes: [0] }),
    plain: () => {
      y.fill(0);
      for (let start = 0; start < N; start += COLUMNS) {
        for (let c = 0; c < COLUMNS; c++) y[c]! += a[start + c]!;
      }
      return y;
    },
    peers: { task: "sumColumns", inputs: [{ data: a, shape }] },
  };
};

const varianceCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(ROWS);
  return {
    name: "reduce variance of rows",
    size: `${ROWS} x ${COLUMNS}`,
    gpu: () => variance(gpu, x, { shape, axes: [1] }),
    plain: () => {
      for (let r = 0; r < ROWS; r++) {
        const [start, end] = [r * COLUMNS, (r + 1) * COLUMNS];
        let mean = 0;
        for (let i = start; i < end; i++) mean += a[i]!;
        mean /= COLUMNS;
        let squares = 0;
        for (let i = start; i < end; i++) squares += (a[i]! - mean) ** 2;
        y[r] = squares / COLUMNS;
      }
      return y;
    },
    peers: { task: "varianceRows", inputs: [{ data: a, shape }] },
  };
};

const argmaxCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Uint32Array(ROWS);
  return {
    name: "reduce argmax of rows",
    size: `${ROWS} x ${COLUMNS}`,
    gpu: () => argmax(gpu, x, { shape, axes: [1] }),
    plain: () => {
      for (let r = 0; r < ROWS; r++) {
        let best = r * COLUMNS;
        for (let i = best + 1; i < (r + 1) * COLUMNS; i++) if (a[i]! > a[best]!) best = i;
        y[r] = best - r * COLUMNS;
      }
      return y;
    },
    peers: { task: "argmaxRows", inputs: [{ data: a, shape }], tolerance: 0 },
  };
};

const logSumExpCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(ROWS);
  return {
    name: "reduce logSumExp of rows",
    size: `${ROWS} x ${COLUMNS}`,
    gpu: () => logSumExp(gpu, x, { shape, axes: [1] }),
    plain: () => {
      for (let r = 0; r < ROWS; r++) {
        const [start, end] = [r * COLUMNS, (r + 1) * COLUMNS];
        let peak = a[start]!;
        for (let i = start; i < end; i++) peak = Math.max(peak, a[i]!);
        let total = 0;
        for (let i = start; i < end; i++) total += Math.exp(a[i]! - peak);
        y[r] = peak + Math.log(total);
      }
      return y;
    },
    peers: { task: "logSumExpRows", inputs: [{ data: a, shape }] },
  };
};

export const reduceCases: readonly MakeCase[] = [
  sumCase,
  rowsCase,
  columnsCase,
  varianceCase,
  argmaxCase,
  logSumExpCase,
];
