import { attention, attentionGradient } from "@rederive/lib/attention";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

const [HEADS, T, D] = [8, 256, 32];
const options = { heads: HEADS, queries: T, width: D, causal: true };
const size = `${HEADS} heads, T = ${T}, D = ${D}, causal`;
const SCALE = 1 / Math.sqrt(D);

/** The probabilities of row i of a head, and the sum under them of the values. */
function attendRow(
  { q, k, v }: { q: Float32Array; k: Float32Array; v: Float32Array },
  head: number,
  i: number,
  p: Float32Array,
  y: Float32Array,
): void {
  const start = head * T * D;
  let peak = -Infinity;
  for (let j = 0; j <= i; j++) {
    let dot = 0;
    for (let d = 0; d < D; d++) dot += q[start + i * D + d]! * k[start + j * D + d]!;
    p[j] = dot * SCALE;
    peak = Math.max(peak, p[j]!);
  }
  let sum = 0;
  for (let j = 0; j <= i; j++) sum += p[j] = Math.exp(p[j]! - peak);
  const at = start + i * D;
  y.fill(0, at, at + D);
  for (let j = 0; j <= i; j++) {
    p[j]! /= sum;
    for (let d = 0; d < D; d++) y[at + d]! += p[j]! * v[start + j * D + d]!;
  }
}

const forwardCase: MakeCase = async (gpu) => {
  const [q, k, v] = [
    await randomNormal(gpu, key(1), HEADS * T * D),
    await randomNormal(gpu, key(2), HEADS * T * D),
    await randomNormal(gpu, key(3), HEADS * T * D),
  ];
  const [a, b, c] = await gpu.readMany([q, k, v]);
  const [p, y] = [new Float32Array(T), new Float32Array(HEADS * T * D)];
  return {
    name: "attention",
    size,
    gpu: async () => {
      const { output, logSumExp } = await attention(gpu, { q, k, v }, options);
      logSumExp[Symbol.dispose]();
      return output;
    },
    plain: () => {
      for (let head = 0; head < HEADS; head++) {
        for (let i = 0; i < T; i++) attendRow({ q: a, k: b, v: c }, head, i, p, y);
      }
      return y;
    },
    peers: {
      task: "attention",
      inputs: [a, b, c].map((data) => ({ data, shape: [HEADS, T, D] })),
      options: { T, D },
    },
  };
};

const backwardCase: MakeCase = async (gpu) => {
  const [q, k, v, outputGradient] = [
    await randomNormal(gpu, key(1), HEADS * T * D),
    await randomNormal(gpu, key(2), HEADS * T * D),
    await randomNormal(gpu, key(3), HEADS * T * D),
    await randomNormal(gpu, key(4), HEADS * T * D),
  ];
  const [a, b, c, slope] = await gpu.readMany([q, k, v, outputGradient]);
  const made = await attention(gpu, { q, k, v }, options);
  const [p, y] = [new Float32Array(T), new Float32Array(HEADS * T * D)];
  const [dq, dk, dv] = [
    new Float32Array(HEADS * T * D),
    new Float32Array(HEADS * T * D),
    new Float32Array(HEADS * T * D),
  ];
  return {
    name: "attentionGradient",
    size,
    gpu: async () => {
      const { q: dq, k: dk, v: dv } = await attentionGradient(
        gpu,
        { q, k, v, ...made, outputGradient },
        options,
      );
      return [dq, dk, dv];
    },
    plain: () => {
      for (const array of [dq, dk, dv]) array.fill(0);
      for (let row = 0; row < HEADS * T; row++) {
        const [head, i] = [Math.floor(row / T), row % T];
        attendRow({ q: a, k: b, v: c }, head, i, p, y);
        let mean = 0;
        for (let d = 0; d < D; d++) mean += y[row * D + d]! * slope[row * D + d]!;
        for (let j = 0; j <= i; j++) {
          const at = (head * T + j) * D;
          let dot = 0;
          for (let d = 0; d < D; d++) dot += slope[row * D + d]! * c[at + d]!;
          const ds = p[j]! * (dot - mean) * SCALE;
          for (let d = 0; d < D; d++) {
            dq[row * D + d]! += ds * b[at + d]!;
            dk[at + d]! += ds * a[row * D + d]!;
            dv[at + d]! += p[j]! * slope[row * D + d]!;
          }
        }
      }
      return [dq, dk, dv];
    },
    peers: {
      task: "attentionGradient",
      inputs: [a, b, c, slope].map((data) => ({ data, shape: [HEADS, T, D] })),
      options: { T, D },
    },
  };
};

export const attentionCases: readonly MakeCase[] = [forwardCase, backwardCase];
