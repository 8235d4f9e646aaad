import { activations, attention, layerNorm } from "@rederive/lib/reference";
import type { Golden } from "./golden.ts";

/** Rows of channels. */
export type Rows = readonly (readonly number[])[];

/** x W^T + b, row by row, in f64. */
export function affine(x: Rows, weight: ArrayLike<number>, bias: ArrayLike<number>): number[][] {
  return x.map((row) =>
    Array.from(bias, (b, o) => row.reduce((sum, v, i) => sum + v * weight[o * row.length + i]!, b))
  );
}

/**
 * Pictures as ViT's first layer is given them: each patch as one vector, projected; a class token in
 * front; a vector added for each place. `order`: how a patch becomes a vector.
 */
export function embed64(
  { pixels, weight, config }: Golden,
  order: "colour first" | "colour last" = "colour first",
): number[][][] {
  const patch = config["patch_size"] as number;
  const [batch, colours, size] = pixels.shape as [number, number, number];
  const across = size / patch;
  const name = "vit.embeddings.patch_embeddings.projection";
  const cls = Array.from(weight("vit.embeddings.cls_token"));
  const places = weight("vit.embeddings.position_embeddings");
  return Array.from({ length: batch }, (_, b) => {
    const patches = Array.from(
      { length: across ** 2 },
      (_, n) =>
        Array.from({ length: colours * patch ** 2 }, (_, i) => {
          const [colour, at] = order === "colour first"
            ? [Math.floor(i / patch ** 2), i % patch ** 2]
            : [i % colours, Math.floor(i / colours)];
          const row = Math.floor(n / across) * patch + Math.floor(at / patch);
          const column = (n % across) * patch + at % patch;
          return pixels.values[((b * colours + colour) * size + row) * size + column]!;
        }),
    );
    const tokens = [cls, ...affine(patches, weight(`${name}.weight`), weight(`${name}.bias`))];
    return tokens.map((token, t) => token.map((v, c) => v + places[t * token.length + c]!));
  });
}

/** How a block is put together. */
export interface BlockRules {
  /** Norm what a part is given, or the sum behind it. */
  readonly norms: "before" | "behind";
  readonly activation: "relu" | "gelu";
}

/** Block number `layer` of the golden ViT over the tokens of one picture, as its formula reads. */
export function block64(
  { weight, config }: Golden,
  layer: number,
  { x, norms, activation }: BlockRules & { x: Rows },
): number[][] {
  const at = (name: string) => weight(`vit.encoder.layer.${layer}.${name}`);
  const apply = (name: string, x: Rows) => affine(x, at(`${name}.weight`), at(`${name}.bias`));
  const norm = (name: string, x: Rows) =>
    x.map((row) =>
      layerNorm(row, { epsilon: config["layer_norm_eps"] as number })
        .map((v, c) => v * at(`${name}.weight`)[c]! + at(`${name}.bias`)[c]!)
    );
  const attend = (x: Rows) => {
    const [q, k, v] = ["query", "key", "value"].map((each) => {
      return apply(`attention.attention.${each}`, x);
    }) as [number[][], number[][], number[][]];
    return apply(
      "attention.output.dense",
      heads64(q, k, v, config["num_attention_heads"] as number),
    );
  };
  const perceive = (x: Rows) => {
    const inside = apply("intermediate.dense", x).map((row) => row.map(activations[activation]!));
    return apply("output.dense", inside);
  };
  const around = (x: Rows, name: string, part: (x: Rows) => Rows) => {
    const sum = (y: Rows) => x.map((row, t) => row.map((v, c) => v + y[t]![c]!));
    return norms === "before" ? sum(part(norm(name, x))) : norm(name, sum(part(x)));
  };
  return around(around(x, "layernorm_before", attend), "layernorm_after", perceive).map((
    r,
  ) => [...r]);
}

/** Attention of every token to every token, head by head. */
function heads64(q: Rows, k: Rows, v: Rows, heads: number): number[][] {
  const [tokens, width] = [q.length, q[0]!.length / heads];
  const flat = (x: Rows) =>
    Array.from({ length: heads }, (_, h) => x.map((row) => row.slice(h * width, (h + 1) * width)))
      .flat(2);
  const sizes = { batch: 1, heads, kvHeads: heads, queries: tokens, keys: tokens, width };
  const scale = 1 / Math.sqrt(width);
  const { output } = attention(flat(q), flat(k), flat(v), { ...sizes, scale, mask: () => 0 });
  return q.map((_, t) =>
    Array.from({ length: heads * width }, (_, c) => {
      return output[(Math.floor(c / width) * tokens + t) * width + c % width]!;
    })
  );
}
