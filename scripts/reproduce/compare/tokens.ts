/**
 * A line of output as tokens. Only `number` tokens are compared as numbers; a date, a version, a
 * hash or `x86_64` has digits and is a word.
 */
export interface Token {
  kind: "number" | "space" | "exact";
  text: string;
}

const SPACE = /\s+/y;
const DATE =
  /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])/y;
const CLOCK = /\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?![\d:])/y;
const VERSION = /v?\d+(?:\.\d+){2,}(?:[-+][\w.]*\w)?/y;
const RADIX = /0[xX][\da-fA-F_]+n?|0[bB][01_]+n?|0[oO][0-7_]+n?/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /[+\-−]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+\-−]?\d+)?/y;
// at most 10^21: a list of a thousand numbers without blanks is none of them
const THOUSANDS = /[+\-−]?[1-9]\d{0,2}(?:,\d{3}){1,6}(?:\.\d+)?(?![\d,])/y;
/** Word characters behind a number: a unit, or the rest of something that is no number. */
const TAIL = /[\p{L}\p{N}_$]+/uy;
const OTHER = /./suy;

export interface TokenOptions {
  /** Read `1,234.5` as one number; otherwise as 1 and 234.5, as in a list without blanks. */
  thousands: boolean;
}

export function tokenise(line: string, { thousands }: TokenOptions): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < line.length;) {
    const found = next(line, at, thousands);
    tokens.push(found);
    at += found.text.length;
  }
  return tokens;
}

function next(line: string, at: number, thousands: boolean): Token {
  const first = line[at]!;
  const space = /\s/.test(first) ? match(SPACE, line, at) : null;
  if (space !== null) return { kind: "space", text: space };
  const word = /\d/.test(first)
    ? digitWord(line, at)
    : match(VERSION, line, at) ?? match(WORD, line, at);
  if (word !== null) return { kind: "exact", text: word };
  return numberAt(line, at, thousands) ?? { kind: "exact", text: match(OTHER, line, at)! };
}

/** What begins with a digit and is no number. */
function digitWord(line: string, at: number): string | null {
  return match(DATE, line, at) ?? match(CLOCK, line, at) ?? match(VERSION, line, at) ??
    match(RADIX, line, at);
}

function numberAt(line: string, at: number, thousands: boolean): Token | null {
  // in `10-20` and `a-1` the sign joins; it belongs to a number only where one may begin
  const signed = /[+\-−]/.test(line[at]!);
  if (!signed && !/[\d.]/.test(line[at]!)) return null;
  if (signed && at > 0 && /[\p{L}\p{N}_)\]]/u.test(line[at - 1]!)) return null;
  if (line[at] === "." && at > 0 && /[\p{L}\p{N}_)\].]/u.test(line[at - 1]!)) return null;
  const text = (thousands ? match(THOUSANDS, line, at) : null) ?? match(NUMBER, line, at);
  if (text === null) return null;
  // behind a sign, a date, version or hexadecimal number is still a word
  if (signed && digitWord(line, at + 1) !== null) return null;
  const tail = match(TAIL, line, at + text.length) ?? "";
  const isPlain = /^[+\-−]?\d+$/.test(text);
  if (isPlain && /\p{N}/u.test(tail)) return { kind: "exact", text: text + tail }; // 2x65, 0f3a
  if (/^[+\-−]?0\d/.test(text)) return { kind: "exact", text }; // 007
  return { kind: "number", text };
}

function match(pattern: RegExp, line: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? null;
}
