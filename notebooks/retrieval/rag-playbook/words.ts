/** Letters and digits in a row; a name such as draw_pair.ts or np.ix_ is one word. */
const WORD = /[\p{L}\p{N}]+(?:[._][\p{L}\p{N}]+)*/gu;

/** The words of a text as they are searched: lower case, plurals as singulars. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).map((word) =>
    /^[^._]*[^._su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word
  );
}
