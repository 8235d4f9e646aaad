import { broadcastShapes } from "../../gather/mod.ts";
import type { AttentionOptions } from "../../attention/mod.ts";
import { checkF32 } from "../recipe.ts";
import { sizeOf } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { reshape } from "./reshape.ts";

/** What is attended with: q is (..., H, T, D), k and v are (..., kvHeads, S, D). */
export interface AttentionTensors {
  /** Queries. */
  q: Tensor;
  /** Keys. */
  k: Tensor;
  /** Values. */
  v: Tensor;
}

/** Which keys a query sees, and how much. */
export interface AttentionRules {
  /** What products of q and k are multiplied with; 1 / sqrt(D) unless given. */
  scale?: number;
  /** Query i sees keys up to i + S - T: the last query sees all. */
  causal?: boolean;
  /** Added to the scores, (T, S) or what broadcasts to (..., H, T, S); -1e30 hides a key. */
  mask?: Tensor;
  /** One word for 64 queries by 64 keys, row by row: 0 hides the block, and it is skipped. */
  blocks?: Uint32Array<ArrayBuffer>;
}

/** One attention as the kernels and the reference want to hear of it. */
export interface AttentionShape {
  readonly options: Omit<AttentionOptions, "mask" | "blocks"> & { scale: number; causal: boolean };
  readonly blocks: Uint32Array<ArrayBuffer> | undefined;
  /** As the kernels take it: for all, for batch entries, or for each head. */
  readonly mask: Tensor | undefined;
}

/** Checks what was asked for. */
export function attentionShape(
  { q, k, v }: AttentionTensors,
  rules: AttentionRules,
): AttentionShape {
  for (const each of [q, k, v]) checkF32("attend", each);
  const [heads, queries, width] = q.shape.slice(-3) as [number, number, number];
  const [kvHeads, keys] = k.shape.slice(-3) as [number, number];
  const front = q.shape.slice(0, -3);
  const wanted = [...front, kvHeads, keys, width].join(", ");
  if (q.shape.length < 3 || k.shape.join(", ") !== wanted || v.shape.join(", ") !== wanted) {
    const [a, b, c] = [q, k, v].map(({ shape }) => `(${shape.join(", ")})`);
    throw new RangeError(
      `Cannot attend: q is ${a}, k is ${b} and v is ${c}, ` +
        `wanted (..., H, T, D) and twice (..., kvHeads, S, D)`,
    );
  }
  const { scale = 1 / Math.sqrt(width), causal = false, mask, blocks } = rules;
  const options = { batch: sizeOf(front), heads, kvHeads, queries, keys, width, scale, causal };
  return { options, blocks, mask: mask && maskFor(mask, [...front, heads, queries, keys]) };
}

/** A mask as the kernels take it: for all, for batch entries, or for each head of `full`. */
export function maskFor(mask: Tensor, full: readonly number[]): Tensor {
  checkF32("mask", mask);
  const isForAll = sizeOf(mask.shape.slice(0, -2)) === 1;
  const isForEntries = (mask.shape.at(-3) ?? 1) === 1;
  const shape = isForAll ? full.slice(-2) : isForEntries ? full.with(-3, 1) : full;
  const joint = broadcastShapes(mask.shape, full);
  if (joint.join() === full.join()) {
    return broadcastTo(reshape(mask, mask.shape.slice(-shape.length)), shape);
  }
  throw new RangeError(
    `Cannot attend: the mask is (${mask.shape.join(", ")}), ` +
      `wanted what broadcasts to (..., H, T, S) = (${full.join(", ")})`,
  );
}

const BLOCK = 64;

/** Whether query i may see key j at all. */
export function seesKey({ options, blocks }: AttentionShape, i: number, j: number): boolean {
  const { causal, queries, keys = queries } = options;
  if (causal && j > i + keys - queries) return false;
  const across = Math.ceil(keys / BLOCK);
  return blocks?.[Math.floor(i / BLOCK) * across + Math.floor(j / BLOCK)] !== 0;
}
