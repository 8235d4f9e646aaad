import type { Gpu } from "../gpu/mod.ts";
import { readSafetensors } from "../safetensors/mod.ts";
import { loadTokenizer } from "../text/mod.ts";
import type { Config } from "./config.ts";
import { loadBert } from "./load_bert.ts";
import { SentenceEncoder, type SentenceEncoderOptions } from "./sentence_encoder.ts";

/** What a sentence encoder is made from. */
export interface SentenceEncoderFiles {
  /** The bytes of a safetensors file. */
  weights: Uint8Array<ArrayBuffer>;
  /** The parsed `tokenizer.json`. */
  tokenizer: unknown;
  /** The parsed `config.json`; what the file of weights notes as "config" unless given. */
  config?: Config;
}

/**
 * Loads BERT or MiniLM with its tokenizer from the bytes of their files, which may come from anywhere.
 *
 * @throws {SyntaxError} when the weights have no config and none is given, or a file is broken.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { loadSentenceEncoder } from "@rederive/lib/models";
 * import { writeSafetensors } from "@rederive/lib/safetensors";
 * import { throws } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * const weights = writeSafetensors([]);
 * throws(() => loadSentenceEncoder(gpu, { weights, tokenizer: {} }), /has no "config"/);
 * ```
 */
export function loadSentenceEncoder(
  gpu: Gpu,
  { weights, tokenizer, config }: SentenceEncoderFiles,
  options: SentenceEncoderOptions = {},
): SentenceEncoder {
  const { tensors, metadata } = readSafetensors(weights);
  const noted = metadata.get("config");
  if (!config && noted === undefined) {
    throw new SyntaxError(
      'Cannot load a sentence encoder: the file of weights has no "config", wanted one there or given',
    );
  }
  const cut = loadTokenizer(tokenizer);
  const model = loadBert(gpu, tensors, config ?? JSON.parse(noted!) as Config);
  try {
    return new SentenceEncoder(model, cut, options);
  } catch (error) {
    model[Symbol.dispose]();
    throw error;
  }
}
