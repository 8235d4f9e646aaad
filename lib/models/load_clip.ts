import type { Gpu } from "../gpu/mod.ts";
import type { StoredTensors } from "../safetensors/mod.ts";
import { type BlockNames, placeOfBlock } from "./block_places.ts";
import { loadCheckpoint, type Place } from "./checkpoint.ts";
import { Clip } from "./clip.ts";
import { readSizes } from "./read_sizes.ts";
import { type LoadModelOptions, placeOfPiece } from "./token_table.ts";
import { type Config, ConfigReader } from "./config.ts";

/**
 * Loads CLIP from a checkpoint of `CLIPModel`, such as OpenAI's on the hub.
 *
 * @throws {RangeError} when a name is missing or unknown, a shape differs, or the config asks for a
 * variant that is not computed here.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { loadClip } from "@rederive/lib/models";
 * import { throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * throws(() => loadClip(gpu, new Map(), {}), /config of CLIP, text_config: it is left out, wanted/);
 * ```
 */
export function loadClip(
  gpu: Gpu,
  tensors: StoredTensors,
  config: Config,
  { most }: LoadModelOptions = {},
): Clip {
  const read = new ConfigReader(config, "CLIP");
  read.only("model_type", "clip");
  const text = read.part("text_config");
  const vision = read.part("vision_config");
  // A config leaves out of its parts what is as in OpenAI's first model.
  const end = text.count("eos_token_id", 49407);
  const sizes = {
    imageSize: vision.count("image_size", 224),
    patchSize: vision.count("patch_size", 32),
    colours: vision.count("num_channels", 3),
    ...readSizes(vision, { ...USUAL, channels: 768, heads: 12, hidden: 3072 }),
  };
  const clip = new Clip(gpu, {
    text: {
      tableBytes: most,
      vocabulary: text.count("vocab_size", 49408),
      positions: text.count("max_position_embeddings", 77),
      // Configs older than the token's number say 2, and the largest id is meant.
      end: end === 2 ? "largest" : end,
      ...readSizes(text, { ...USUAL, channels: 512, heads: 8, hidden: 2048 }),
    },
    vision: sizes,
    width: read.count("projection_dim", 512),
  });
  const { channels, colours, patchSize } = sizes;
  loadCheckpoint(clip, tensors, {
    model: "CLIP",
    ignore: /\.position_ids$/,
    place: (name) => {
      const [, piece] = /^text\.tokens\.(.+)$/.exec(name) ?? [];
      if (piece) return placeOfPiece(clip.text.tokens, piece, TOKENS);
      const at = placeOf(name);
      const isPatch = name === "vision.embedding.patches.weight";
      return isPatch ? { ...at, shape: [channels, colours, patchSize, patchSize] } : at;
    },
  });
  return clip;
}

/** What OpenAI's first model has. */
const USUAL = { layers: 12, activation: "quick_gelu", epsilon: 1e-5 } as const;

const BLOCK: BlockNames = {
  query: "self_attn.q_proj",
  key: "self_attn.k_proj",
  value: "self_attn.v_proj",
  out: "self_attn.out_proj",
  norm1: "layer_norm1",
  norm2: "layer_norm2",
  fc1: "mlp.fc1",
  fc2: "mlp.fc2",
};

const TOKENS = "text_model.embeddings.token_embedding.weight";

const NAMES: Readonly<Record<string, string>> = {
  "vision.embedding.cls": "vision_model.embeddings.class_embedding",
  "vision.embedding.positions": "vision_model.embeddings.position_embedding.weight",
  "vision.embedding.patches.weight": "vision_model.embeddings.patch_embedding.weight",
  "vision.norm1": "vision_model.pre_layrnorm", // as the checkpoints spell it
  "vision.norm2": "vision_model.post_layernorm",
  "text.positions": "text_model.embeddings.position_embedding",
  "text.norm": "text_model.final_layer_norm",
  "textProjection": "text_projection",
  "visualProjection": "visual_projection",
  "logitScale": "logit_scale",
};

function placeOf(name: string): Place {
  const [, tower, rest] = /^(text|vision)\.(blocks\..+)$/.exec(name) ?? [];
  const inBlock = rest && placeOfBlock(rest, `${tower}_model.encoder.layers`, BLOCK);
  if (inBlock) return { name: inBlock.name };
  const whole = NAMES[name];
  if (whole) return { name: whole };
  const cut = name.lastIndexOf(".");
  return { name: `${NAMES[name.slice(0, cut)]}${name.slice(cut)}` };
}
