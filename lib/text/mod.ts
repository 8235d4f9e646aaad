/**
 * Texts as numbers: tokenizers by bytes, WordPiece and byte pairs, read from a `tokenizer.json`. Texts
 * in parts: by characters, tokens, sentences and headings.
 *
 * @module
 */
export { bytePair, type BytePairOptions } from "./byte_pair.ts";
export { byteTokenizer, type ByteTokenizerOptions } from "./byte_tokenizer.ts";
export { type Chunk, type ChunkOptions } from "./chunk.ts";
export { chunkCharacters } from "./chunk_characters.ts";
export { chunkHeadings, type ChunkHeadingsOptions, type Section } from "./chunk_headings.ts";
export { chunkSentences, type ChunkSentencesOptions } from "./chunk_sentences.ts";
export { chunkTokens, type ChunkTokensOptions } from "./chunk_tokens.ts";
export { type Batch, type BatchOptions, encodeBatch } from "./encode_batch.ts";
export { loadTokenizer } from "./load_tokenizer.ts";
export { padBatch, type PadOptions } from "./pad_batch.ts";
export { type DecodeOptions, type EncodeOptions, type Tokenizer } from "./tokenizer.ts";
export { type WordModel, wordPiece, type WordPieceOptions } from "./word_piece.ts";
