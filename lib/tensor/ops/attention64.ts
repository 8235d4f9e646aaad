import * as reference from "../../reference/mod.ts";
import { type AttentionShape, seesKey } from "./attention_shape.ts";

/** A score at or below is hidden, as in lib/attention. */
const HIDDEN = -1e29;

/** Attention in f64, of q, k, v, the mask if there is one, and for `slopes()` the cotangent behind. */
export function attention64(shape: AttentionShape, inputs: readonly reference.Shaped[]) {
  const [q, k, v, ...rest] = inputs.map(({ values }) => values) as Numbers[];
  const { batch = 1, heads, queries, keys = queries } = shape.options;
  const mask = shape.mask ? rest.shift()! : undefined;
  const copies = (mask?.length ?? 0) / (queries * keys);
  const sizes: reference.Attention = {
    ...shape.options as Required<typeof shape.options>,
    mask: (b, h, i, j) => {
      if (!seesKey(shape, i, j)) return -Infinity;
      const copy = copies === batch ? b : copies === batch * heads ? b * heads + h : 0;
      const added = mask?.[(copy * queries + i) * keys + j] ?? 0;
      return added <= HIDDEN ? -Infinity : added;
    },
  };
  const { output, logSumExp } = reference.attention(q!, k!, v!, sizes);
  return {
    output,
    logSumExp: logSumExp.map((sum) => Math.max(sum, -1e30)),
    slopes: () => reference.attentionGradient(q!, k!, v!, rest[0]!, sizes),
  };
}

type Numbers = ArrayLike<number>;
