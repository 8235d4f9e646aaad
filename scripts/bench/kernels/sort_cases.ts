import { key, randomNormal } from "@rederive/lib/random";
import { argsort, sort, topK } from "@rederive/lib/sort";
import type { MakeCase } from "./bench_case.ts";

const N = 1_000_000;

const sortCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  return {
    name: "sort floats",
    size: `${N} keys`,
    gpu: () => sort(gpu, x),
    plain: () => a.toSorted(),
    peers: { task: "sort", inputs: [{ data: a, shape: [N] }], tolerance: 0 },
  };
};

const argsortCase: MakeCase = async (gpu) => {
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const words = new Uint32Array(N);
  const spare = new Uint32Array(N);
  const positions = new Uint32Array(N);
  const sparePositions = new Uint32Array(N);
  return {
    name: "argsort floats",
    size: `${N} keys`,
    gpu: () => argsort(gpu, x),
    plain: () => {
      const raw = new Uint32Array(a.buffer);
      for (let i = 0; i < N; i++) {
        words[i] = raw[i]! ^ (raw[i]! >>> 31 ? 0xffff_ffff : 0x8000_0000);
        positions[i] = i;
      }
      let [from, to] = [[words, positions] as const, [spare, sparePositions] as const];
      for (let shift = 0; shift < 32; shift += 8) {
        const starts = new Uint32Array(257);
        for (let i = 0; i < N; i++) starts[(from[0][i]! >>> shift & 255) + 1]!++;
        for (let d = 0; d < 256; d++) starts[d + 1]! += starts[d]!;
        for (let i = 0; i < N; i++) {
          const at = starts[from[0][i]! >>> shift & 255]!++;
          to[0][at] = from[0][i]!;
          to[1][at] = from[1][i]!;
        }
        [from, to] = [to, from];
      }
      return from[1];
    },
    peers: { task: "argsort", inputs: [{ data: a, shape: [N] }], tolerance: 0 },
  };
};

const topKCase: MakeCase = async (gpu) => {
  const k = 10;
  const x = await randomNormal(gpu, key(1), N);
  const a = await gpu.read(x);
  const top = new Float32Array(k);
  const positions = new Uint32Array(k);
  return {
    name: `top ${k}`,
    size: `${N} floats`,
    gpu: async () => {
      const { values, indices } = await topK(gpu, x, { k });
      return [values, indices];
    },
    plain: () => {
      top.fill(-Infinity);
      for (let i = 0; i < N; i++) {
        if (a[i]! <= top[k - 1]!) continue;
        let at = k - 1;
        for (; at > 0 && a[i]! > top[at - 1]!; at--) {
          top[at] = top[at - 1]!;
          positions[at] = positions[at - 1]!;
        }
        top[at] = a[i]!;
        positions[at] = i;
      }
      return [top, positions];
    },
    peers: { task: "topK", inputs: [{ data: a, shape: [N] }], options: { k }, tolerance: 0 },
  };
};

export const sortCases: readonly MakeCase[] = [sortCase, argsortCase, topKCase];
