import { displayWidth, measured } from "./display_width.ts";

/**
 * `text` broken at spaces into lines of at most `width` columns. A word that is longer than a line
 * stays whole, so that paths and commands can be copied; runs of wide characters, which are written
 * without spaces, break anywhere.
 */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  let used = 0;
  for (const { word, glued } of pieces(line)) {
    const columns = displayWidth(word);
    const gap = current === "" || glued ? 0 : 1;
    if (current !== "" && used + gap + columns > width) {
      lines.push(current);
      current = word;
      used = columns;
    } else {
      current += (gap === 1 ? " " : "") + word;
      used += gap + columns;
    }
  }
  lines.push(current);
  return lines;
}

/** Words between spaces; a wide character is a word of its own, glued to what precedes it. */
function* pieces(line: string): Generator<{ word: string; glued: boolean }> {
  for (const word of line.split(" ")) {
    let part = "";
    let glued = false;
    for (const { grapheme, width } of measured(word)) {
      if (width === 2 && part !== "") {
        yield { word: part, glued };
        part = "";
        glued = true;
      }
      part += grapheme;
    }
    yield { word: part, glued };
  }
}
