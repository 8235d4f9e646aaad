import type { Tensor } from "../tensor.ts";
import { type AttentionShape, seesKey } from "./attention_shape.ts";
import { matmul } from "./matmul.ts";
import { transpose } from "./permute.ts";
import { pointwise } from "./pointwise.ts";
import { reshape } from "./reshape.ts";
import { sent } from "./sent.ts";
import { softmax } from "./softmax.ts";

/** Attention in small steps, which derivatives of derivatives and those of the mask are taken through. */
export function attentionFormula(shape: AttentionShape, inputs: readonly Tensor[]): Tensor {
  const [q, k, v, mask] = inputs as [Tensor, Tensor, Tensor, Tensor?];
  const { heads, kvHeads = heads, queries, keys = queries, scale, causal } = shape.options;
  const front = q.shape.slice(0, -3);
  // Query heads that share a key head meet it on an axis of their own.
  const shared = heads / Math.max(1, kvHeads);
  const grouped = reshape(q, [...front, kvHeads, shared, ...q.shape.slice(-2)]);
  const [ks, vs] = [k, v].map((x) => reshape(x, [...front, kvHeads, 1, ...x.shape.slice(-2)])) as [
    Tensor,
    Tensor,
  ];
  const products = matmul(grouped, transpose(ks));
  if (keys === 0) return joined(products);
  const full = [...front, heads, queries, keys];
  let scores = reshape(pointwise("mul", [products, scale]), full);
  if (mask) scores = pointwise("add", [scores, mask]);
  if (!causal && !shape.blocks) {
    return joined(reshape(seen(softmax(scores), mask), products.shape));
  }
  const open = Float32Array.from(
    { length: queries * keys },
    (_, at) => seesKey(shape, Math.floor(at / keys), at % keys) ? 1 : 0,
  );
  const visible = sent(q.gpu, "keys seen", open, [queries, keys]);
  const closed = pointwise("mul", [pointwise("sub", [visible, 1]), 1e30]);
  const p = pointwise("mul", [softmax(pointwise("add", [scores, closed])), visible]);
  return joined(reshape(seen(p, mask), products.shape));

  function joined(p: Tensor): Tensor {
    return reshape(matmul(p, vs), [...front, heads, queries, v.shape.at(-1)!]);
  }
}

/** Probabilities without those of keys that the mask hides, which count where a row sees nothing. */
function seen(p: Tensor, mask: Tensor | undefined): Tensor {
  return mask ? pointwise("mul", [p, pointwise("greater", [mask, -1e29])]) : p;
}
