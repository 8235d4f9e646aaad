import {
  matmul,
  mean,
  mul,
  permute,
  reshape,
  slice,
  softmax,
  type Tensor,
} from "@rederive/lib/tensor";
import type { Med } from "./med.ts";
import type { Mode } from "./text_layer.ts";

/**
 * Where the tokens of captions look in the pictures: the shares that cross-attention gives to each
 * patch, mean over the heads and renormed without the class token, a (B, 1 + T, patches) for each layer.
 */
export function sightOf(
  med: Med,
  { words, patches, mode }: { words: Tensor; patches: Tensor; mode: Exclude<Mode, "text"> },
): Tensor[] {
  const input = { mode, memory: patches };
  let x = med.text.enter(words, input);
  return med.text.layers.map((layer) => {
    const { norm, attn } = layer.cross;
    const shares = sharesOf(attn, norm.forward(layer.among(x, input)), patches);
    x = layer.forward(x, input);
    return shares;
  });
}

function sharesOf(
  { query, key, heads, width }: {
    query: { forward(x: Tensor): Tensor };
    key: { forward(x: Tensor): Tensor };
    heads: number;
    width: number;
  },
  x: Tensor,
  memory: Tensor,
): Tensor {
  const split = (y: Tensor, order: number[]) => {
    const [batch, tokens] = y.shape as [number, number];
    return permute(reshape(y, [batch, tokens, heads, width]), order);
  };
  const queries = split(query.forward(x), [0, 2, 1, 3]);
  const keys = split(key.forward(memory), [0, 2, 3, 1]);
  const scores = mul(matmul(queries, keys), 1 / Math.sqrt(width));
  const onPatches = slice(scores, [null, null, null, [1, memory.shape[1]!]]);
  return mean(softmax(onPatches), { axes: [1] });
}
