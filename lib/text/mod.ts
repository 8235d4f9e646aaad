/**
 * Texts as numbers: tokenizers by bytes, WordPiece and byte pairs, read from a `tokenizer.json`.
 *
 * @module
 */
export { bytePair, type BytePairOptions } from "./byte_pair.ts";
export { byteTokenizer, type ByteTokenizerOptions } from "./byte_tokenizer.ts";
export { type Batch, type BatchOptions, encodeBatch } from "./encode_batch.ts";
export { loadTokenizer } from "./load_tokenizer.ts";
export { type DecodeOptions, type EncodeOptions, type Tokenizer } from "./tokenizer.ts";
export { type WordModel, wordPiece, type WordPieceOptions } from "./word_piece.ts";
