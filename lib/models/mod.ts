/**
 * Models whose weights come from checkpoints in Hugging Face's layout, by name: ViT, CLIP, BERT and
 * MiniLM, GPT-2. They compute what the library of that name computes; they also start from chance and
 * train.
 *
 * @module
 */
export { Bert, type BertInput, type BertOptions, type BertOutput } from "./bert.ts";
export { Blocks, type BlocksForwardOptions, type TransformerSizes } from "./blocks.ts";
export {
  CausalText,
  type CausalTextInput,
  type CausalTextOutput,
  TextCache,
  type TextSizes,
} from "./causal_text.ts";
export { Clip, type ClipOptions, type Embedded } from "./clip.ts";
export { ClipText, type ClipTextOptions, type ClipTextOutput } from "./clip_text.ts";
export { ClipVision, type ClipVisionOptions, type ClipVisionOutput } from "./clip_vision.ts";
export { type Config } from "./config.ts";
export { generate, type GenerateOptions } from "./generate.ts";
export { Gpt2 } from "./gpt2.ts";
export { loadBert } from "./load_bert.ts";
export { loadClip } from "./load_clip.ts";
export { loadGpt2 } from "./load_gpt2.ts";
export { loadMiniLm } from "./load_mini_lm.ts";
export { loadSentenceEncoder, type SentenceEncoderFiles } from "./load_sentence_encoder.ts";
export { loadVit } from "./load_vit.ts";
export { PatchEmbedding, patchesOf, type PatchOptions } from "./patch_embedding.ts";
export { normalised, sentenceEmbedding } from "./sentence_embedding.ts";
export {
  SentenceEncoder,
  type SentenceEncoderOptions,
  type TokenVectors,
} from "./sentence_encoder.ts";
export { type LoadModelOptions, TokenTable, type TokenTableOptions } from "./token_table.ts";
export { type Tokens } from "./tokens.ts";
export { Vit, type VitOptions, type VitOutput } from "./vit.ts";
