import { gamma } from "@rederive/lib/check";
import type { Gpu } from "@rederive/lib/gpu";
import * as reference from "@rederive/lib/reference";

/** An attention to be compared with the f64 one: its options, and arrays in memory. */
export interface AttentionCase {
  batch: number;
  heads: number;
  kvHeads: number;
  queries: number;
  keys: number;
  width: number;
  scale: number;
  causal: boolean;
  /** As in the options: (queries, keys) once, B or B x H times. */
  mask?: Float32Array<ArrayBuffer>;
  blocks?: Uint32Array<ArrayBuffer>;
  q: Float32Array<ArrayBuffer>;
  k: Float32Array<ArrayBuffer>;
  v: Float32Array<ArrayBuffer>;
}

/** Smooth values, and values whose scores reach 1e4 with D = 1. */
export const regimes = {
  flat: (i: number) => Math.sin(i + 1),
  spiky: (i: number) => 100 * Math.sin(i * i + 1) ** 9,
};

export function fill(length: number, at: (i: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => at(i));
}

export function makeCase(
  sizes: Partial<AttentionCase> & { queries: number; width: number },
  at: (i: number) => number = regimes.flat,
): AttentionCase {
  const { batch = 1, heads = 1, kvHeads = heads, queries, keys = queries, width } = sizes;
  const { scale = 1 / Math.sqrt(width), causal = false } = sizes;
  const held = batch * kvHeads * keys * width;
  return {
    ...sizes,
    ...{ batch, heads, kvHeads, queries, keys, width, scale, causal },
    q: fill(batch * heads * queries * width, at),
    k: fill(held, (i) => at(i + 0.5)),
    v: fill(held, (i) => Math.cos(i * i)),
  };
}

/** The rules of the f64 reference, where what is hidden has a score of -Infinity. */
export function ruleOf(given: AttentionCase): reference.Attention {
  const { batch, heads, queries, keys, causal, mask, blocks } = given;
  const size = queries * keys;
  return {
    ...given,
    mask: (b, h, i, j) => {
      const block = blocks?.[Math.floor(i / 64) * Math.ceil(keys / 64) + Math.floor(j / 64)];
      if (block === 0 || (causal && j > i + keys - queries)) return -Infinity;
      const once = mask?.length === size ? 0 : mask?.length === batch * size ? b : b * heads + h;
      const bias = mask?.[once * size + i * keys + j] ?? 0;
      return bias < -1e28 ? -Infinity : bias;
    },
  };
}

/** The arrays of a case on the GPU, and the options that go with them. */
export function send(gpu: Gpu, { q, k, v, mask, blocks, ...sizes }: AttentionCase) {
  const arrays = { q: gpu.array(q), k: gpu.array(k), v: gpu.array(v) };
  const masks = {
    ...mask ? { mask: gpu.array(mask) } : {},
    ...blocks ? { blocks: gpu.array(blocks) } : {},
  };
  return {
    inputs: arrays,
    options: { ...sizes, ...masks },
    [Symbol.dispose]() {
      for (const array of [...Object.values(arrays), ...Object.values(masks)]) {
        array[Symbol.dispose]();
      }
    },
  };
}

/**
 * How far each row's probabilities may be off, relatively. A score is off by gamma(D + 3) of what its
 * product could be (a rounding a product and a sum, one for the scale in f32, one for scaling q) and by
 * 2^-23 of its size each time the mask is added and the maximum and l are subtracted; exp() in Vulkan by
 * (3 + 2 |x|) ulps, where a probability that matters has |x| < 17. l is off by as much, and by the
 * roundings of its sum, two a key.
 */
export function rowErrors(given: AttentionCase): number[] {
  const { batch, heads, kvHeads, queries, keys, width, scale, q, k } = given;
  const { mask } = ruleOf(given);
  const { logSumExp } = reference.attention(q, k, given.v, ruleOf(given));
  const errors: number[] = [];
  for (let row = 0; row < batch * heads * queries; row++) {
    const head = Math.floor(row / queries);
    const shared = Math.floor(head / heads) * kvHeads +
      Math.floor((head % heads) * kvHeads / heads);
    let largest = Math.abs(logSumExp[row] === -Infinity ? 0 : logSumExp[row]!);
    let worst = 0;
    for (let j = 0; j < keys; j++) {
      const bias = mask(Math.floor(head / heads), head % heads, row % queries, j);
      if (bias === -Infinity) continue;
      let size = 0;
      for (let d = 0; d < width; d++) {
        size += Math.abs(q[row * width + d]! * k[(shared * keys + j) * width + d]!);
      }
      worst = Math.max(worst, gamma(width + 3) * scale * size);
      largest = Math.max(largest, scale * size + Math.abs(bias));
    }
    const score = worst + 3 * 2 ** -23 * largest;
    errors.push(Math.expm1(2 * score + (2 * 37 + 4) * 2 ** -23 + gamma(2 * keys + 2)));
  }
  return errors;
}
