import { fontFor } from "./fonts.ts";
import { type Box, boxAround, cornersOf, type SvgNode } from "./svg_node.ts";
import { inherit, styleOf, type TextStyle, toPixels } from "./svg_style.ts";

interface Run {
  x: number;
  y: number;
  width: number;
  style: TextStyle;
}

interface Pen {
  x: number;
  y: number;
  /** Index of the first run of the current anchored chunk. */
  chunk: number;
  runs: Run[];
}

/** The box of a `text` element as SVG lays it out, in its own coordinates. */
export function textBox(node: SvgNode): Box | null {
  const pen: Pen = { x: 0, y: 0, chunk: 0, runs: [] };
  layOut(node, styleOf(node.parentNode), pen);
  anchor(pen);
  const boxes = pen.runs.map(({ x, y, width, style }) => {
    const { ascent, descent } = fontFor(style);
    const height = (ascent + descent) * style.size;
    return { x, y: y - ascent * style.size, width, height };
  });
  return boxAround(boxes.flatMap(cornersOf));
}

/** The length of a text, its style given by where it stands. */
export function textLength(node: SvgNode): number {
  const pen: Pen = { x: 0, y: 0, chunk: 0, runs: [] };
  layOut(node, styleOf(node.parentNode), pen);
  return pen.runs.reduce((sum, { width }) => sum + width, 0);
}

function layOut(node: SvgNode, parent: TextStyle, pen: Pen): void {
  const style = inherit(parent, node);
  movePen(node, style, pen);
  for (const child of node.childNodes) {
    if (child.nodeType === 3) {
      const width = fontFor(style).advance(child.textContent ?? "") * style.size;
      if (width > 0) pen.runs.push({ x: pen.x, y: pen.y, width, style });
      pen.x += width;
    } else if (child.nodeName === "tspan" || child.nodeName === "a") {
      layOut(child, style, pen);
    }
  }
}

function movePen(node: SvgNode, style: TextStyle, pen: Pen): void {
  const [x, y, dx, dy] = ["x", "y", "dx", "dy"].map((name) => node.getAttribute?.(name) ?? null);
  if (x) {
    anchor(pen); // an absolute x starts a new chunk
    pen.x = toPixels(x, style.size);
  }
  if (y) pen.y = toPixels(y, style.size);
  if (dx) pen.x += toPixels(dx, style.size);
  if (dy) pen.y += toPixels(dy, style.size);
}

function anchor(pen: Pen): void {
  const runs = pen.runs.slice(pen.chunk);
  pen.chunk = pen.runs.length;
  const first = runs[0];
  if (!first) return;
  const width = pen.x - first.x;
  const share = { start: 0, middle: 0.5, end: 1 }[first.style.anchor] ?? 0;
  for (const run of runs) run.x -= width * share;
}
