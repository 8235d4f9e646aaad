import { gather } from "@rederive/lib/gather";
import { key, randomBits, randomUniform } from "@rederive/lib/random";
import { histogram } from "@rederive/lib/statistics";
import type { MakeCase } from "./bench_case.ts";

const N = 1 << 20;

const histogramCase: MakeCase = async (gpu) => {
  const uniforms = await randomUniform(gpu, key(1), N);
  const x = await gpu.read(uniforms);
  const counts = new Uint32Array(256);
  return {
    name: "histogram",
    size: `${N} numbers, 256 bins`,
    gpu: () => histogram(gpu, uniforms, { bins: 256, low: 0, high: 1 }),
    plain: () => {
      counts.fill(0);
      for (let i = 0; i < N; i++) counts[Math.floor(x[i]! * 256)]!++;
      return counts;
    },
    peers: {
      task: "histogram",
      inputs: [{ data: x, shape: [N] }],
      options: { bins: 256 },
      tolerance: 0,
    },
  };
};

/** x[rows, :, :, columns] of a (16, 16, 64, 64) array: index arrays with slices between them. */
const gatherCase: MakeCase = async (gpu) => {
  const source = await randomBits(gpu, key(2), N);
  const x = await gpu.read(source);
  const points = 1024;
  const offsets = Array.from({ length: points }, (_, i) => (i * 7 % 16) * 65536 + i * 5 % 64);
  const y = new Uint32Array(N);
  const block = { start: 0, shape: [points], offsets };
  const plan = { shape: [points, 16, 64], strides: [0, 4096, 64], offset: 0, block };
  return {
    name: "gather",
    size: `${N} elements, 4 axes`,
    gpu: () => gather(gpu, source, plan),
    plain: () => {
      let at = 0;
      for (let p = 0; p < points; p++) {
        for (let i = 0; i < 16; i++) {
          for (let j = 0; j < 64; j++) y[at++] = x[offsets[p]! + i * 4096 + j * 64]!;
        }
      }
      return y;
    },
  };
};

export const arrayCases: readonly MakeCase[] = [histogramCase, gatherCase];
