import { avalanche, key, randomBits, randomNormal, randomUniform } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const N = 1 << 20;

/** Threefry-2x32-20 with everything in local variables: what a hand-written loop would be. */
function threefryWord(k0: number, k1: number, high: number, low: number): number {
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let x = (high + k0) | 0;
  let y = (low + k1) | 0;
  for (let group = 0; group < 5; group++) {
    const even = group % 2 === 0;
    x = (x + y) | 0;
    y = (even ? (y << 13) | (y >>> 19) : (y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0;
    y = (even ? (y << 15) | (y >>> 17) : (y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0;
    y = (even ? (y << 26) | (y >>> 6) : (y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0;
    y = (even ? (y << 6) | (y >>> 26) : (y << 24) | (y >>> 8)) ^ x;
    const turn = (group + 1) % 3;
    x = (x + (turn === 0 ? k0 : turn === 1 ? k1 : k2)) | 0;
    y = (y + (turn === 0 ? k1 : turn === 1 ? k2 : k0) + group + 1) | 0;
  }
  return (x ^ y) >>> 0;
}

const bitsCase: MakeCase = (gpu) => {
  const words = new Uint32Array(N);
  return Promise.resolve({
    name: "randomBits",
    size: `${N} words`,
    gpu: () => randomBits(gpu, key(1), N),
    plain: () => {
      for (let i = 0; i < N; i++) words[i] = threefryWord(0, 1, 0, i);
    },
  });
};

const uniformCase: MakeCase = (gpu) => {
  const x = new Float32Array(N);
  return Promise.resolve({
    name: "randomUniform",
    size: `${N} numbers`,
    gpu: () => randomUniform(gpu, key(1), N),
    plain: () => {
      for (let i = 0; i < N; i++) x[i] = (threefryWord(0, 1, 0, i) >>> 9) * 2 ** -23;
    },
  });
};

const normalCase: MakeCase = (gpu) => {
  const x = new Float32Array(N);
  return Promise.resolve({
    name: "randomNormal",
    size: `${N} numbers`,
    gpu: () => randomNormal(gpu, key(1), N),
    plain: () => {
      // Box and Muller: two words give two normals
      for (let i = 0; i < N; i += 2) {
        const radius = Math.sqrt(-2 * Math.log(1 - threefryWord(0, 1, 0, i) * 2 ** -32));
        const angle = 2 * Math.PI * threefryWord(0, 1, 0, i + 1) * 2 ** -32;
        x[i] = radius * Math.cos(angle);
        x[i + 1] = radius * Math.sin(angle);
      }
    },
  });
};

const avalancheCase: MakeCase = async (gpu) => {
  const samples = 2048;
  const counters = await randomBits(gpu, key(2), 2 * samples);
  const counts = new Uint32Array(64 * 64);
  const words = await gpu.read(counters);
  return {
    name: "avalanche",
    size: `${samples} samples x 64 bits`,
    gpu: () => avalanche(gpu, counters),
    plain: () => {
      counts.fill(0);
      for (let s = 0; s < samples; s++) {
        const [high, low] = [words[2 * s]!, words[2 * s + 1]!];
        const before = threefryWord(0, 0, high, low);
        for (let bit = 0; bit < 64; bit++) {
          const after = bit < 32
            ? threefryWord(0, 0, high ^ (1 << bit), low)
            : threefryWord(0, 0, high, low ^ (1 << (bit - 32)));
          // one folded word stands for both: half the counting of the kernel
          for (let d = before ^ after, j = 0; j < 32; j++) counts[bit * 64 + j]! += (d >>> j) & 1;
        }
      }
    },
  };
};

export const randomCases: readonly MakeCase[] = [bitsCase, uniformCase, normalCase, avalancheCase];
