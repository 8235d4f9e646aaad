import type { Gpu } from "@rederive/lib/gpu";
import type { Vit } from "@rederive/lib/models";
import {
  matmul,
  mean,
  mul,
  permute,
  reshape,
  slice,
  softmax,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";

/** Who sees whom: a number for each query and key, token 0 being the class token. */
export type Sight = (query: number, key: number) => boolean;

/** A ViT's logits when some tokens do not see others. */
export function logitsWith(gpu: Gpu, vit: Vit, sight: Sight): (pictures: Tensor) => Tensor {
  const tokens = vit.embedding.positions.shape[0]!;
  const hidden = Float32Array.from(
    { length: tokens ** 2 },
    (_, i) => sight(Math.floor(i / tokens), i % tokens) ? 0 : -1e30,
  );
  const mask = tensor(gpu, hidden, { shape: [tokens, tokens] });
  return (pictures) => {
    const last = vit.blocks.forward(vit.embedding.forward(pictures), { mask }).at(-1)!;
    const token = slice(vit.norm.forward(last), [null, [0, 1]]);
    return vit.classifier!.forward(reshape(token, [token.shape[0]!, token.shape[2]!]));
  };
}

/** What the class token looks at in the last layer, mean over the heads: (B, patches). */
export function sightOfClassToken(vit: Vit, pictures: Tensor): Tensor {
  const hidden = vit.blocks.forward(vit.embedding.forward(pictures));
  const { norm1, attn } = vit.blocks.blocks.at(-1)!;
  const x = norm1.forward(hidden.at(-2)!);
  const [batch, tokens] = x.shape as [number, number];
  const { heads, width } = attn;
  const split = (y: Tensor) => permute(reshape(y, [batch, tokens, heads, width]), [0, 2, 1, 3]);
  const query = slice(split(attn.query.forward(x)), [null, null, [0, 1]]);
  const keys = permute(split(attn.key.forward(x)), [0, 1, 3, 2]);
  const shares = softmax(mul(matmul(query, keys), 1 / Math.sqrt(width)));
  const toPatches = slice(shares, [null, null, null, [1, tokens]]);
  return reshape(mean(toPatches, { axes: [1] }), [batch, tokens - 1]);
}
