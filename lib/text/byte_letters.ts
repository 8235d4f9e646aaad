/**
 * A letter for each byte, as GPT-2's vocabulary writes them: those that print stand for themselves, the
 * others get the letters from U+0100 on.
 */
export const BYTE_LETTERS: readonly string[] = lettersOf();

/** The byte of each letter. */
export const LETTER_BYTES: ReadonlyMap<string, number> = new Map(
  BYTE_LETTERS.map((letter, byte) => [letter, byte]),
);

function lettersOf(): string[] {
  const prints = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 0x100;
  return Array.from(
    { length: 256 },
    (_, byte) => String.fromCharCode(prints(byte) ? byte : next++),
  );
}

/** A text's bytes in UTF-8, as letters. */
export function toByteLetters(text: string): string {
  let letters = "";
  for (const byte of new TextEncoder().encode(text)) letters += BYTE_LETTERS[byte]!;
  return letters;
}
