import { adam } from "@rederive/lib/optim";
import { bits, stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import type { MakeCase } from "./bench_case.ts";

const [B, C, H, V] = [64, 784, 256, 10];

/** A step of a network with one hidden layer: forward, backward, Adam; written down anew, or replayed. */
const mlpCase = (isReplayed: boolean): MakeCase => async (gpu) => {
  const draw = stream(1);
  const normal = (n: number, scale: number) =>
    Float32Array.from({ length: n }, () => scale * draw.normal());
  const [a, p, q] = [normal(B * C, 1), normal(C * H, C ** -0.5), normal(H * V, H ** -0.5)];
  const targets = Int32Array.from({ length: B }, () => draw.integer(V));
  const x = t.tensor(gpu, a, { shape: [B, C] });
  const w = t.tensor(gpu, p.slice(), { shape: [C, H] });
  const v = t.tensor(gpu, q.slice(), { shape: [H, V] });
  const optimizer = adam([w, v]);
  const step = async () => {
    const loss = t.mean(t.crossEntropy(t.matmul(t.relu(t.matmul(x, w)), v), targets));
    await optimizer.step(t.grad(loss, [w, v]));
    return {};
  };
  const recorded = isReplayed ? await t.recordStep(gpu, step) : undefined;
  return {
    name: isReplayed ? "tensor MLP step, replayed" : "tensor MLP step",
    size: `(${B}, ${C}) ${H} ${V}`,
    gpu: async () => {
      if (recorded) await recorded.run();
      else await step();
    },
    plain: () => stepInLoops({ a, p, q, targets }),
  };
};

/** One operation on 2^20 numbers. */
const operation = (
  name: string,
  of: (x: t.Tensor) => t.Tensor,
  plain: (x: Numbers) => Numbers,
): MakeCase =>
(gpu) => {
  const draw = stream(2);
  const data = Float32Array.from({ length: ROWS * COLUMNS }, () => draw.normal());
  const x = t.tensor(gpu, data, { shape: [ROWS, COLUMNS] });
  return Promise.resolve({
    name: `tensor ${name}`,
    size: `(${ROWS}, ${COLUMNS})`,
    gpu: async () => {
      using _scope = t.openScope(gpu);
      await t.evaluate([of(x)]);
    },
    plain: () => void plain(data),
  });
};

const [ROWS, COLUMNS] = [1024, 1024];
const PLACES = Int32Array.from({ length: ROWS }, (_, row) => row * 7 % COLUMNS);
const KEY = [5, 7] as const;

const dropoutCase = operation(
  "dropout",
  (x) => t.dropout(x, { rate: 0.5, random: stream(KEY) }),
  (x) => {
    const words = bits(KEY, x.length);
    return x.map((value, i) => words[i]! >= 2 ** 31 ? 2 * value : 0);
  },
);

const takeCase = operation(
  "takeAlong and back",
  (x) => {
    const places = t.tensor(x.gpu, PLACES, { shape: [ROWS, 1] });
    const y = t.takeAlong(x, places);
    return t.vjp(y, [x], y)[0]!;
  },
  (x) => {
    const y = new Float32Array(x.length);
    for (const [row, place] of PLACES.entries()) {
      y[row * COLUMNS + place] = x[row * COLUMNS + place]!;
    }
    return y;
  },
);

type Numbers = Float32Array<ArrayBuffer>;
const memory = { p: new Float32Array(2 * C * H), q: new Float32Array(2 * H * V) };
let steps = 0;

function stepInLoops(
  { a, p, q, targets }: { a: Numbers; p: Numbers; q: Numbers; targets: Int32Array },
): void {
  const [h, slope] = [new Float32Array(B * H), new Float32Array(B * V)];
  const [dp, dq, dh] = [new Float32Array(C * H), new Float32Array(H * V), new Float32Array(B * H)];
  for (let b = 0; b < B; b++) {
    for (let c = 0; c < C; c++) {
      for (let i = 0; i < H; i++) h[b * H + i]! += a[b * C + c]! * p[c * H + i]!;
    }
    const row = slope.subarray(b * V, (b + 1) * V);
    for (let i = 0; i < H; i++) {
      h[b * H + i] = Math.max(0, h[b * H + i]!);
      for (let k = 0; k < V; k++) row[k]! += h[b * H + i]! * q[i * V + k]!;
    }
    const peak = Math.max(...row);
    let sum = 0;
    for (let k = 0; k < V; k++) sum += row[k] = Math.exp(row[k]! - peak);
    for (let k = 0; k < V; k++) row[k] = (row[k]! / sum - (targets[b] === k ? 1 : 0)) / B;
    for (let i = 0; i < H; i++) {
      if (h[b * H + i] === 0) continue;
      for (let k = 0; k < V; k++) {
        dq[i * V + k]! += h[b * H + i]! * row[k]!;
        dh[b * H + i]! += q[i * V + k]! * row[k]!;
      }
    }
    for (let c = 0; c < C; c++) {
      for (let i = 0; i < H; i++) dp[c * H + i]! += a[b * C + c]! * dh[b * H + i]!;
    }
  }
  steps++;
  descend(p, dp, memory.p);
  descend(q, dq, memory.q);
}

function descend(w: Numbers, g: Numbers, kept: Numbers): void {
  const n = w.length;
  for (let i = 0; i < n; i++) {
    kept[i] = 0.9 * kept[i]! + 0.1 * g[i]!;
    kept[n + i] = 0.999 * kept[n + i]! + 0.001 * g[i]! * g[i]!;
    const root = Math.sqrt(kept[n + i]! / (1 - 0.999 ** steps)) + 1e-8;
    w[i]! -= 1e-3 * kept[i]! / (1 - 0.9 ** steps) / root;
  }
}

/** Cases of lib/tensor and lib/optim. */
export const tensorCases: readonly MakeCase[] = [
  mlpCase(false),
  mlpCase(true),
  dropoutCase,
  takeCase,
];
