/**
 * Where a cell's line stands in the text of an .ipynb file, as GitHub and editors number lines.
 * A JSON reader that only keeps positions: parsing would lose them.
 */

interface Place {
  /** Offset of the value's first character. */
  start: number;
  end: number;
}

/**
 * The line of the file, counted from 1, that holds line `line` of the `ordinal`-th code cell; the
 * cell's first line when `line` is absent, the first line of the file when nothing can be found.
 */
export function locateSourceLine(file: string, ordinal: number, line = 1): number {
  try {
    const cells = members(file, 0).get("cells");
    if (!cells) return 1;
    let codeCells = 0;
    for (const cell of elements(file, cells.start)) {
      const fields = members(file, cell.start);
      if (textOf(file, fields.get("cell_type")) !== "code" || ++codeCells < ordinal) continue;
      const source = fields.get("source");
      return lineOf(file, source ? placeInSource(file, source, line) : cell.start);
    }
  } catch {
    // not JSON: the first line is as good as any
  }
  return 1;
}

/** nbformat keeps a source as one string or as strings that each end a line. */
function placeInSource(file: string, source: Place, line: number): number {
  if (file[source.start] !== "[") return source.start;
  const strings = [...elements(file, source.start)];
  let before = 0;
  for (const place of strings) {
    before += (textOf(file, place) ?? "").split("\n").length - 1;
    if (before >= line) return place.start;
  }
  return strings.at(-1)?.start ?? source.start;
}

function lineOf(file: string, offset: number): number {
  let line = 1;
  for (let at = file.indexOf("\n"); at >= 0 && at < offset; at = file.indexOf("\n", at + 1)) line++;
  return line;
}

function textOf(file: string, place: Place | undefined): string | null {
  if (!place || file[place.start] !== '"') return null;
  return JSON.parse(file.slice(place.start, place.end));
}

function members(file: string, start: number): Map<string, Place> {
  const found = new Map<string, Place>();
  let at = skipSpace(file, start);
  expect(file, at, "{");
  at = skipSpace(file, at + 1);
  while (file[at] !== "}") {
    const end = skipValue(file, at);
    const name: string = JSON.parse(file.slice(at, end));
    at = skipSpace(file, end);
    expect(file, at, ":");
    const value = skipSpace(file, at + 1);
    at = skipValue(file, value);
    found.set(name, { start: value, end: at });
    at = skipComma(file, at, "}");
  }
  return found;
}

function* elements(file: string, start: number): Generator<Place> {
  expect(file, start, "[");
  let at = skipSpace(file, start + 1);
  while (file[at] !== "]") {
    const end = skipValue(file, at);
    yield { start: at, end };
    at = skipComma(file, end, "]");
  }
}

function skipValue(file: string, start: number): number {
  const first = file[start];
  if (first === '"') return skipString(file, start);
  if (first !== "{" && first !== "[") {
    const scalar = /[^\s,\]}]+/y;
    scalar.lastIndex = start;
    if (!scalar.test(file)) throw new SyntaxError(`no value at ${start}`);
    return scalar.lastIndex;
  }
  // brackets balance; those inside strings do not count
  let depth = 0;
  for (let at = start; at < file.length; at++) {
    const c = file[at];
    if (c === '"') at = skipString(file, at) - 1;
    else if (c === "{" || c === "[") depth++;
    else if ((c === "}" || c === "]") && --depth === 0) return at + 1;
  }
  throw new SyntaxError("unbalanced brackets");
}

function skipString(file: string, start: number): number {
  let at = start + 1;
  while (at < file.length && file[at] !== '"') at += file[at] === "\\" ? 2 : 1;
  return at + 1;
}

function skipSpace(file: string, start: number): number {
  let at = start;
  while (at < file.length && /\s/.test(file[at]!)) at++;
  if (file[at] === "\ufeff") at++;
  return at;
}

function skipComma(file: string, start: number, closing: string): number {
  const at = skipSpace(file, start);
  if (file[at] === closing) return at;
  expect(file, at, ",");
  return skipSpace(file, at + 1);
}

function expect(file: string, at: number, wanted: string): void {
  if (file[at] !== wanted) throw new SyntaxError(`no ${wanted} at ${at}`);
}
