import { stripVTControlCharacters } from "node:util";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// East Asian wide and full-width forms, as far as titles and messages use them.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const EMOJI = /^\p{Emoji_Presentation}|^\p{Extended_Pictographic}\ufe0f/u;
const NO_WIDTH = /^[\p{Mark}\p{Cc}\p{Cf}]+$/u;

/** Columns a terminal gives one grapheme: 0, 1 or 2. */
export function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** Columns a terminal gives `text`, escape sequences not counted. */
export function displayWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  let width = 0;
  for (const { segment } of graphemes.segment(plain)) width += graphemeWidth(segment);
  return width;
}

/** The graphemes of `text` with their columns; `text` carries no escape sequences. */
export function* measured(text: string): Generator<{ grapheme: string; width: number }> {
  for (const { segment } of graphemes.segment(text)) {
    yield { grapheme: segment, width: graphemeWidth(segment) };
  }
}
