import type { Gpu } from "../gpu/mod.ts";
import type { StoredTensors } from "../safetensors/mod.ts";
import { activationOf } from "./read_sizes.ts";
import { type BlockNames, placeOfBlock } from "./block_places.ts";
import { loadCheckpoint, type Place, transposed, withoutPrefix } from "./checkpoint.ts";
import { type Config, ConfigReader } from "./config.ts";
import { Gpt2 } from "./gpt2.ts";
import { type LoadModelOptions, placeOfPiece } from "./token_table.ts";

/**
 * Loads GPT-2 from a checkpoint of `GPT2Model` or `GPT2LMHeadModel`. Its matrices lie there transposed,
 * and those of query, key and value side by side.
 *
 * @throws {RangeError} when a name is missing or unknown, a shape differs, or the config asks for a
 * variant that is not computed here.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { loadGpt2 } from "@rederive/lib/models";
 * import { throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * throws(() => loadGpt2(gpu, new Map(), { n_embd: -1 }), /n_embd is -1, wanted an integer >= 1/);
 * ```
 */
export function loadGpt2(
  gpu: Gpu,
  tensors: StoredTensors,
  config: Config,
  { most }: LoadModelOptions = {},
): Gpt2 {
  const read = new ConfigReader(config, "GPT-2");
  read.only("model_type", "gpt2");
  read.only("scale_attn_weights", true);
  read.only("scale_attn_by_inverse_layer_idx", false);
  read.only("add_cross_attention", false);
  read.only("tie_word_embeddings", true);
  const channels = read.count("n_embd");
  const gpt = new Gpt2(gpu, {
    vocabulary: read.count("vocab_size"),
    positions: read.count("n_positions"),
    tableBytes: most,
    channels,
    layers: read.count("n_layer"),
    heads: read.divisor("n_head", channels),
    hidden: read.count("n_inner", 4 * channels),
    activation: activationOf(read, "activation_function", "gelu_new"),
    epsilon: read.amount("layer_norm_epsilon", 1e-5),
  });
  loadCheckpoint(gpt, withoutPrefix(tensors, "transformer."), {
    model: "GPT-2",
    // the causal mask, and the head, which is the table of tokens once more
    ignore: /^h\.\d+\.attn\.(masked_)?bias$|^lm_head\.weight$/,
    place: (name, shape) => {
      const [, piece] = /^tokens\.(.+)$/.exec(name) ?? [];
      return piece ? placeOfPiece(gpt.tokens, piece, "wte.weight") : placeOf(name, shape);
    },
  });
  return gpt;
}

const BLOCK: BlockNames = {
  query: "attn.c_attn",
  key: "attn.c_attn",
  value: "attn.c_attn",
  out: "attn.c_proj",
  norm1: "ln_1",
  norm2: "ln_2",
  fc1: "mlp.c_fc",
  fc2: "mlp.c_proj",
};

function placeOf(name: string, shape: readonly number[]): Place {
  const inBlock = placeOfBlock(name, "h", BLOCK);
  if (!inBlock) {
    return {
      name: name.replace(/^positions\./, "wpe.")
        .replace(/^norm\./, "ln_f."),
    };
  }
  const third = ["query", "key", "value"].indexOf(inBlock.part);
  const isMatrix = shape.length === 2;
  const [outputs, inputs] = shape as [number, number];
  const place = { name: inBlock.name };
  if (third < 0) {
    if (!isMatrix) return place;
    return { ...place, shape: [inputs, outputs], take: (all) => transposed(all, inputs) };
  }
  const from = third * outputs;
  if (!isMatrix) {
    return { ...place, shape: [3 * outputs], take: (all) => all.slice(from, from + outputs) };
  }
  return {
    ...place,
    shape: [inputs, 3 * outputs],
    take: (all) => transposed(all, inputs).slice(from * inputs, (from + outputs) * inputs),
  };
}
