import type { Gpu } from "../gpu/mod.ts";
import type { StoredTensors } from "../safetensors/mod.ts";
import { Bert } from "./bert.ts";
import { type BlockNames, placeOfBlock } from "./block_places.ts";
import { loadCheckpoint, withoutPrefix } from "./checkpoint.ts";
import { type Config, ConfigReader } from "./config.ts";
import { readSizes } from "./read_sizes.ts";
import { type LoadModelOptions, placeOfPiece } from "./token_table.ts";

/**
 * Loads BERT or MiniLM from a checkpoint of `BertModel`, or one with heads of pretraining, which are
 * left out; with the pooler where the checkpoint has one.
 *
 * @throws {RangeError} when a name is missing or unknown, a shape differs, or the config asks for a
 * variant that is not computed here.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { loadBert } from "@rederive/lib/models";
 * import { throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const config = { model_type: "roberta" };
 * throws(() => loadBert(gpu, new Map(), config), /model_type is "roberta", wanted "bert"/);
 * ```
 */
export function loadBert(
  gpu: Gpu,
  tensors: StoredTensors,
  config: Config,
  { most }: LoadModelOptions = {},
): Bert {
  const read = new ConfigReader(config, "BERT");
  read.only("model_type", "bert");
  read.only("position_embedding_type", "absolute");
  read.only("is_decoder", false);
  const named = withoutPrefix(tensors, "bert.");
  const bert = new Bert(gpu, {
    vocabulary: read.count("vocab_size"),
    positions: read.count("max_position_embeddings"),
    types: read.count("type_vocab_size", 2),
    tableBytes: most,
    ...readSizes(read, { activation: "gelu", epsilon: 1e-12 }),
    pooler: named.has("pooler.dense.weight"),
  });
  loadCheckpoint(bert, named, {
    model: "BERT",
    ignore: /^cls\.|^embeddings\.position_ids$/,
    place: (name) => {
      const [, piece] = /^words\.(.+)$/.exec(name) ?? [];
      if (piece) return placeOfPiece(bert.words, piece, "embeddings.word_embeddings.weight");
      return { name: placeOf(name) };
    },
  });
  return bert;
}

const BLOCK: BlockNames = {
  query: "attention.self.query",
  key: "attention.self.key",
  value: "attention.self.value",
  out: "attention.output.dense",
  norm1: "attention.output.LayerNorm",
  norm2: "output.LayerNorm",
  fc1: "intermediate.dense",
  fc2: "output.dense",
};

function placeOf(name: string): string {
  return placeOfBlock(name, "encoder.layer", BLOCK)?.name ??
    name.replace(/^positions\./, "embeddings.position_embeddings.")
      .replace(/^types\./, "embeddings.token_type_embeddings.")
      .replace(/^norm\./, "embeddings.LayerNorm.")
      .replace(/^pooler\./, "pooler.dense.");
}
