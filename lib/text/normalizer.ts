import type { Part } from "./tokenizer_json.ts";

/** Rewrites a text before it is cut. */
export type Normalizer = (text: string) => string;

// What Rust's char::to_lowercase() does: JavaScript's of a whole text looks at a sigma's neighbours.
const lowercase: Normalizer = (text) => text.replace(/\P{ASCII}|[A-Z]/gu, (c) => c.toLowerCase());
const stripAccents: Normalizer = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "");
const chinese =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;

/** A normalizer of a `tokenizer.json`. */
export function normalizerOf(part: Part): Normalizer {
  const { type } = part;
  switch (type) {
    case "Sequence":
      return inOrder(part.parts("normalizers").map(normalizerOf));
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      return (text) => text.normalize(type);
    case "Lowercase":
      return lowercase;
    case "StripAccents":
      return (text) => text.replace(/\p{Mn}/gu, "");
    case "Replace": {
      const [pattern, content] = [part.pattern("pattern"), part.text("content")];
      return (text) => text.replace(pattern, () => content);
    }
    case "BertNormalizer":
      return bertNormalizer(part);
    default:
      throw part.refuse([
        ...["Sequence", "NFC", "NFD", "NFKC", "NFKD"],
        ...["Lowercase", "StripAccents", "Replace", "BertNormalizer"],
      ]);
  }
}

function bertNormalizer(part: Part): Normalizer {
  const isLower = part.flag("lowercase", true);
  return inOrder([
    ...part.flag("clean_text", true) ? [clean] : [],
    ...part.flag("handle_chinese_chars", true) ? [spaceChinese] : [],
    ...part.flag("strip_accents", isLower) ? [stripAccents] : [],
    ...isLower ? [lowercase] : [],
  ]);
}

const clean: Normalizer = (text) =>
  text.replace(/(?![\t\n\r])[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/\p{White_Space}/gu, " ");

const spaceChinese: Normalizer = (text) => text.replace(chinese, " $& ");

function inOrder(steps: readonly Normalizer[]): Normalizer {
  return (text) => steps.reduce((done, step) => step(done), text);
}
