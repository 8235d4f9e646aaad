/** WGSL as its tokens, one a line: https://www.w3.org/TR/WGSL/#tokens. */
const BLANK = /[\s\u0085\u200e\u200f]+/y;
const LINE_COMMENT = /\/\/[^\n\v\f\r\u0085\u2028\u2029]*/y;
const WORD = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const NUMBER =
  /0[xX][\da-fA-F]*\.?[\da-fA-F]*(?:[pP][+-]?\d+)?[iufh]?|\d*\.?\d+(?:[eE][+-]?\d+)?[iufh]?|\d+\.?(?:[eE][+-]?\d+)?[iufh]?/y;
const SYMBOL = /<<=|>>=|->|&&|\|\||<<|>>|[=!<>+\-*/%&|^]=|\+\+|--|./suy;

export function normaliseWgsl(source: string): string {
  const tokens: string[] = [];
  for (let at = 0; at < source.length;) {
    const skipped = match(BLANK, source, at) ?? match(LINE_COMMENT, source, at);
    if (skipped !== undefined) {
      at += skipped.length;
    } else if (source.startsWith("/*", at)) {
      at = endOfBlockComment(source, at);
      if (at < 0) return source; // unterminated: broken anyway, any edit counts
    } else {
      const token = (match(WORD, source, at) ?? match(NUMBER, source, at) ??
        match(SYMBOL, source, at))!;
      tokens.push(token);
      at += token.length;
    }
  }
  return tokens.join("\n");
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** Block comments nest in WGSL. */
function endOfBlockComment(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source.startsWith("/*", at)) depth++, at++;
    else if (source.startsWith("*/", at)) {
      at++;
      if (--depth === 0) return at + 1;
    }
  }
  return -1;
}
