import type { Gpu } from "../gpu/mod.ts";
import type { StoredTensors } from "../safetensors/mod.ts";
import { type BlockNames, placeOfBlock } from "./block_places.ts";
import { loadCheckpoint, type Place, withoutPrefix } from "./checkpoint.ts";
import { type Config, ConfigReader } from "./config.ts";
import { readSizes } from "./read_sizes.ts";
import { Vit } from "./vit.ts";

/**
 * Loads a ViT from a checkpoint of `ViTModel` or `ViTForImageClassification`, with the pooler and the
 * classifier where the checkpoint has them.
 *
 * @throws {RangeError} when a name is missing or unknown, a shape differs, or the config asks for a
 * variant that is not computed here.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { loadVit } from "@rederive/lib/models";
 * import { throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * throws(() => loadVit(gpu, new Map(), { hidden_size: 8 }), /num_hidden_layers is left out, wanted/);
 * ```
 */
export function loadVit(gpu: Gpu, tensors: StoredTensors, config: Config): Vit {
  const read = new ConfigReader(config, "ViT");
  read.only("model_type", "vit");
  read.only("qkv_bias", true);
  read.only("pooler_act", "tanh");
  const named = withoutPrefix(tensors, "vit.");
  const options = {
    imageSize: read.count("image_size", 224),
    patchSize: read.count("patch_size", 16),
    colours: read.count("num_channels", 3),
    ...readSizes(read, { activation: "gelu", epsilon: 1e-12 }),
  };
  const vit = new Vit(gpu, {
    ...options,
    pooler: named.has("pooler.dense.weight"),
    classes: named.get("classifier.weight")?.shape[0],
  });
  loadCheckpoint(vit, named, {
    model: "ViT",
    place: (name, shape) => placeOf(name, shape, options),
  });
  return vit;
}

const BLOCK: BlockNames = {
  query: "attention.attention.query",
  key: "attention.attention.key",
  value: "attention.attention.value",
  out: "attention.output.dense",
  norm1: "layernorm_before",
  norm2: "layernorm_after",
  fc1: "intermediate.dense",
  fc2: "output.dense",
};

function placeOf(
  name: string,
  shape: readonly number[],
  { channels, colours, patchSize }: { channels: number; colours: number; patchSize: number },
): Place {
  const inBlock = placeOfBlock(name, "encoder.layer", BLOCK);
  if (inBlock) return { name: inBlock.name };
  const places: Readonly<Record<string, Place>> = {
    "embedding.cls": { name: "embeddings.cls_token", shape: [1, 1, channels] },
    "embedding.positions": { name: "embeddings.position_embeddings", shape: [1, ...shape] },
    "embedding.patches.weight": {
      name: "embeddings.patch_embeddings.projection.weight",
      shape: [channels, colours, patchSize, patchSize],
    },
    "embedding.patches.bias": { name: "embeddings.patch_embeddings.projection.bias" },
  };
  return places[name] ??
    { name: name.replace(/^norm\./, "layernorm.").replace(/^pooler\./, "pooler.dense.") };
}
