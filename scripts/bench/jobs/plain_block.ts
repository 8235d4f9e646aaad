import { added, geluTanh, type Layer, linear, norm, type Weight } from "./plain_layers.ts";

/** Sizes of a block: batch, places, channels, heads. */
export interface BlockSizes {
  B: number;
  T: number;
  C: number;
  H: number;
  isCausal: boolean;
}

/** Weights by name. */
export type Weights = (name: string) => Weight;

/** A block of a transformer, norms first. */
export function block(x: Float32Array, weights: Weights, at: string, sizes: BlockSizes): Layer {
  const part = (y: Float32Array, name: string) =>
    linear(y, weights(`${at}.${name}.weight`), weights(`${at}.${name}.bias`));
  const normed = (y: Float32Array, name: string) =>
    norm(y, weights(`${at}.${name}.weight`), weights(`${at}.${name}.bias`));
  const before = normed(x, "norm1");
  const q = part(before.y, "attn.q_proj");
  const k = part(before.y, "attn.k_proj");
  const v = part(before.y, "attn.v_proj");
  const seen = attend({ q: q.y, k: k.y, v: v.y }, sizes);
  const out = part(seen.y, "attn.out_proj");
  const z = added(x, out.y);
  const between = normed(z, "norm2");
  const up = part(between.y, "mlp.fc1");
  const bent = geluTanh(up.y);
  const down = part(bent.y, "mlp.fc2");
  return {
    y: added(z, down.y),
    back(dy) {
      const dz = added(dy, between.back(up.back(bent.back(down.back(dy)))));
      const { dq, dk, dv } = seen.back(out.back(dz));
      const dn = added(added(q.back(dq), k.back(dk)), v.back(dv));
      return added(dz, before.back(dn));
    },
  };
}

interface Parts {
  q: Float32Array;
  k: Float32Array;
  v: Float32Array;
}

/** Attention of (B, T, C), C in H heads. */
function attend({ q, k, v }: Parts, { B, T, C, H, isCausal }: BlockSizes) {
  const D = C / H;
  const scale = D ** -0.5;
  const y = new Float32Array(q.length);
  const shares = new Float32Array(B * H * T * T);
  const each = (work: (rows: number, column: number, p: number, i: number) => void) => {
    for (let b = 0; b < B; b++) {
      for (let h = 0; h < H; h++) {
        for (let i = 0; i < T; i++) work(b * T, h * D, ((b * H + h) * T + i) * T, i);
      }
    }
  };
  each((rows, column, p, i) => {
    const at = (rows + i) * C + column;
    const end = isCausal ? i + 1 : T;
    let peak = -Infinity;
    for (let j = 0; j < end; j++) {
      let dot = 0;
      const from = (rows + j) * C + column;
      for (let d = 0; d < D; d++) dot += q[at + d]! * k[from + d]!;
      shares[p + j] = dot * scale;
      peak = Math.max(peak, shares[p + j]!);
    }
    let sum = 0;
    for (let j = 0; j < end; j++) sum += shares[p + j] = Math.exp(shares[p + j]! - peak);
    for (let j = 0; j < end; j++) {
      const share = shares[p + j]! /= sum;
      const from = (rows + j) * C + column;
      for (let d = 0; d < D; d++) y[at + d]! += share * v[from + d]!;
    }
  });
  return {
    y,
    back(dy: Float32Array) {
      const [dq, dk, dv] = [0, 1, 2].map(() => new Float32Array(q.length));
      each((rows, column, p, i) => {
        const at = (rows + i) * C + column;
        let mean = 0;
        for (let d = 0; d < D; d++) mean += dy[at + d]! * y[at + d]!;
        for (let j = 0; j < (isCausal ? i + 1 : T); j++) {
          const from = (rows + j) * C + column;
          let dot = 0;
          for (let d = 0; d < D; d++) dot += dy[at + d]! * v[from + d]!;
          const share = shares[p + j]!;
          const slope = share * (dot - mean) * scale;
          for (let d = 0; d < D; d++) {
            dq![at + d]! += slope * k[from + d]!;
            dk![from + d]! += slope * q[at + d]!;
            dv![from + d]! += share * dy[at + d]!;
          }
        }
      });
      return { dq: dq!, dk: dk!, dv: dv! };
    },
  };
}
