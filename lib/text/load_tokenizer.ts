import { bytePair } from "./byte_pair.ts";
import { decoderOf } from "./decoder.ts";
import { normalizerOf } from "./normalizer.ts";
import { preTokenizerOf } from "./pre_tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { Part } from "./tokenizer_json.ts";
import { type WordModel, wordPiece } from "./word_piece.ts";
import { wrappingOf } from "./wrapping.ts";

/**
 * A tokenizer from the parsed `tokenizer.json` of Hugging Face's tokenizers: WordPiece as BERT and
 * MiniLM have it, byte pairs as GPT-2 and CLIP have them.
 *
 * @throws {SyntaxError} when the JSON is no such file.
 * @throws {RangeError} when it asks for a variant that is not computed here.
 *
 * @example
 * ```ts
 * import { loadTokenizer } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const { encode, decode } = loadTokenizer({
 *   normalizer: { type: "Lowercase" },
 *   pre_tokenizer: { type: "BertPreTokenizer" },
 *   decoder: { type: "WordPiece", prefix: "##", cleanup: true },
 *   model: { type: "WordPiece", vocab: { "[UNK]": 0, hell: 1, "##o": 2, "!": 3 } },
 * });
 * deepEqual(encode("Hello!"), [1, 2, 3]);
 * deepEqual(decode([1, 2, 3]), "hello!");
 * ```
 */
export function loadTokenizer(json: unknown): Tokenizer {
  const file = new Part(json, "the file");
  const optional = (key: string) => file.has(key) ? file.part(key) : undefined;
  const model = file.part("model");
  const vocabulary = model.vocabulary("vocab");
  const isPairs = model.type === "BPE" || (model.type === "" && model.has("merges"));
  const cut = isPairs ? pairsOf(model, vocabulary) : piecesOf(model, vocabulary);
  const suffix = isPairs ? model.text("end_of_word_suffix", "") : "";
  const [normalizer, preTokenizer] = [optional("normalizer"), optional("pre_tokenizer")];
  const normalise = normalizer ? normalizerOf(normalizer) : (text: string) => text;
  const words = preTokenizer ? preTokenizerOf(preTokenizer) : (text: string) => text ? [text] : [];
  const { before, behind } = wrappingOf(optional("post_processor"));
  const decode = decoderOf(optional("decoder"));

  const added = file.parts("added_tokens").map((part) => ({
    id: part.count("id"),
    content: part.text("content"),
    isSpecial: part.flag("special", false),
  }));
  const ids = new Map([...vocabulary, ...added.map(({ content, id }) => [content, id] as const)]);
  const tokens = new Map([...ids].map(([token, id]) => [id, token]));
  const special = new Map(
    added.filter(({ isSpecial }) => isSpecial).map(({ content, id }) => [content, id]),
  );
  const specialIds = new Set(special.values());
  const whole = wholeTokens(added.map(({ content }) => content));

  return {
    size: tokens.keys().reduce((most, id) => Math.max(most, id + 1), 0),
    special,
    idOf: (token) => ids.get(token),
    tokenOf: (id) => tokens.get(id),
    encode(text, { special: isWrapped = true, most = Infinity } = {}) {
      const body = text.split(whole).flatMap((piece, i) =>
        i % 2 === 1 ? [ids.get(piece)!] : words(normalise(piece)).flatMap(cut)
      );
      if (!isWrapped) return body.slice(0, most);
      const room = Math.max(0, most - before.length - behind.length);
      return [...before, ...body.slice(0, room), ...behind].slice(0, most);
    },
    decode(given, { special: isWritten = false } = {}) {
      const kept = [...given].filter((id) => isWritten || !specialIds.has(id)).map((id) => {
        const token = tokens.get(id);
        if (token !== undefined) return token;
        throw new RangeError(`Cannot decode: id ${id} is no token, wanted one of ${tokens.size}`);
      });
      return suffix === "" ? decode(kept) : decode(kept).replaceAll(suffix, " ").trim();
    },
  };
}

/** Finds tokens that are never cut, the longest first, so that `split()` keeps them. */
function wholeTokens(contents: readonly string[]): RegExp {
  if (contents.length === 0) return /(?!)()/u;
  const longestFirst = contents.toSorted((a, b) => b.length - a.length);
  return new RegExp(`(${longestFirst.map((content) => RegExp.escape(content)).join("|")})`, "u");
}

function piecesOf(model: Part, vocabulary: ReadonlyMap<string, number>): WordModel {
  if (model.type !== "WordPiece" && model.type !== "") throw model.refuse(["WordPiece", "BPE"]);
  return wordPiece(vocabulary, {
    unknown: model.text("unk_token", "[UNK]"),
    prefix: model.text("continuing_subword_prefix", "##"),
    longest: model.count("max_input_chars_per_word", 100),
  });
}

function pairsOf(model: Part, vocabulary: ReadonlyMap<string, number>): WordModel {
  if (model.text("continuing_subword_prefix", "") !== "") {
    throw model.wrong("continuing_subword_prefix", "none, as GPT-2 and CLIP have it");
  }
  if (model.flag("byte_fallback", false)) throw model.wrong("byte_fallback", "false");
  const merges = model.list("merges").map((merge): [string, string] => {
    const pair = typeof merge === "string" ? merge.split(" ") : merge;
    if (Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "string")) {
      return pair as [string, string];
    }
    throw model.wrong("merges", "pairs of strings");
  });
  return bytePair(vocabulary, merges, {
    unknown: model.has("unk_token") ? model.text("unk_token") : undefined,
    suffix: model.text("end_of_word_suffix", ""),
  });
}
