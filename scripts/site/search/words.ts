/** Letters and digits in a row; a sign of Chinese or Japanese is a word of its own. */
const WORD = /\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu;

/** The words of a text as they are searched: lower case, no accents, plurals as singulars. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return (plain.match(WORD) ?? []).map(singular);
}

function singular(word: string): string {
  return /[^s]s$/.test(word) && word.length > 3 && !/(us|is)$/.test(word)
    ? word.slice(0, -1)
    : word;
}
