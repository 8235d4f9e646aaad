/** Glyph widths of a TrueType font, as far as labels need: `cmap`, `hmtx`, `hhea`, `head`. */
export interface Font {
  /** Width of a text at size 1. */
  advance(text: string): number;
  /** Highest and lowest reach of a line at size 1, both positive. */
  readonly ascent: number;
  readonly descent: number;
}

/** Reads a font's metrics (OpenType 1.9, https://learn.microsoft.com/typography/opentype/spec/). */
export function parseFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = (tag: string) => findTable(view, tag);
  const perEm = view.getUint16(table("head") + 18);
  const hhea = table("hhea");
  const hmtx = table("hmtx");
  const longMetrics = view.getUint16(hhea + 34);
  const glyphOf = parseCmap(view, table("cmap"));
  const widths = new Map<number, number>();
  const widthOf = (code: number) => {
    // glyphs after the last long metric share its width
    const row = Math.min(glyphOf(code), longMetrics - 1);
    return view.getUint16(hmtx + 4 * row) / perEm;
  };
  const cached = (code: number) => {
    const known = widths.get(code) ?? widthOf(code);
    widths.set(code, known);
    return known;
  };
  return {
    advance: (text) => Array.from(text).reduce((sum, c) => sum + cached(c.codePointAt(0)!), 0),
    ascent: view.getInt16(hhea + 4) / perEm,
    descent: -view.getInt16(hhea + 6) / perEm,
  };
}

function findTable(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((j) => view.getUint8(record + j)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new SyntaxError(`Cannot read font: it has no "${tag}" table, want a TrueType font`);
}

// format 12 maps all of Unicode in groups, which is all DejaVu needs
function parseCmap(view: DataView, cmap: number): (code: number) => number {
  const count = view.getUint16(cmap + 2);
  for (let i = 0; i < count; i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(subtable) === 12) return (code) => lookUp(view, subtable, code);
  }
  throw new SyntaxError("Cannot read font: its cmap has no format 12, want full Unicode");
}

function lookUp(view: DataView, subtable: number, code: number): number {
  let low = 0;
  let high = view.getUint32(subtable + 12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = subtable + 16 + 12 * middle;
    if (code < view.getUint32(group)) high = middle - 1;
    else if (code > view.getUint32(group + 4)) low = middle + 1;
    else return view.getUint32(group + 8) + code - view.getUint32(group);
  }
  return 0;
}
