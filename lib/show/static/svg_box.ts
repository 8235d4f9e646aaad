import { pathPoints } from "./path_points.ts";
import { type Box, boxAround, cornersOf, numberAt, type SvgNode } from "./svg_node.ts";
import { textBox } from "./text_box.ts";
import { apply, type Matrix, parseTransform } from "./transform.ts";

/** What paints nothing where it stands. */
const HIDDEN = new Set(["defs", "clipPath", "style", "title", "metadata", "marker", "filter"]);

/** The box of an SVG element in its own coordinates, as `getBBox()` gives it. */
export function svgBox(node: SvgNode): Box | null {
  switch (node.nodeName) {
    case "text":
    case "tspan":
      return textBox(node);
    case "path":
      return boxAround(pathPoints(node.getAttribute?.("d") ?? ""));
    case "rect":
    case "image":
      return {
        x: numberAt(node, "x"),
        y: numberAt(node, "y"),
        width: numberAt(node, "width"),
        height: numberAt(node, "height"),
      };
    case "circle": {
      const r = numberAt(node, "r");
      const [x, y] = [numberAt(node, "cx") - r, numberAt(node, "cy") - r];
      return { x, y, width: 2 * r, height: 2 * r };
    }
    case "line":
      return boxAround([
        [numberAt(node, "x1"), numberAt(node, "y1")],
        [numberAt(node, "x2"), numberAt(node, "y2")],
      ]);
    default:
      return HIDDEN.has(node.nodeName) ? null : groupBox(node);
  }
}

/** The box of an SVG element on the page, as `getBoundingClientRect()` gives it. */
export function pageBox(node: SvgNode): Box | null {
  let box = svgBox(node);
  for (let at: SvgNode | null = node; at?.getAttribute && box; at = at.parentNode) {
    box = moved(box, parseTransform(at.getAttribute("transform") ?? ""));
  }
  return box;
}

function groupBox(node: SvgNode): Box | null {
  const corners: [number, number][] = [];
  for (const child of node.childNodes) {
    if (child.nodeType !== 1) continue;
    const box = svgBox(child);
    if (box) {
      corners.push(
        ...cornersOf(moved(box, parseTransform(child.getAttribute?.("transform") ?? ""))),
      );
    }
  }
  return boxAround(corners);
}

function moved(box: Box, matrix: Matrix | null): Box {
  if (!matrix) return box;
  return boxAround(cornersOf(box).map((corner) => apply(matrix, corner))) ?? box;
}
