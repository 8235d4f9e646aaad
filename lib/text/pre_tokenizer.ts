import { toByteLetters } from "./byte_letters.ts";
import type { Part } from "./tokenizer_json.ts";

/** Cuts a text into words, none of which is empty. */
export type PreTokenizer = (text: string) => string[];

/** GPT-2's words: endings of English, letters, digits and other signs, each with a space before it. */
const GPT2_WORDS =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** BERT's words: punctuation one by one, the rest between white space. */
const BERT_WORDS = /[\p{P}$+<=>^`|~]|[^\p{White_Space}\p{P}$+<=>^`|~]+/gu;

/** A pre-tokenizer of a `tokenizer.json`. */
export function preTokenizerOf(part: Part): PreTokenizer {
  switch (part.type) {
    case "Sequence": {
      const steps = part.parts("pretokenizers").map(preTokenizerOf);
      return (text) =>
        steps.reduce((words, step) => words.flatMap(step), text === "" ? [] : [text]);
    }
    case "BertPreTokenizer":
      return (text) => text.match(BERT_WORDS) ?? [];
    case "WhitespaceSplit":
      return (text) => text.match(/\P{White_Space}+/gu) ?? [];
    case "Whitespace":
      return (text) =>
        text.match(/[\p{L}\p{M}\p{N}\p{Pc}]+|[^\p{L}\p{M}\p{N}\p{Pc}\p{White_Space}]+/gu) ?? [];
    case "ByteLevel": {
      const isCut = part.flag("use_regex", true);
      const isSpaced = part.flag("add_prefix_space", true);
      return (text) => {
        if (text === "") return [];
        const spaced = isSpaced && !text.startsWith(" ") ? ` ${text}` : text;
        return (isCut ? spaced.match(GPT2_WORDS) ?? [] : [spaced]).map(toByteLetters);
      };
    }
    case "Split":
      return splitOf(part);
    default:
      throw part.refuse([
        ...["Sequence", "BertPreTokenizer", "WhitespaceSplit", "Whitespace", "ByteLevel", "Split"],
      ]);
  }
}

/** What a pattern finds, and what is between: kept as words or left out. */
function splitOf(part: Part): PreTokenizer {
  const pattern = part.pattern("pattern");
  const behavior = part.text("behavior").toLowerCase();
  const isFoundKept = part.flag("invert", false) || behavior === "isolated";
  const isRestKept = !part.flag("invert", false) || behavior === "isolated";
  if (behavior !== "removed" && behavior !== "isolated") {
    throw part.wrong("behavior", '"Removed" or "Isolated"');
  }
  return (text) => {
    const words: string[] = [];
    let at = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (isRestKept) words.push(text.slice(at, index));
      if (isFoundKept) words.push(found);
      at = index + found.length;
    }
    if (isRestKept) words.push(text.slice(at));
    return words.filter((word) => word !== "");
  };
}
