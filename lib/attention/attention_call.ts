import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import type { Gpu, GpuArray } from "../gpu/mod.ts";
import type { AttentionInputs, AttentionOptions } from "./attention_options.ts";

/** One attention as the kernels see it. */
export interface AttentionCall {
  batch: number;
  heads: number;
  kvHeads: number;
  queries: number;
  keys: number;
  keyRows: number;
  width: number;
  mask: GpuArray<"f32"> | undefined;
  blocks: GpuArray<"u32"> | undefined;
  /** How often a query sees a key, if no block and no mask hides it. */
  pairs: number;
  /** The numbers of `Call` in call.wgsl. */
  numbers: Uint32Array<ArrayBuffer>;
}

const MOST_WIDTH = 128;

/** Checks what was asked for. */
export function attentionCall(
  gpu: Gpu,
  action: string,
  { q, k, v }: AttentionInputs,
  options: AttentionOptions,
): AttentionCall {
  const { batch = 1, heads, kvHeads = heads, queries, keys = queries, width } = options;
  const { keyRows = keys, scale = 1 / Math.sqrt(width), causal = false, mask, blocks } = options;
  checkSizes(action, { batch, heads, kvHeads, queries, keys, keyRows, width });
  if (width < 1 || width > MOST_WIDTH) {
    throw new RangeError(`Cannot ${action}: width is ${width}, wanted 1 to ${MOST_WIDTH}`);
  }
  if (heads > 0 && (kvHeads === 0 || heads % kvHeads !== 0)) {
    throw new RangeError(
      `Cannot ${action}: ${heads} heads share ${kvHeads} heads of keys, wanted a divisor of ${heads}`,
    );
  }
  if (keys > keyRows) {
    throw new RangeError(
      `Cannot ${action}: ${keys} keys in ${keyRows} rows, wanted at most as many`,
    );
  }
  if (!Number.isFinite(scale)) {
    throw new RangeError(`Cannot ${action}: scale is ${scale}, wanted a finite number`);
  }
  const check = (name: string, array: GpuArray, sizes: number[], names: string) =>
    checkArray(gpu, action, name, array, {
      type: "f32",
      length: sizes.reduce((product, size) => product * size, 1),
      shape: `(${names}) = (${sizes.join(", ")})`,
    });
  check("q", q, [batch, heads, queries, width], "B, H, queries, D");
  check("k", k, [batch, kvHeads, keyRows, width], "B, kvHeads, keyRows, D");
  check("v", v, [batch, kvHeads, keyRows, width], "B, kvHeads, keyRows, D");
  // Rows are padded to vectors.
  const padded = Math.ceil(width / 4) * 16;
  checkBinding(gpu, action, "q", batch * heads * queries * padded);
  checkBinding(gpu, action, "k", batch * kvHeads * keyRows * padded);
  if (blocks) {
    const sizes = [Math.ceil(queries / 64), Math.ceil(keys / 64)] as const;
    checkArray(gpu, action, "blocks", blocks, {
      type: "u32",
      length: sizes[0] * sizes[1],
      shape: `(queries / 64, keys / 64) = (${sizes.join(", ")})`,
    });
  }
  const pairs = batch * heads * (causal ? seenInAll(queries, keys) : queries * keys);
  const strides = mask ? maskStrides(gpu, action, mask, { batch, heads, queries, keys }) : [0, 0];
  const numbers = Uint32Array.of(
    ...[batch, heads, kvHeads, queries, keys, keyRows],
    Number(causal),
    ...strides,
    new Uint32Array(Float32Array.of(scale).buffer)[0]!,
  );
  return { batch, heads, kvHeads, queries, keys, keyRows, width, mask, blocks, pairs, numbers };
}

/** Throws where an invocation would walk further than its loops may. */
export function checkWalk(action: string, what: string, rows: number, most: number): void {
  if (rows <= most) return;
  throw new RangeError(`Cannot ${action}: ${rows} ${what}, wanted at most ${most}`);
}

/** Keys of a query: forward.wgsl takes up to 3.5 turns of its loops for each. */
export const MOST_KEYS = LONGEST_LOOP / 2;

/** Queries of a key, whole tiles for each head that shares it: the gradients take up to 1.8 turns. */
export const MOST_QUERIES = LONGEST_LOOP;

/** Elements of the mask from one batch entry and from one head to the next. */
function maskStrides(
  gpu: Gpu,
  action: string,
  mask: GpuArray<"f32">,
  sizes: { batch: number; heads: number; queries: number; keys: number },
): [number, number] {
  const { batch, heads, queries, keys } = sizes;
  const size = queries * keys;
  const isForAll = mask.length === size;
  const isForEntries = mask.length === batch * size;
  checkArray(gpu, action, "mask", mask, {
    type: "f32",
    length: batch * heads * size,
    orLength: isForAll || isForEntries ? mask.length : size,
    shape: `(${queries}, ${keys}) once, ${batch} or ${batch} x ${heads} times`,
  });
  if (isForAll) return [0, 0];
  return isForEntries ? [size, 0] : [heads * size, size];
}

/** How many keys causal queries see together: each one more than the last, the last one all. */
function seenInAll(queries: number, keys: number): number {
  const seeing = Math.min(queries, keys);
  return seeing * (keys - seeing) + seeing * (seeing + 1) / 2;
}
