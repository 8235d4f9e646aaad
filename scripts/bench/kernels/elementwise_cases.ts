import { elementwise } from "@rederive/lib/elementwise";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const N = 1 << 20;
const ROW = 1024;

const addCase: MakeCase = async (gpu) => {
  const left = await randomNormal(gpu, key(1), N);
  const right = await randomNormal(gpu, key(2), N);
  const [a, b] = await gpu.readMany([left, right]);
  const y = new Float32Array(N);
  return {
    name: "elementwise add",
    size: `${N} numbers`,
    gpu: () => elementwise(gpu, "add", [left, right]),
    plain: () => {
      for (let i = 0; i < N; i++) y[i] = a[i]! + b[i]!;
      return y;
    },
    peers: { task: "add", inputs: [{ data: a, shape: [N] }, { data: b, shape: [N] }] },
  };
};

const rowCase: MakeCase = async (gpu) => {
  const left = await randomNormal(gpu, key(1), N);
  const row = await randomNormal(gpu, key(2), ROW);
  const [a, b] = await gpu.readMany([left, row]);
  const y = new Float32Array(N);
  const view = { array: left, shape: [N / ROW, ROW] };
  return {
    name: "elementwise add a row",
    size: `${N / ROW} x ${ROW}`,
    gpu: () => elementwise(gpu, "add", [view, row]),
    plain: () => {
      for (let start = 0; start < N; start += ROW) {
        for (let c = 0; c < ROW; c++) y[start + c] = a[start + c]! + b[c]!;
      }
      return y;
    },
    peers: { task: "add", inputs: [{ data: a, shape: [N / ROW, ROW] }, { data: b, shape: [ROW] }] },
  };
};

const transposedCase: MakeCase = async (gpu) => {
  const left = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(left);
  const y = new Float32Array(N);
  const view = { array: left, shape: [ROW, ROW] };
  const transposed = { ...view, strides: [1, ROW] };
  return {
    name: "elementwise add its transpose",
    size: `${ROW} x ${ROW}`,
    gpu: () => elementwise(gpu, "add", [view, transposed]),
    plain: () => {
      for (let r = 0; r < ROW; r++) {
        for (let c = 0; c < ROW; c++) y[r * ROW + c] = a[r * ROW + c]! + a[c * ROW + r]!;
      }
      return y;
    },
    peers: { task: "addTranspose", inputs: [{ data: a, shape: [ROW, ROW] }] },
  };
};

const geluCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(N);
  return {
    name: "elementwise geluTanh",
    size: `${N} numbers`,
    gpu: () => elementwise(gpu, "geluTanh", [x]),
    plain: () => {
      for (let i = 0; i < N; i++) {
        const v = a[i]!;
        y[i] = 0.5 * v * (1 + Math.tanh(0.7978845608 * (v + 0.044715 * v * v * v)));
      }
      return y;
    },
    peers: { task: "geluTanh", inputs: [{ data: a, shape: [N] }] },
  };
};

export const elementwiseCases: readonly MakeCase[] = [
  addCase,
  rowCase,
  transposedCase,
  geluCase,
];
