export interface JsonError {
  /** UTF-16 offset of the first character that cannot be JSON; the length when the text just ends. */
  offset: number;
  line: number;
  column: number;
  /** True when more text could have completed it. */
  truncated: boolean;
}

const TOKEN =
  /[ \t\n\r]*(?:(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y;
const CUT_SCALAR = /^(-|\.|[eE][+-]?|t(ru?)?|f(a(ls?)?)?|n(ul?)?)$/;

/**
 * Where a text stops being JSON. `JSON.parse` names a position in some of its messages only, so
 * it decides and this locates.
 */
export function locateJsonError(text: string): JsonError {
  const { offset, cut } = firstError(text);
  const before = text.slice(0, offset).split("\n");
  return {
    offset,
    line: before.length,
    column: before.at(-1)!.length + 1,
    truncated: cut || offset === text.length || CUT_SCALAR.test(text.slice(offset, offset + 5)),
  };
}

type State = "value" | "first item" | "first key" | "key" | "colon" | "after";

function firstError(text: string): { offset: number; cut: boolean } {
  const open: string[] = [];
  let state: State = "value";
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const next: State | null = token && step(token, state, open);
    if (!next) return { offset: at + blank(text, at), cut: false };
    state = next;
    at = TOKEN.lastIndex;
    if (token?.[1] === undefined) continue;
    // by hand: a picture's string has millions of characters, too many for a regular expression
    const string = endOfString(text, at);
    if (!string.closed) return { offset: string.end, cut: string.end === text.length };
    at = string.end;
  }
}

function blank(text: string, at: number): number {
  return /^[ \t\n\r]*/.exec(text.slice(at))![0].length;
}

/** `start` is behind the opening quote. */
function endOfString(text: string, start: number): { end: number; closed: boolean } {
  let at = start;
  while (at < text.length && text.charCodeAt(at) >= 32) {
    if (text[at] === '"') return { end: at + 1, closed: true };
    if (text[at] === "\\") {
      const rest = text.slice(at, at + 6);
      const escape = /^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.exec(rest);
      if (!escape) {
        return { end: /^\\(u[\da-fA-F]{0,3})?$/.test(rest) ? text.length : at, closed: false };
      }
      at += escape[0].length;
    } else at++;
  }
  return { end: at, closed: false };
}

/** The state after a token; null when the token may not stand here. */
function step(token: RegExpExecArray, state: State, open: string[]): State | null {
  const [, string, scalar, mark] = token;
  const value = state === "value" || state === "first item";
  if (string !== undefined && (state === "key" || state === "first key")) return "colon";
  if (string !== undefined || scalar !== undefined) return value ? "after" : null;
  switch (mark) {
    case "{":
    case "[":
      if (!value) return null;
      open.push(mark);
      return mark === "{" ? "first key" : "first item";
    case "}":
    case "]": {
      const closes = state === "after" || state === (mark === "}" ? "first key" : "first item");
      return closes && open.pop() === (mark === "}" ? "{" : "[") ? "after" : null;
    }
    case ":":
      return state === "colon" ? "value" : null;
    default:
      if (state !== "after" || open.length === 0) return null;
      return open.at(-1) === "{" ? "key" : "value";
  }
}
