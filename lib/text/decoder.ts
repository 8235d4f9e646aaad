import { LETTER_BYTES } from "./byte_letters.ts";
import type { Part } from "./tokenizer_json.ts";

/** Tokens to a text. */
export type Decoder = (tokens: readonly string[]) => string;

/** How English is written: no space before these. */
const CONTRACTIONS = [
  [" .", "."],
  [" ?", "?"],
  [" !", "!"],
  [" ,", ","],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [" do not", " don't"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
] as const;

/** A decoder of a `tokenizer.json`; without one, tokens have spaces between them. */
export function decoderOf(part: Part | undefined): Decoder {
  if (!part) return (tokens) => tokens.join(" ");
  switch (part.type) {
    case "WordPiece": {
      const [prefix, isClean] = [part.text("prefix", "##"), part.flag("cleanup", true)];
      return (tokens) =>
        tokens.map((token, i) => {
          const piece = i === 0
            ? token
            : token.startsWith(prefix)
            ? token.slice(prefix.length)
            : ` ${token}`;
          return isClean
            ? CONTRACTIONS.reduce((text, [from, to]) => text.replaceAll(from, to), piece)
            : piece;
        }).join("");
    }
    case "ByteLevel":
      return fromByteLetters;
    default:
      throw part.refuse(["WordPiece", "ByteLevel"]);
  }
}

/** Letters that stand for bytes, as text; what is none of them stands for itself. */
function fromByteLetters(tokens: readonly string[]): string {
  const bytes = [...tokens.join("")].flatMap((letter) =>
    LETTER_BYTES.has(letter) ? [LETTER_BYTES.get(letter)!] : [...new TextEncoder().encode(letter)]
  );
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
