import { key, randomNormal } from "@rederive/lib/random";
import { discountedSum, scan, SUM } from "@rederive/lib/scan";
import type { MakeCase } from "./bench_case.ts";

const N = 1 << 22;
const ROWS = 1024;

const sumCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(N);
  return {
    name: "scan sum",
    size: `${N} numbers`,
    gpu: () => scan(gpu, x, { monoid: SUM }),
    plain: () => {
      for (let i = 0, total = 0; i < N; i++) y[i] = total += a[i]!;
      return y;
    },
    // who adds up in one chain is off by a random walk of N roundings
    peers: {
      task: "cumsum",
      inputs: [{ data: a, shape: [N] }],
      tolerance: Math.sqrt(N) * 2 ** -24,
    },
  };
};

const discountedCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const y = new Float32Array(N);
  const length = N / ROWS;
  return {
    name: "scan discounted sum of rows",
    size: `${ROWS} x ${length}`,
    gpu: () => discountedSum(gpu, x, { discount: 0.99, rows: ROWS }),
    plain: () => {
      for (let row = 0; row < ROWS; row++) {
        let total = 0;
        for (let i = (row + 1) * length - 1; i >= row * length; i--) {
          y[i] = total = a[i]! + 0.99 * total;
        }
      }
      return y;
    },
  };
};

export const scanCases: readonly MakeCase[] = [sumCase, discountedCase];
